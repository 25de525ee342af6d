/** A callback that fails, fails for every line of a log: so many milliseconds lie between warnings of it. */
const quietMs = 1_000;

type CallbackName = "onEvent" | "onLog" | "onProgress";

/** When callbacks were last warned of, by name: most are those of one call, and a thousand calls fail alike. */
const warnedAt = new Map<CallbackName, number>();

/** A caller's callback that cannot harm the call: what it throws becomes a warning of the process, now and then. */
export function guarded<Args extends readonly unknown[]>(
  name: CallbackName,
  callback: (...args: Args) => unknown,
): (...args: Args) => void {
  const report = (error: unknown): void => {
    const now = performance.now();
    if (now - (warnedAt.get(name) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    warnedAt.set(name, now);
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
