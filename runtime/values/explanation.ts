import type { Fault } from "../contract/errors.js";
import {
  explainClockSteps,
  maxExplainMs,
  maxExplainSteps,
  maxFaults,
  unhurriedChars,
  walkSteps,
} from "../contract/limits.js";
import { type Finding, reduceUnion, sentences } from "./findings.js";
import { hasOwn, isArray, keysOf, mapGet, mapSet, NewMap, timeNow } from "./intrinsics.js";
import { maxQuickMembers, TooManySteps } from "./judgement.js";
import { matches } from "./matches.js";
import { type Place, pointerTo, rootPlace, within } from "./place.js";
import { type Rule, type RuleId, typesOf } from "./rules.js";
import { isLeftUntried, kindOf, type LongestTexts, longestOf, scalarFindings, typeFinding } from "./scalar-findings.js";
import { findTwins, Identities } from "./unique-items.js";

/** Tests and rules of a pack. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  readonly longest: LongestTexts;
  /** Returns whether a value fits a rule. Throws `TooManySteps`. */
  readonly fits: (id: RuleId, value: unknown) => boolean;
}

type Walk = Generator<Request, readonly Finding[], readonly Finding[]>;

/** A part of the value that is to be explained before the walk goes on. */
interface Request {
  readonly id: RuleId;
  readonly value: unknown;
  readonly at: Place;
}

/**
 * Returns the reasons why a value does not fit a rule, in the order of Ajv's errors, at most `maxFaults`. Parts that fit are not walked.
 * As many are found as `maxExplainSteps` allow, and of a large value (`length` is that of its JSON text) `maxExplainMs`; a part of which
 * none was found in them is said to be invalid. None at all if the value fits.
 */
export function explain(book: RuleBook, root: Omit<Request, "at">, length: number): readonly Finding[] {
  const explanation = new Explanation(book, length);
  // A stack of our own: values are deeper than the language's would hold.
  const stack: Walk[] = [explanation.walk({ ...root, at: rootPlace })];
  let found: readonly Finding[] = [];
  for (let top = stack[0]; top !== undefined; top = stack[stack.length - 1]) {
    const step = top.next(found);
    if (step.done) {
      found = step.value;
      stack.length--;
    } else stack[stack.length] = explanation.walk(step.value);
  }
  return found;
}

/** Returns findings of a value that does not fit as faults, each of them once, and at least one. */
export function faultsOf(findings: readonly Finding[]): readonly Fault[] {
  const faults = findings.map(({ at, property, sentence }) => {
    const place = property === undefined ? at : within(at, property);
    const end = sentence.endsWith("?") ? "" : ".";
    return { path: pointerTo(place), message: `${place.outer ? `\`${place.key}\`` : "The value"} ${sentence}${end}` };
  });
  const unique = new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault]));
  if (unique.size === 0) return [{ path: "", message: `The value ${sentences.invalid}.` }];
  return [...unique.values()].slice(0, maxFaults);
}

class Explanation {
  readonly #book: RuleBook;
  /** When the search began; undefined where the clock does not end it. */
  readonly #start: number | undefined;
  #stepsLeft = maxExplainSteps;
  #nextLook = maxExplainSteps - explainClockSteps;
  /** Findings by object and rule: several members of a union may ask for those of one part. */
  readonly #known = new NewMap<object, Map<RuleId, readonly Finding[]>>();

  constructor(book: RuleBook, length: number) {
    this.#book = book;
    this.#start = length <= unhurriedChars ? undefined : timeNow();
  }

  *walk({ id, value, at }: Request): Walk {
    const isObject = typeof value === "object" && value !== null;
    const known = isObject ? mapGet(this.#known, value) : undefined;
    const own = known && mapGet(known, id);
    if (own) return own;
    this.#spend(walkSteps);
    const found = yield* this.#findings({ id, value, at });
    if (isObject) {
      const answers = known ?? new NewMap<RuleId, readonly Finding[]>();
      mapSet(answers, id, found);
      if (!known) mapSet(this.#known, value, answers);
    }
    return found;
  }

  *#findings(request: Request): Walk {
    const { id, value, at } = request;
    const rule = this.#book.rules[id] ?? {};
    const found: Finding[] = [];
    const kind = kindOf(value);
    const types = typesOf(rule);
    const wrongType = typeFinding(rule, value, at);
    // Ajv reports a wrong type where the keywords of the type would have been checked, if there are any.
    const home = types?.length === 1 && hasKeywordsOf(rule, types[0] as string) ? types[0] : undefined;
    if (wrongType && home !== "array" && home !== "object") found[found.length] = wrongType;
    scalarFindings(rule, value, { at, found, longest: this.#book.longest });
    yield* this.#compositions(rule, request, found);
    if (kind === "array") yield* this.#items(rule, request as Request & { value: readonly unknown[] }, found);
    if (kind === "object")
      yield* this.#properties(rule, request as Request & { value: Record<string, unknown> }, found);
    if (wrongType && (home === "array" || home === "object")) found[found.length] = wrongType;
    // The search has ended within a part that is known not to fit.
    const isCut = this.#isOver || isLeftUntried(rule, value);
    if (found.length === 0 && isCut) found[0] = { at, keyword: "", sentence: sentences.invalid };
    return found;
  }

  *#compositions(rule: Rule, { value, at }: Request, found: Finding[]): Walk {
    for (const keyword of ["anyOf", "oneOf", "allOf"] as const) {
      const ids = rule[keyword];
      if (!ids) continue;
      if (keyword === "allOf") {
        for (const id of ids) yield* this.#child({ id, value, at }, found);
        continue;
      }
      const branches: (readonly Finding[])[] = [];
      let fitting = 0;
      for (const id of ids) {
        if (this.#isOver) return found;
        const own: Finding[] = [];
        // In a wide union most tests have never run, and what compiles them takes longer than a walk; one without findings fits.
        const isWalked = ids.length > maxQuickMembers && kindOf(value) === "object";
        if (!isWalked && this.#fits(id, value)) fitting++;
        else yield* this.#child({ id, value, at }, own);
        if (isWalked && this.#isOver) return found;
        if (isWalked && own.length === 0) fitting++;
        branches[branches.length] = own;
      }
      if (keyword === "anyOf" ? fitting > 0 : fitting === 1) continue;
      if (fitting > 1) found[found.length] = { at, keyword, sentence: sentences.oneOf };
      else append(found, reduceUnion({ keyword, at, ids, branches }, this.#book.rules));
    }
    return found;
  }

  *#items(rule: Rule, { value, at }: Request & { value: readonly unknown[] }, found: Finding[]): Walk {
    const report = (keyword: string, sentence: string): void => {
      found[found.length] = { at, keyword, sentence };
    };
    const { maxItems, minItems, items, additionalItems } = rule;
    if (maxItems !== undefined && value.length > maxItems) report("maxItems", sentences.moreThan(maxItems, "items"));
    if (minItems !== undefined && value.length < minItems) report("minItems", sentences.fewerThan(minItems, "items"));
    const tuple = isArray(items) ? (items as readonly RuleId[]) : undefined;
    const rest = tuple ? additionalItems : (items as RuleId | undefined);
    const fixed = tuple?.length ?? 0;
    if (rest === false && value.length > fixed) report("additionalItems", sentences.moreThan(fixed, "items"));
    if (typeof rest === "number" && tuple) yield* this.#list(rest, { value, at, from: fixed }, found);
    for (let index = 0; index < fixed && index < value.length; index++) {
      const id = tuple?.[index] as RuleId;
      yield* this.#child({ id, value: value[index], at: within(at, index) }, found);
    }
    if (typeof rest === "number" && !tuple) yield* this.#list(rest, { value, at, from: 0 }, found);
    const twins = rule.uniqueItems ? this.#twins(items, value) : undefined;
    if (twins) report("uniqueItems", sentences.twins(twins));
    return found;
  }

  *#list(id: RuleId, list: { value: readonly unknown[]; at: Place; from: number }, found: Finding[]): Walk {
    for (let index = list.from; index < list.value.length && !this.#isFull(found); index++) {
      const item = list.value[index];
      if (!this.#fits(id, item)) yield* this.#child({ id, value: item, at: within(list.at, index) }, found);
    }
    return found;
  }

  /** Items of a wrong type are not compared where all are to be scalars. */
  #twins(items: Rule["items"], value: readonly unknown[]): readonly [number, number] | undefined {
    const types = typeof items === "number" ? typesOf(this.#book.rules[items] ?? {}) : undefined;
    const isOfScalars = types?.every((type) => type !== "object" && type !== "array") ?? false;
    if (!isOfScalars) {
      const identities = new Identities((steps) => this.#spend(steps / judgedPerStep));
      return findTwins(value, identities, (index) => this.#isOverAfter(1) && index >= leastCompared);
    }
    const seen = new NewMap<unknown, number>();
    for (let index = value.length - 1; index >= 0 && !this.#isOverAfter(1); index--) {
      if (typeFinding({ type: types as readonly string[] }, value[index], rootPlace)) continue;
      const later = mapGet(seen, value[index]);
      if (later !== undefined) return [index, later];
      mapSet(seen, value[index], index);
    }
    return undefined;
  }

  *#properties(rule: Rule, request: Request & { value: Record<string, unknown> }, found: Finding[]): Walk {
    const { value, at } = request;
    const {
      maxProperties,
      minProperties,
      required = [],
      properties = {},
      propertyNames,
      patternProperties = {},
    } = rule;
    const keys = keysOf(value);
    const report = (keyword: string, sentence: string, property?: string): void => {
      found[found.length] = { at, keyword, sentence, ...(property !== undefined && { property }) };
    };
    if (maxProperties !== undefined && keys.length > maxProperties) {
      report("maxProperties", sentences.moreThan(maxProperties, "properties"));
    }
    if (minProperties !== undefined && keys.length < minProperties) {
      report("minProperties", sentences.fewerThan(minProperties, "properties"));
    }
    for (const name of required) {
      if (this.#isFull(found)) return found;
      if (!hasOwn(value, name)) report("required", sentences.missing, name);
    }
    if (propertyNames !== undefined) {
      for (const key of keys) {
        if (this.#isFull(found)) return found;
        if (this.#fits(propertyNames, key)) continue;
        yield* this.#child({ id: propertyNames, value: key, at }, found);
        report("propertyNames", sentences.propertyNames);
      }
    }
    const patterns = keysOf(patternProperties);
    yield* this.#surplus(rule, { ...request, keys, patterns }, found);
    for (const name of keysOf(properties)) {
      if (!hasOwn(value, name)) continue;
      yield* this.#property({ id: properties[name] as RuleId, value: value[name], at: within(at, name) }, found);
    }
    for (const pattern of patterns) {
      const id = patternProperties[pattern] as RuleId;
      for (const key of keys) {
        if (this.#isFull(found)) return found;
        if (this.#matches(pattern, key)) yield* this.#property({ id, value: value[key], at: within(at, key) }, found);
      }
    }
    return found;
  }

  *#surplus(
    { properties = {}, additionalProperties }: Rule,
    {
      value,
      at,
      keys,
      patterns,
    }: Request & {
      value: Record<string, unknown>;
      keys: readonly string[];
      patterns: readonly string[];
    },
    found: Finding[],
  ): Walk {
    if (additionalProperties === undefined) return found;
    for (const key of keys) {
      if (this.#isFull(found)) return found;
      if (hasOwn(properties, key) || patterns.some((pattern) => this.#matches(pattern, key))) continue;
      if (additionalProperties === false) {
        const names = keysOf(properties);
        this.#spend(names.length * suggestedSteps);
        const sentence = sentences.surplus(key, key.length > maxSuggestedChars ? [] : names);
        found[found.length] = { at, property: key, keyword: "additionalProperties", sentence };
      } else yield* this.#property({ id: additionalProperties, value: value[key], at: within(at, key) }, found);
    }
    return found;
  }

  *#property(request: Request, found: Finding[]): Walk {
    if (!this.#fits(request.id, request.value)) yield* this.#child(request, found);
    return found;
  }

  *#child(request: Request, found: Finding[]): Walk {
    if (!this.#isFull(found)) append(found, yield request);
    return found;
  }

  #isFull(found: readonly Finding[]): boolean {
    return found.length >= maxFaults || this.#isOver;
  }

  /** Returns whether a part fits; also where that would take more steps than there are, so that it is not walked. */
  #fits(id: RuleId, value: unknown): boolean {
    this.#spend(typeof value === "string" ? 1 + value.length / charsPerStep : 1);
    try {
      return this.#isOver || this.#book.fits(id, value);
    } catch (error) {
      if (!(error instanceof TooManySteps)) throw error;
      this.#stepsLeft = -1;
      return true;
    }
  }

  /** Returns whether a key matches a pattern: one of those of which the rest is known. */
  #matches(pattern: string, key: string): boolean {
    this.#spend(1 + key.length / charsPerStep);
    return key.length <= longestOf(pattern, this.#book.longest) && !this.#isOver && matches(pattern, key);
  }

  #spend(steps: number): void {
    this.#stepsLeft -= steps;
    if (this.#start === undefined || this.#stepsLeft > this.#nextLook) return;
    this.#nextLook = this.#stepsLeft - explainClockSteps;
    if (timeNow() - this.#start > maxExplainMs) this.#stepsLeft = -1;
  }

  #isOverAfter(steps: number): boolean {
    this.#spend(steps);
    return this.#isOver;
  }

  get #isOver(): boolean {
    return this.#stepsLeft < 0;
  }
}

/** Steps in which a key is compared with a name that may have been meant. */
const suggestedSteps = 10;

/** A longer key is no misspelled name. */
const maxSuggestedChars = 100;

/** Items of a list that are compared even where the search ended before. */
const leastCompared = 100;

/** Steps of judging within a step of explaining, of those that compare items. */
const judgedPerStep = 16;

/** Characters of a text that are tested by a pattern within a step of explaining. */
const charsPerStep = 4;

function append(found: Finding[], more: readonly Finding[]): void {
  for (let index = 0; index < more.length && found.length < maxFaults; index++)
    found[found.length] = more[index] as Finding;
}

const keywords: Readonly<Record<string, readonly string[]>> = {
  number: ["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format"],
  string: ["maxLength", "minLength", "pattern", "format"],
  array: ["maxItems", "minItems", "uniqueItems", "additionalItems", "items"],
  object: ["maxProperties", "minProperties", "required", "propertyNames", "additionalProperties"].concat([
    ...["properties", "patternProperties"],
  ]),
};

function hasKeywordsOf(rule: Rule, type: string): boolean {
  return (keywords[type] ?? []).some((keyword) => hasOwn(rule, keyword));
}
