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
