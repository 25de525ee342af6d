import { type Finding, sentences } from "./findings.js";
import { numberFormats, textFormats } from "./formats.js";
import { isArray, isInteger } from "./intrinsics.js";
import { isMultiple, sizeOf } from "./kit.js";
import { matches } from "./matches.js";
import { type Place, rootPlace } from "./place.js";
import { type Rule, type RuleId, typesOf } from "./rules.js";
import { findTwins } from "./unique-items.js";

/** Returns the kind of a JSON value: `null`, `array`, or what `typeof` says. */
export function kindOf(value: unknown): string {
  return value === null ? "null" : isArray(value) ? "array" : typeof value;
}

/** Returns the finding of a value whose type a rule does not name. */
export function typeFinding(rule: Rule, value: unknown, at: Place): Finding | undefined {
  const types = typesOf(rule);
  if (types === undefined) return undefined;
  const kind = kindOf(value);
  if (types.includes(kind) || (types.includes("integer") && isInteger(value))) return undefined;
  return { at, keyword: "type", sentence: sentences.type(types) };
}

/** Adds what is wrong with a value by itself: with its text, its number, and with its being none of some values. */
export function scalarFindings(rule: Rule, value: unknown, at: Place, found: Finding[]): void {
  const report = (keyword: string, sentence: string, constant?: unknown): void => {
    found[found.length] = { at, keyword, sentence, ...(keyword === "const" && { constant }) };
  };
  if (typeof value === "number") numberFindings(rule, value, report);
  if (typeof value === "string") textFindings(rule, value, report);
  if (rule.const !== undefined && !areEqual(rule.const, value))
    report("const", sentences.const(rule.const), rule.const);
  if (rule.enum && !rule.enum.some((each) => areEqual(each, value))) report("enum", sentences.enum(rule.enum));
}

type Report = (keyword: string, sentence: string) => void;

function numberFindings(rule: Rule, value: number, report: Report): void {
  const { maximum, minimum, exclusiveMaximum, exclusiveMinimum, multipleOf, format } = rule;
  if (maximum !== undefined && value > maximum) report("maximum", `must be <= ${maximum}`);
  if (minimum !== undefined && value < minimum) report("minimum", `must be >= ${minimum}`);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    report("exclusiveMaximum", `must be < ${exclusiveMaximum}`);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    report("exclusiveMinimum", `must be > ${exclusiveMinimum}`);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf))
    report("multipleOf", `must be multiple of ${multipleOf}`);
  if (format !== undefined && numberFormats[format]?.(value) === false) report("format", sentences.format(format));
}

function textFindings(rule: Rule, value: string, report: Report): void {
  const { maxLength, minLength, pattern, format } = rule;
  if (maxLength !== undefined && sizeOf(value) > maxLength)
    report("maxLength", sentences.moreThan(maxLength, "characters"));
  if (minLength !== undefined && sizeOf(value) < minLength)
    report("minLength", sentences.fewerThan(minLength, "characters"));
  if (pattern !== undefined && !matches(pattern, value)) report("pattern", sentences.pattern(pattern));
  if (format !== undefined && textFormats[format]?.(value) === false) report("format", sentences.format(format));
}

function areEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && findTwins([a, b]) !== undefined);
}

/** Returns whether a value fits a rule that is about scalars alone, and therefore has no test of its own. */
export function fitsScalar(rules: readonly Rule[], id: RuleId, value: unknown): boolean {
  const rule = rules[id] ?? {};
  const found: Finding[] = [];
  scalarFindings(rule, value, rootPlace, found);
  if (found.length > 0 || typeFinding(rule, value, rootPlace)) return false;
  const fits = (each: RuleId): boolean => fitsScalar(rules, each, value);
  const { allOf = [], anyOf, oneOf } = rule;
  return allOf.every(fits) && (anyOf?.some(fits) ?? true) && (oneOf ? oneOf.filter(fits).length === 1 : true);
}
