import { maxListedWords } from "../contract/limits.js";
import { didYouMean } from "../contract/suggest.js";
import type { Place } from "./place.js";
import { type Rule, type RuleId, typesOf } from "./rules.js";

/** One reason why a value does not fit. */
export interface Finding {
  /** The value that the rule is about. */
  readonly at: Place;
  /** Key of a missing or surplus property, which is what the fault is about. */
  readonly property?: string;
  readonly keyword: string;
  /** Without the name of the value and the full stop. */
  readonly sentence: string;
  /** The only value that `const` allows. */
  readonly constant?: unknown;
}

/** Sentences of findings, without the name of the value and the full stop. */
export const sentences = {
  missing: "is missing",
  invalid: "is not valid",
  tooLong: (limit: number, test: "pattern" | "format"): string =>
    `must not have more than ${limit} characters, because its ${test} would take too long`,
  oneOf: "must match exactly one schema in oneOf",
  propertyNames: "must have valid names of properties only",
  type: (types: readonly string[]): string => `must be ${describeTypes(types)}`,
  const: (value: unknown): string => `must be ${JSON.stringify(value)}`,
  enum: (values: readonly unknown[]): string => `must be ${listChoices(values.map((value) => JSON.stringify(value)))}`,
  moreThan: (limit: number, of: string): string => `must not have more than ${limit} ${of}`,
  fewerThan: (limit: number, of: string): string => `must not have fewer than ${limit} ${of}`,
  pattern: (pattern: string): string => `must match pattern '${pattern.replaceAll('"', "'")}'`,
  format: (format: string): string => `must match format '${format}'`,
  twins: ([last, other]: readonly [number, number]): string =>
    `must not have duplicate items (items ## ${other} and ${last} are identical)`,
  surplus: (key: string, names: readonly string[]): string => {
    const suggestion = didYouMean(key, names);
    return suggestion === "" ? "is not expected here" : `is not expected here.${suggestion}`;
  },
};

/** A union of which no member fits, with the findings of each member. */
export interface FailedUnion {
  readonly keyword: string;
  readonly at: Place;
  readonly ids: readonly RuleId[];
  readonly branches: readonly (readonly Finding[])[];
}

/** Returns the findings of the member that was meant, by a discriminant or by the kind of the value; else one that names all members. */
export function reduceUnion(union: FailedUnion, rules: readonly Rule[]): readonly Finding[] {
  const { branches, at, keyword, ids } = union;
  const constants = branches.map((found) => found.find((each) => isDiscriminant(each, at.level)));
  const meant = branches.filter(
    (found, index) => !constants[index] && !found.some((each) => isWrongKind(each, at.level)),
  );
  const [only, ...others] = meant;
  if (only && others.length === 0 && only.length > 0) return only;
  const discriminant = sameDiscriminant(constants);
  if (discriminant) return [discriminant];
  const furthest = findFurthest(meant, at.level);
  if (furthest) return furthest;
  const words = listChoices(ids.map((id) => describeRule(rules[id] ?? {})));
  return [{ at, keyword, sentence: `must be ${words}` }];
}

/**
 * Returns the findings of the member that got further into the value than the others, or those that all members have; undefined where
 * none got beyond its own properties.
 */
function findFurthest(meant: readonly (readonly Finding[])[], level: number): readonly Finding[] | undefined {
  const levels = meant.map((found) => found.reduce((most, { at }) => Math.max(most, at.level), 0));
  const most = Math.max(0, ...levels);
  const furthest = meant.filter((_, index) => levels[index] === most);
  const [first, ...others] = furthest;
  // Of a part that several members have, all of them give the same findings.
  const isSame = (found: readonly Finding[]): boolean =>
    found.length === first?.length && found.every((each, index) => each === first[index]);
  if (most <= level || first === undefined || !others.every(isSame)) return undefined;
  return furthest.length === meant.length || most > level + 1 ? first : undefined;
}

// All findings of a member lie within the value of its union, so that their levels tell where they are.

function isWrongKind({ at, keyword }: Finding, level: number): boolean {
  return at.level === level && (keyword === "type" || keyword === "const" || keyword === "enum");
}

function isDiscriminant({ at, keyword }: Finding, level: number): boolean {
  return keyword === "const" && at.level === level + 1;
}

/** Returns the finding of a property for which every member demands another constant; undefined if there is none. */
function sameDiscriminant(constants: readonly (Finding | undefined)[]): Finding | undefined {
  const [first] = constants;
  if (!first || !constants.every((each) => each?.at.key === first.at.key)) return undefined;
  const allowed = constants.map((each) => JSON.stringify(each?.constant));
  return { ...first, sentence: `must be ${listChoices(allowed)}` };
}

/** Describes in a few words the values that a rule accepts: `a string`, `an object with \`a\``, `"x" or "y"`. */
function describeRule(rule: Rule): string {
  const { const: constant, enum: allowed, type, required } = rule;
  if (constant !== undefined) return JSON.stringify(constant);
  if (allowed) return listChoices(allowed.map((value) => JSON.stringify(value)));
  if (typeof type === "object") return describeTypes(typesOf(rule) ?? []);
  if (type === "object" && required && required.length > 0) {
    return `an object with ${required.map((name) => `\`${name}\``).join(", ")}`;
  }
  return typeNames[String(type)] ?? "another form";
}

/** Joins type names of a schema as a choice: `a string or null`. */
function describeTypes(types: readonly string[]): string {
  return listChoices(types.map((each) => typeNames[each] ?? each));
}

/** Joins words as a choice, at most `maxListedWords` of them. */
function listChoices(words: readonly string[]): string {
  const unique = [...new Set(words)];
  const shown = unique.slice(0, maxListedWords);
  const rest = unique.length > shown.length ? [`${unique.length - shown.length} more`] : [];
  const all = [...shown, ...rest];
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
};
