import { isSafePattern } from "redos-detector";
import hasLowStarHeight from "safe-regex2";

/** How far the search for texts that make a pattern backtrack goes: steps, not time, so that every machine agrees. */
const maxSteps = 3_000;

/**
 * Whether no text makes a pattern take exponential time. A repetition inside a repetition alone says too little:
 * `^[a-z]+(?:-[a-z]+)*$` has one and never backtracks. Backtracking alone says too little as well: most is linear.
 */
export function isFastPattern(pattern: string): boolean {
  const known = judged.get(pattern) ?? judge(pattern);
  judged.set(pattern, known);
  return known;
}

/** Patterns repeat, and judging one takes a millisecond. */
const judged = new Map<string, boolean>();

function judge(pattern: string): boolean {
  const { safe, error } = isSafePattern(pattern, { unicode: true, maxSteps });
  if (safe) return true;
  return error !== "hitMaxSteps" && hasLowStarHeight(pattern);
}
