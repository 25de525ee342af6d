import { callbackWarningPauseMs } from "../contract/limits.js";
import { plainText } from "../contract/plain-text.js";

type CallbackName = "onEvent" | "onLog" | "onProgress";

/** Times of the last warnings by name of the callback, not by call: a thousand calls fail alike. */
const warnedAt = new Map<CallbackName, number>();

/** Wraps a caller's callback so that its errors do not harm the call; some of them become warnings of the process. */
export function guardCallback<Args extends readonly unknown[]>(
  name: CallbackName,
  callback: (...args: Args) => unknown,
): (...args: Args) => void {
  const report = (error: unknown): void => {
    const now = performance.now();
    if (now - (warnedAt.get(name) ?? Number.NEGATIVE_INFINITY) < callbackWarningPauseMs) return;
    warnedAt.set(name, now);
    const reason = plainText(error instanceof Error ? error.message : String(error));
    process.emitWarning(`${name} threw: ${reason}`, "ActionaryWarning");
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
