import { maxExplainedChars, maxMatchedChars } from "../contract/limits.js";
import { type Finding, sentences } from "./findings.js";
import { numberFormats, textFormats } from "./formats.js";
import { hasOwn, isArray, isInteger } from "./intrinsics.js";
import { isMultiple, sizeOf } from "./kit.js";
import { matches } from "./matches.js";
import { type Place, rootPlace } from "./place.js";
import { type Rule, type RuleId, typesOf } from "./rules.js";
import { findTwins } from "./unique-items.js";

/** Returns the kind of a JSON value: `null`, `array`, or what `typeof` says. */
export function kindOf(value: unknown): string {
  return value === null ? "null" : isArray(value) ? "array" : typeof value;
}

/** Returns whether a rule names the type of a value, or none. */
export function isOfType({ type }: Rule, value: unknown): boolean {
  if (type === undefined) return true;
  const kind = kindOf(value);
  const isNamed = (each: string): boolean => each === kind || (each === "integer" && isInteger(value));
  return typeof type === "string" ? isNamed(type) : type.some(isNamed);
}

/** Returns the finding of a value whose type a rule does not name. */
export function typeFinding(rule: Rule, value: unknown, at: Place): Finding | undefined {
  return isOfType(rule, value) ? undefined : { at, keyword: "type", sentence: sentences.type(typesOf(rule) ?? []) };
}

/** Longest texts by the patterns that test them; those of others are as long as any text that is tested. */
export type LongestTexts = Readonly<Record<string, number>>;

/** Returns how long a text may be that is tested by a pattern. */
export function longestOf(pattern: string, longest: LongestTexts): number {
  return hasOwn(longest, pattern) ? (longest[pattern] as number) : maxMatchedChars;
}

/** Where findings are about, and where they are added. */
export interface Trial {
  readonly at: Place;
  readonly found: Finding[];
  readonly longest: LongestTexts;
}

/** Adds what is wrong with a value by itself: with its text, its number, and with its being none of some values. */
export function scalarFindings(rule: Rule, value: unknown, { at, found, longest }: Trial): void {
  const report = (keyword: string, sentence: string, constant?: unknown): void => {
    found[found.length] = { at, keyword, sentence, ...(keyword === "const" && { constant }) };
  };
  if (typeof value === "number") numberFindings(rule, value, report);
  if (typeof value === "string") textFindings(rule, { value, longest }, report);
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

interface Text {
  readonly value: string;
  readonly longest: LongestTexts;
}

function textFindings(rule: Rule, { value, longest }: Text, report: Report): void {
  const { maxLength, minLength, pattern, format } = rule;
  if (maxLength !== undefined && sizeOf(value) > maxLength)
    report("maxLength", sentences.moreThan(maxLength, "characters"));
  if (minLength !== undefined && sizeOf(value) < minLength)
    report("minLength", sentences.fewerThan(minLength, "characters"));
  if (pattern !== undefined) {
    const most = longestOf(pattern, longest);
    if (value.length > most) report("pattern", sentences.tooLong(most, "pattern"));
    else if (value.length <= maxExplainedChars && !matches(pattern, value))
      report("pattern", sentences.pattern(pattern));
  }
  const fitsFormat = format === undefined ? undefined : textFormats[format];
  if (format === undefined || fitsFormat === undefined) return;
  if (value.length > maxMatchedChars) report("format", sentences.tooLong(maxMatchedChars, "format"));
  else if (value.length <= maxExplainedChars && !fitsFormat(value)) report("format", sentences.format(format));
}

/** Returns whether a text is so long that its pattern and format are not tried again for the sake of a fault. */
export function isLeftUntried({ pattern, format }: Rule, value: unknown): boolean {
  return (pattern ?? format) !== undefined && typeof value === "string" && value.length > maxExplainedChars;
}

function areEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && kindOf(a) === kindOf(b) && findTwins([a, b]) !== undefined);
}

/** Returns whether a value fits a rule that is about scalars alone, and therefore has no test of its own. */
export function fitsScalar(rules: readonly Rule[], id: RuleId, value: unknown): boolean {
  const rule = rules[id] ?? {};
  if (!isOfType(rule, value) || isLeftUntried(rule, value)) return false;
  const found: Finding[] = [];
  scalarFindings(rule, value, { at: rootPlace, found, longest: {} });
  if (found.length > 0) return false;
  const { allOf, anyOf, oneOf } = rule;
  if (!allOf && !anyOf && !oneOf) return true;
  const fits = (each: RuleId): boolean => fitsScalar(rules, each, value);
  return (allOf?.every(fits) ?? true) && (anyOf?.some(fits) ?? true) && (oneOf?.filter(fits).length ?? 1) === 1;
}
