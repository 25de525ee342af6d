import type * as RedosDetector from "redos-detector";
import type safeRegex from "safe-regex2";
import { isRegular } from "../../../runtime/values/linear-pattern.js";
import { patternMaxNesting, patternSearchMaxMs, patternSearchMaxSteps } from "../../model/limits.js";
import { loadPackage } from "../../packages/load-package.js";

/**
 * Returns whether no text makes a pattern take more than linear time. A repetition inside a repetition alone says too little:
 * `^[a-z]+(?:-[a-z]+)*$` has one and never backtracks. Backtracking alone says too little as well: most is linear, and regular patterns
 * are tested without it.
 */
export function isFastPattern(pattern: string): boolean {
  const known = judged.get(pattern) ?? judge(pattern);
  judged.set(pattern, known);
  return known;
}

/** Results by pattern: patterns repeat, and judging one takes a millisecond. */
const judged = new Map<string, boolean>();

function judge(pattern: string): boolean {
  if (nestingOf(pattern) > patternMaxNesting) return false;
  const limits = { maxSteps: patternSearchMaxSteps, timeout: patternSearchMaxMs };
  const { isSafePattern } = loadPackage("redos-detector") as typeof RedosDetector;
  const { safe, error } = isSafePattern(pattern, { unicode: true, ...limits });
  if (!safe && (error === "hitMaxSteps" || !hasLowStarHeight(pattern))) return false;
  return isRegular(pattern) || (safe && isTriedOnce(pattern));
}

function hasLowStarHeight(pattern: string): boolean {
  return (loadPackage("safe-regex2") as typeof safeRegex)(pattern);
}

/** Returns whether a pattern is tried at the start of a text alone, or ends soon wherever it is tried. */
function isTriedOnce(pattern: string): boolean {
  return (pattern.startsWith("^") && !pattern.includes("|")) || !/[*+]|,\}/.test(pattern);
}

/** Returns the levels of groups within groups; brackets in classes and behind a backslash count nothing. */
function nestingOf(pattern: string): number {
  let level = 0;
  let deepest = 0;
  for (const [token] of pattern.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (token === "(") deepest = Math.max(deepest, ++level);
    else if (token === ")") level--;
  }
  return deepest;
}
