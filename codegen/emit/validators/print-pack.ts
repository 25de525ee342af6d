import type { JsonSchema } from "../../../runtime/contract/json.js";
import { type Rule, type RuleId, typesOf } from "../../../runtime/values/rules.js";
import type { PackFacts } from "../../../runtime/values/validator.js";
import { RuleTable } from "../../model/rule-table.js";
import { kindTests, PackWriter, valuesOf } from "./pack-writer.js";
import { indented, listStatements, objectStatements, refuseUnless } from "./print-structure.js";
import { unionStatements } from "./print-union.js";
import { childrenOf, type Kind, RuleFacts } from "./rule-facts.js";

/** Code of a pack, with the number of each schema's rule, in order. */
export interface PrintedPack {
  readonly code: string;
  readonly roots: readonly RuleId[];
}

/** Prints the module with the validators of some schemas. It imports nothing: the runtime gives it a kit of functions. */
export function printPack(schemas: readonly JsonSchema[]): PrintedPack {
  const table = new RuleTable();
  const roots = schemas.map((schema) => table.add(schema));
  const writer = new PackWriter(new RuleFacts(table.rules));
  for (const root of roots) writer.need(root);
  const functions: string[] = [];
  for (const id of writer.needed) functions.push(...printTest(id, writer));
  const written = new Set(writer.needed);
  const tests = table.rules.map((_, id) => [id, writer.facts.target(id)].find((each) => written.has(each)));
  const body = [
    ...writer.constants,
    ...functions,
    `return [${tests.map((id) => (id === undefined ? "" : `f${id}`)).join(", ")},];`,
  ];
  const text = body.join("\n");
  const used = kitNames.filter((name) => new RegExp(`(?<![.\\w"])${name}\\(`).test(text));
  const facts: PackFacts = { rules: table.rules, longest: writer.longest };
  const code = [
    `export default ({ ${used.join(", ")} }) => {`,
    ...body.map((line) => indented(line.split("\n")).join("\n")),
    "};",
    `export const facts = ${JSON.stringify(JSON.stringify(facts))};`,
    "",
  ];
  return { code: code.join("\n"), roots };
}

/** Functions of the runtime's `Kit`. */
const kitNames = [
  "own",
  "isArray",
  "isObject",
  "size",
  "count",
  "isMultiple",
  "isUnique",
  "isEqual",
  "json",
  "native",
].concat([...["linear", "text", "number", "set", "table", "spend", "visit", "some", "one", "often"]]);

function printTest(id: RuleId, writer: PackWriter): readonly string[] {
  const lines = indented(statements(id, writer));
  if (!asksOften(writer.facts.rule(id), writer.facts)) return [`function f${id}(v, d) {`, ...lines, "}"];
  return [
    ...[`function g${id}(v, d) {`, ...lines, "}"],
    ...[`function f${id}(v, d) {`, `  return often(v, d, g${id});`, "}"],
  ];
}

/** Returns whether a test may ask a recursive one for the same part of a value more than once. */
function asksOften(rule: Rule, facts: RuleFacts): boolean {
  const { allOf = [], anyOf, oneOf, patternProperties = {}, properties = {}, ...others } = rule;
  const isDeep = (ids: readonly RuleId[]): number => (ids.some((id) => facts.isDeep(id)) ? 1 : 0);
  const patterns = Object.values(patternProperties);
  const structure = isDeep([...childrenOf({ ...others, properties, patternProperties })]);
  const whole = allOf.filter((id) => facts.isDeep(id)).length + isDeep(anyOf ?? []) + isDeep(oneOf ?? []) + structure;
  const parts = patterns.filter((id) => facts.isDeep(id)).length + isDeep(Object.values(properties));
  return whole > 1 || (patterns.length > 0 && parts > 1);
}

function statements(id: RuleId, writer: PackWriter): readonly string[] {
  const { facts } = writer;
  const rule = facts.rule(id);
  const inline = writer.inline(id);
  if (inline) return [`return ${inline("v")};`];
  const lines: string[] = isPlainObject(rule) ? [] : [...writer.count(id)];
  const values = valuesOf(rule);
  if (values?.some((value) => typeof value === "object" && value !== null)) {
    lines.push(
      refuseUnless(
        values
          .map((value) => `isEqual(v, ${writer.constant(`json(${JSON.stringify(JSON.stringify(value))})`)})`)
          .join(" || "),
      ),
    );
  } else if (values) lines.push(refuseUnless(writer.constant(`set(${JSON.stringify(values)})`).concat("(v)")));
  lines.push(...kindStatements(rule, id, writer));
  for (const each of rule.allOf ?? []) {
    const test = writer.call(each, "v");
    if (test !== "true") lines.push(refuseUnless(test));
  }
  const members = rule.anyOf ?? rule.oneOf;
  if (members) return [...lines, ...unionStatements({ id, keyword: rule.anyOf ? "anyOf" : "oneOf", members }, writer)];
  return [...lines, "return true;"];
}

function isPlainObject(rule: Rule): boolean {
  const [only, ...others] = typesOf(rule) ?? [];
  return only === "object" && others.length === 0;
}

/** Returns the statements that test the kind of `v`, and what is demanded of its kind. */
function kindStatements(rule: Rule, id: RuleId, writer: PackWriter): readonly string[] {
  const { facts } = writer;
  const isLimited = rule.type !== undefined;
  const allowed = isLimited ? facts.kindsOf(facts.target(id)) : undefined;
  const types = typesOf(rule);
  const admits = (kind: Kind): boolean =>
    !types || types.includes(kind) || (kind === "number" && types.includes("integer"));
  const list = facts.hasStructure(rule, "array") && admits("array") ? listStatements(rule, writer) : [];
  const object = facts.hasStructure(rule, "object") && admits("object") ? objectStatements(rule, writer) : [];
  const [only] = types ?? [];
  if (types?.length === 1 && only === "array") return ["if (!isArray(v)) return false;", ...list];
  if (isPlainObject(rule)) {
    const object = objectStatements(rule, writer, writer.count(id));
    return [`if (typeof v !== "object" || v === null || isArray(v)) return false;`, ...object];
  }
  // A union says the kinds itself.
  const says = (rule.anyOf ?? rule.oneOf) && allowed && list.length + object.length === 0 && [...allowed].length > 0;
  const lines: string[] = [];
  const blocks = [
    { test: kindTests.array("v"), kind: "array", inner: list },
    { test: kindTests.object("v"), kind: "object", inner: object },
  ] as const;
  for (const { test, kind, inner } of blocks) {
    if (admits(kind) && inner.length > 0) lines.push(`if (${test}) {`, ...indented(inner), "}");
  }
  const scalar = writer.ofKinds(rule);
  if (scalar && !(says && !writer.textTest(rule) && !writer.numberTest(rule) && coversUnion(rule, id, facts))) {
    lines.push(refuseUnless(scalar("v")));
  }
  return lines;
}

/** Returns whether the types of a union name no fewer kinds than its members. */
function coversUnion(rule: Rule, id: RuleId, facts: RuleFacts): boolean {
  const members = [...(rule.anyOf ?? []), ...(rule.oneOf ?? [])];
  const types = typesOf(rule) ?? [];
  if (types.includes("integer")) return false;
  return members.every(
    (each) => each !== id && [...facts.kindsOf(facts.target(each))].every((kind) => types.includes(kind)),
  );
}
