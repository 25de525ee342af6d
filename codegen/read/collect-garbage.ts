import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Has V8 collect garbage now, if it can be told to. After megabytes have been let go at once, V8 would let the heap grow by as
 * much again before it looks: 1.2 instead of 1.5 times the memory of `tsc` for a tree of 1,000 files, for 60 ms (measured).
 */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  // Contexts that are made while the flag is set have the function, and no others.
  const collect: unknown = runInNewContext("globalThis.gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function") collect();
}
