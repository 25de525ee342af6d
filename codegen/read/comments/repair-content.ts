import { type FailureKind, failureKinds } from "../../../runtime/contract/errors.js";
import type { Json } from "../../../runtime/contract/json.js";

/** A content instead of a wrong one; `safe` where nothing else can have been meant. */
export interface Repair {
  readonly text: string;
  readonly safe: boolean;
}

/** Units of time in the words of people. */
const unitWords: Readonly<Record<string, RegExp>> = {
  ms: /^(?:ms|msecs?|millis|milliseconds?)$/i,
  s: /^(?:s|secs?|seconds?)$/i,
  m: /^(?:m|mins?|minutes?)$/i,
  h: /^(?:h|hrs?|hours?)$/i,
};

/** Returns a duration in the words of people as the tag takes it: `20 seconds` is `20s`. */
export function repairDuration(content: string): Repair | undefined {
  const [, amount, word = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)\.?$/i.exec(content) ?? [];
  const unit = Object.keys(unitWords).find((each) => unitWords[each]?.test(word));
  return amount === undefined || unit === undefined ? undefined : { text: amount + unit, safe: true };
}

/** Returns a failure by its kind in place of the name of its class. */
export function repairFailure(content: string): Repair | undefined {
  const [word = ""] = content.split(/\s/, 1);
  const kind = failureKindOf(word);
  return kind === undefined || kind === word ? undefined : { text: kind + content.slice(word.length), safe: true };
}

/** Returns the kind that a word such as `NotFound`, `{NotFound}` or `RateLimitedError` means. */
function failureKindOf(word: string): FailureKind | undefined {
  const name = word.replace(/^\{(.*)\}$/, "$1").replace(/(?<=.)(?:Error|Exception|Failure)$/, "");
  const snake = name.replace(/(?<=[a-z])(?=[A-Z])|-/g, "_").toLowerCase();
  return failureKinds.find((kind) => kind === snake);
}

/** Returns the JSON of a value in backticks or single quotes, or of a bare word, which may be meant as a text. */
export function repairJson(content: string): Repair | undefined {
  const [, code] = /^`([^`]+)`$/.exec(content) ?? [];
  if (code !== undefined && parseJson(code) !== undefined) return { text: code, safe: true };
  const [, quoted] = /^'([^'\\\n]*)'$/.exec(code ?? content) ?? [];
  if (quoted !== undefined) return { text: JSON.stringify(quoted), safe: true };
  return /^[A-Za-z][\w-]*$/.test(content) ? { text: JSON.stringify(content), safe: false } : undefined;
}

/** Parses JSON; undefined for any other text. */
export function parseJson(content: string): Json | undefined {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return undefined;
  }
}
