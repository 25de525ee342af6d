import { maxMatchedChars } from "../contract/limits.js";
import { numberFormats, textFormats } from "./formats.js";
import {
  charCodeAt,
  execute,
  hasOwn,
  isArray,
  mapGet,
  NewMap,
  NewSet,
  parseInteger,
  parseJson,
  setHas,
} from "./intrinsics.js";
import type { Judgement } from "./judgement.js";
import { linearPattern } from "./linear-pattern.js";
import { matchedChars } from "./matches.js";
import type { RuleId, RuleTest } from "./rules.js";
import { findTwins } from "./unique-items.js";

/** Functions that the validators of a build are given. Their code refers to nothing else, not even to globals. */
export interface Kit {
  readonly own: (value: object, key: string) => boolean;
  readonly isArray: (value: unknown) => boolean;
  readonly isObject: (value: unknown) => boolean;
  /** Counts tests that are about to be made, where a value decides how many they are. */
  readonly spend: (steps: number) => void;
  /** Characters of a text, as JSON Schema counts them: an emoji is one. */
  readonly size: (text: string) => number;
  /** Number of keys of an object. */
  readonly count: (value: object) => number;
  readonly isMultiple: (value: number, of: number) => boolean;
  readonly isUnique: (list: readonly unknown[]) => boolean;
  readonly isEqual: (a: unknown, b: unknown) => boolean;
  readonly json: (text: string) => unknown;
  /** Test by a pattern that was shown to take linear time where JavaScript runs it. */
  readonly native: (pattern: RegExp) => (text: string) => boolean;
  /** Test by any other pattern, with the steps of judging that a character takes at most. */
  readonly linear: (pattern: string, charSteps: number) => (text: string) => boolean;
  readonly text: (format: string) => (text: string) => boolean;
  readonly number: (format: string) => (value: number) => boolean;
  readonly set: (items: readonly unknown[]) => (value: unknown) => boolean;
  /** Looks up the test of a discriminant's value. */
  readonly table: (entries: readonly (readonly [unknown, RuleTest])[]) => (value: unknown) => RuleTest | undefined;
  /** Judges a value by a rule of a recursive type. */
  readonly visit: (id: RuleId, value: unknown, depth: number) => boolean;
  /** Returns whether some of these tests accept a value. */
  readonly some: (id: RuleId, value: unknown, depth: number, tests: readonly RuleTest[]) => boolean;
  /** Returns whether exactly one of these tests accepts a value. */
  readonly one: (id: RuleId, value: unknown, depth: number, tests: readonly RuleTest[]) => boolean;
  /** Runs a test that may ask for the same part of a value more than once. */
  readonly often: (value: unknown, depth: number, test: RuleTest) => boolean;
}

/** Makes the functions for one pack; its judgement is what they share. */
export function makeKit(judgement: Judgement): Kit {
  const spend = (steps: number): void => judgement.spend(steps);
  /** Longer texts fit no pattern and no format, so that even these take little time. */
  const bounded = (test: (text: string) => boolean, most = maxMatchedChars, charSteps = 1) => {
    return (text: string): boolean => {
      if (text.length > most) return false;
      judgement.spend(text.length * charSteps);
      return test(text);
    };
  };
  return {
    own: hasOwn,
    isArray,
    isObject: (value) => typeof value === "object" && value !== null && !isArray(value),
    spend,
    size: (text) => {
      judgement.spend(text.length / sizedCharsPerStep);
      return sizeOf(text);
    },
    count: (value) => {
      const count = countKeys(value);
      judgement.spend(count);
      return count;
    },
    isMultiple,
    isUnique: (list) => list.length < 2 || judgement.identities.areUnique(list),
    isEqual: (a, b) => findTwins([a, b], judgement.identities) !== undefined,
    json: parseJson,
    native: (pattern) => bounded((text) => execute(pattern, text) !== null, maxMatchedChars, nativeCharSteps),
    linear: (pattern, charSteps) => bounded(linearPattern(pattern, spend), matchedChars(charSteps), charSteps),
    text: (format) => bounded(textFormats[format] ?? unknownFormat(format)),
    number: (format) => numberFormats[format] ?? unknownFormat(format),
    set: (items) => {
      const set = new NewSet(items);
      return (value) => setHas(set, value);
    },
    table: (entries) => {
      const map = new NewMap(entries);
      return (value) => mapGet(map, value);
    },
    visit: (id, value, depth) => judgement.visit(id, value, depth),
    some: (id, value, depth, tests) => judgement.some(id, value, depth, tests),
    one: (id, value, depth, tests) => judgement.one(id, value, depth, tests),
    often: (value, depth, test) => judgement.often(value, depth, test),
  };
}

function unknownFormat(format: string): never {
  throw new Error(`there is no format ${format}`);
}

/** Steps of judging that a character takes which JavaScript matches, where nothing is to go back to. */
const nativeCharSteps = 1 / 6;

/** Characters of a text that are counted within a step. */
const sizedCharsPerStep = 4;

/** Returns the number of characters of a text, of which those beyond the first plane are two units. */
export function sizeOf(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const code = charCodeAt(text, at);
    if (code < 0xd800 || code > 0xdbff) continue;
    const low = charCodeAt(text, at + 1);
    if (low < 0xdc00 || low > 0xdfff) continue;
    size--;
    at++;
  }
  return size;
}

/** Returns the number of keys of an object, without making a list of them. */
export function countKeys(value: object): number {
  let count = 0;
  for (const key in value) if (hasOwn(value, key)) count++;
  return count;
}

/** Returns whether a number is a multiple of another by Ajv's rule. */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return quotient === parseInteger(`${quotient}`);
}
