import type { Rule, RuleId } from "../../../runtime/values/rules.js";
import { joinAll, joinAny, type PackWriter } from "./pack-writer.js";

/** Returns the statements that test the items of a list `v`. */
export function listStatements(rule: Rule, writer: PackWriter): readonly string[] {
  const { minItems, maxItems, uniqueItems, items, additionalItems } = rule;
  const lines: string[] = [];
  if (minItems) lines.push(`if (v.length < ${minItems}) return false;`);
  if (maxItems !== undefined) lines.push(`if (v.length > ${maxItems}) return false;`);
  const tuple = typeof items === "number" ? undefined : items;
  for (const [index, id] of (tuple ?? []).entries()) {
    const test = writer.call(id, "x");
    if (test === "true") continue;
    lines.push(`if (v.length > ${index}) {`, `  const x = v[${index}];`, `  ${refuseUnless(test)}`, "}");
  }
  const fixed = tuple?.length ?? 0;
  const rest = tuple ? additionalItems : (items as RuleId | undefined);
  if (rest === false) lines.push(`if (v.length > ${fixed}) return false;`);
  const test = typeof rest === "number" ? writer.call(rest, "x") : "true";
  if (test !== "true") {
    lines.push(...writer.countItems(rest as RuleId));
    lines.push(`for (let i = ${fixed}; i < v.length; i++) {`, "  const x = v[i];", `  ${refuseUnless(test)}`, "}");
  }
  // Last, because it is the only test that makes something of every item.
  if (uniqueItems) lines.push("if (!isUnique(v)) return false;");
  return lines;
}

/**
 * Returns the statements that test the properties of an object `v`: first what is quick, last what leads to other tests. `count` stands
 * behind the first test, by which most of the members of a union differ.
 */
export function objectStatements(rule: Rule, writer: PackWriter, count: readonly string[] = []): readonly string[] {
  const { properties = {}, required = [], minProperties, maxProperties } = rule;
  const isCounted = rule.additionalProperties === false && !rule.patternProperties && rule.propertyNames === undefined;
  const known = Object.entries(properties);
  const quick: string[] = [];
  const calls: string[] = [];
  for (const name of required.filter((each) => !Object.hasOwn(properties, each))) {
    quick.push(`if (!own(v, ${JSON.stringify(name)})) return false;`);
  }
  for (const [name, id] of known.filter(([each]) => required.includes(each))) {
    const { has, get, test, isQuick } = propertyCode(name, id, writer);
    if (isQuick) quick.push(`if (!${joinRefused(has, get, test)}) return false;`);
    else {
      quick.push(`if (!${has}) return false;`);
      calls.push(`x = ${get};`, refuseUnless(test));
    }
  }
  quick.splice(1, 0, ...count);
  const optional = known.filter(([each]) => !required.includes(each));
  for (const [index, [name, id]] of optional.entries()) {
    const { has, get, test, isQuick } = propertyCode(name, id, writer);
    if (isQuick && isCounted) quick.push(`if (${has}) {`, "  n++;", ...indented(setAndRefuse(get, test)), "}");
    else if (isQuick) {
      if (test !== "true") quick.push(`if (${has}) {`, ...indented(setAndRefuse(get, test)), "}");
    } else if (isCounted) {
      quick.push(`const h${index} = ${has};`, `if (h${index}) n++;`);
      calls.push(`if (h${index}) {`, ...indented(setAndRefuse(get, test)), "}");
    } else calls.push(`if (${has}) {`, ...indented(setAndRefuse(get, test)), "}");
  }
  const counts = [
    ...(isCounted ? countStatements : []),
    ...(minProperties ? [`if (count(v) < ${minProperties}) return false;`] : []),
    ...(maxProperties === undefined ? [] : [`if (count(v) > ${maxProperties}) return false;`]),
  ];
  const start = isCounted ? [`let n = ${known.length - optional.length};`] : [];
  const lines = [...start, ...quick, ...counts, ...calls, ...(isCounted ? [] : keyStatements(rule, writer))];
  return lines.some((line) => /\bx = /.test(line)) ? ["let x;", ...lines] : lines;
}

/**
 * There are never fewer keys than known ones, and those of the prototype come last, so that an own key behind as many is unknown: a
 * value with too many keys has them listed once. Written where it is used: a loop that all rules share is many times slower.
 */
const countStatements = ["let c = 0;", "for (const k in v) if (++c > n && own(v, k)) return false;"];

interface PropertyCode {
  readonly has: string;
  readonly get: string;
  readonly test: string;
  /** The test leads to no other function. */
  readonly isQuick: boolean;
}

function propertyCode(name: string, id: RuleId, writer: PackWriter): PropertyCode {
  const key = JSON.stringify(name);
  return {
    has: `own(v, ${key})`,
    get: /^[A-Za-z_$][\w$]*$/.test(name) ? `v.${name}` : `v[${key}]`,
    test: writer.call(id, "x"),
    isQuick: writer.inline(writer.facts.target(id)) !== undefined,
  };
}

function joinRefused(has: string, get: string, test: string): string {
  return test === "true" ? has : `(${has} && (x = ${get}, ${test}))`;
}

function setAndRefuse(get: string, test: string): readonly string[] {
  return test === "true" ? [] : [`x = ${get};`, refuseUnless(test)];
}

/** Returns the statements for each key of an object, where its names do not say all. */
function keyStatements(rule: Rule, writer: PackWriter): readonly string[] {
  const { properties = {}, patternProperties = {}, propertyNames, additionalProperties } = rule;
  const names = propertyNames === undefined ? "true" : writer.call(propertyNames, "k");
  const others =
    additionalProperties === undefined
      ? "true"
      : additionalProperties === false
        ? "false"
        : writer.call(additionalProperties, "x");
  const patterns = Object.entries(patternProperties).map(([pattern, id]) => ({
    matches: `${writer.pattern(pattern)}(k)`,
    test: writer.call(id, "x"),
  }));
  if (names === "true" && others === "true" && patterns.every(({ test }) => test === "true")) return [];
  const lines: string[] = [];
  if (names !== "true") lines.push(refuseUnless(names));
  if (others !== "true" || patterns.length > 0) lines.push("x = v[k];");
  if (patterns.length === 0 && others !== "true")
    lines.push(refuseUnless(joinAny([isKnown(properties, writer), parenthesized(others)])));
  if (patterns.length > 0) {
    lines.push(`let isKnown = ${isKnown(properties, writer)};`);
    for (const { matches, test } of patterns)
      lines.push(
        `if (${matches}) {`,
        "  isKnown = true;",
        ...indented(test === "true" ? [] : [refuseUnless(test)]),
        "}",
      );
    if (others !== "true") lines.push(refuseUnless(joinAny(["isKnown", parenthesized(others)])));
  }
  const tried = [propertyNames, additionalProperties, ...Object.values(patternProperties)];
  const weight = tried.reduce((sum: number, id) => sum + (typeof id === "number" ? writer.weight(id) : 0), 1);
  return ["for (const k in v) {", "  if (!own(v, k)) continue;", `  spend(${weight});`, ...indented(lines), "}"];
}

function isKnown(properties: object, writer: PackWriter): string {
  const names = Object.keys(properties);
  if (names.length > 6) return `${writer.constant(`set(${JSON.stringify(names)})`)}(k)`;
  return joinAny(names.map((name) => `k === ${JSON.stringify(name)}`));
}

function parenthesized(test: string): string {
  return test.includes(" && ") ? `(${test})` : test;
}

/** Returns the statement that refuses a value unless an expression holds. */
export function refuseUnless(test: string): string {
  return test === "false" ? "return false;" : `if (!(${joinAll([test])})) return false;`;
}

/** Indents lines by one level. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
