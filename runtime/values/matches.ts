import { maxMatchedChars, maxMatchSteps } from "../contract/limits.js";
import { execute, mapGet, mapSet, NewMap, NewRegExp } from "./intrinsics.js";
import { linearPattern } from "./linear-pattern.js";
import { IrregularPattern } from "./parse-pattern.js";

/** Returns whether a text matches a pattern of a schema, in time proportional to the text. */
export function matches(pattern: string, text: string): boolean {
  const test = mapGet(tests, pattern) ?? testOf(pattern);
  mapSet(tests, pattern, test);
  return test(text);
}

/** Returns how long a text may be that is tested by a pattern, of which a character takes so many steps. */
export function matchedChars(charSteps: number): number {
  const most = maxMatchSteps / charSteps;
  return most < maxMatchedChars ? most - (most % 1) : maxMatchedChars;
}

/** Tests by pattern; there are as many as the schemas of a build have. */
const tests = new NewMap<string, (text: string) => boolean>();

function testOf(pattern: string): (text: string) => boolean {
  try {
    return linearPattern(pattern);
  } catch (error) {
    if (!(error instanceof IrregularPattern)) throw error;
    // Codegen lets such a pattern pass only if no text takes it long.
    const native = new NewRegExp(pattern, "u");
    return (text) => execute(native, text) !== null;
  }
}
