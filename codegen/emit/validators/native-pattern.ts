import { isSafePattern } from "redos-detector";
import { IrregularPattern, type PatternNode, parsePattern } from "../../../runtime/values/parse-pattern.js";
import { patternSearchMaxSteps } from "../../model/limits.js";

/**
 * Returns whether JavaScript tests a pattern in time proportional to the text: it can match in few ways, and only at the start, or texts of a
 * limited length. A pattern that is more than regular counts, too: `@pattern` refuses those that may take long.
 */
export function isNativePattern(pattern: string): boolean {
  const known = judged.get(pattern) ?? judge(pattern);
  judged.set(pattern, known);
  return known;
}

/** Results by pattern: patterns repeat, and judging one takes a millisecond. */
const judged = new Map<string, boolean>();

function judge(pattern: string): boolean {
  try {
    const { main, ahead } = parsePattern(pattern);
    const isBounded = ahead.length === 0 && (startsAnchored(main) || !isEndless(main));
    return isBounded && isSafePattern(pattern, { unicode: true, maxSteps: patternSearchMaxSteps }).safe;
  } catch (error) {
    if (error instanceof IrregularPattern) return true;
    throw error;
  }
}

function startsAnchored(node: PatternNode): boolean {
  switch (node.kind) {
    case "start":
      return true;
    case "sequence":
      return node.parts[0] !== undefined && startsAnchored(node.parts[0]);
    case "choice":
      return node.parts.every(startsAnchored);
    default:
      return false;
  }
}

function isEndless(node: PatternNode): boolean {
  switch (node.kind) {
    case "repeat":
      return node.max === Number.POSITIVE_INFINITY || isEndless(node.part);
    case "sequence":
    case "choice":
      return node.parts.some(isEndless);
    default:
      return false;
  }
}
