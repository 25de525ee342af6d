/** A callback that fails, fails for every line of a log: so many milliseconds lie between warnings of it. */
const quietMs = 1_000;

/** A caller's callback that cannot harm the call: what it throws becomes a warning of the process, now and then. */
export function guarded<Args extends readonly unknown[]>(
  name: string,
  callback: (...args: Args) => unknown,
): (...args: Args) => void {
  let warned = Number.NEGATIVE_INFINITY;
  const report = (error: unknown): void => {
    const now = performance.now();
    if (now - warned < quietMs) return;
    warned = now;
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
