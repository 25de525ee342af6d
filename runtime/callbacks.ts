import type { RuntimeEvent } from "./events.js";

/** A caller's callback that cannot harm the call: what it throws becomes a warning of the process. */
export function guarded<Args extends readonly unknown[]>(
  name: string,
  callback: (...args: Args) => unknown,
): (...args: Args) => void {
  const report = (error: unknown): void => {
    process.emitWarning(`${name} threw: ${error instanceof Error ? error.message : String(error)}`, "ActionaryWarning");
  };
  return (...args) => {
    try {
      const result = callback(...args);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
}

/** Where events go: to the listener, else errors that nobody caught become warnings of the process. */
export function eventSink(listener: ((event: RuntimeEvent) => void) | undefined): (event: RuntimeEvent) => void {
  if (listener) return guarded("onEvent", listener);
  return (event) => {
    if (event.kind !== "late-rejection" && event.kind !== "late-throw") return;
    const where = event.action === null ? "A lane" : `\`${event.action}\``;
    process.emitWarning(`${where} left an error that nobody caught: ${event.failure.message}`, "ActionaryWarning");
  };
}
