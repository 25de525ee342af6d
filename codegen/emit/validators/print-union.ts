import type { RuleId } from "../../../runtime/values/rules.js";
import { joinAny, type PackWriter } from "./pack-writer.js";
import { type Kind, kinds } from "./rule-facts.js";

/** Cases of a discriminant that a `switch` finds as quickly as a table does. */
const maxCases = 8;

/** A union: its rule, under whose number answers are kept, and its members. */
export interface Union {
  readonly id: RuleId;
  readonly keyword: "anyOf" | "oneOf";
  readonly members: readonly RuleId[];
}

/** Returns the statements that end in whether `v` fits a union: members are tried by the kind of the value, and by a discriminant. */
export function unionStatements(union: Union, writer: PackWriter): readonly string[] {
  // Equal members stay as many as they are: a value that fits one fits the others, too, and `oneOf` counts them.
  const ofKinds = (wanted: readonly Kind[]): readonly RuleId[] =>
    union.members.filter((id) => {
      const admitted = writer.facts.kindsOf(writer.facts.target(id));
      return wanted.some((kind) => admitted.has(kind));
    });
  const lines: string[] = [];
  const [lists, objects] = [ofKinds(["array"]), ofKinds(["object"])];
  if (lists.length > 0) lines.push(`if (isArray(v)) return ${oneTest({ ...union, members: lists }, writer)};`);
  if (objects.length > 0) {
    lines.push(`if (typeof v === "object" && v !== null${lists.length > 0 ? "" : " && !isArray(v)"}) {`);
    lines.push(...objectCases({ ...union, members: objects }, writer).map((line) => `  ${line}`), "}");
  }
  const scalars = ofKinds(kinds.filter((kind) => kind !== "array" && kind !== "object"));
  return [...lines, `return ${scalarTest({ ...union, members: scalars }, writer)};`];
}

/** Tests a scalar: it has no parts, so that trying all members takes no longer than their number. */
function scalarTest(union: Union, writer: PackWriter): string {
  if (union.members.length < 2 || union.keyword === "anyOf")
    return joinAny(union.members.map((id) => writer.call(id, "v")));
  return oneTest(union, writer);
}

function oneTest({ id, keyword, members }: Union, writer: PackWriter): string {
  const [only] = members;
  if (only === undefined) return "false";
  if (members.length === 1) return writer.call(only, "v");
  const tests = writer.constant(`[${members.map((each) => writer.test(each)).join(", ")}]`);
  return `${keyword === "anyOf" ? "some" : "one"}(${id}, v, d, ${tests})`;
}

function objectCases(union: Union, writer: PackWriter): readonly string[] {
  const found = union.members.length > 1 ? discriminantOf(union.members, writer) : undefined;
  if (!found) return [`return ${oneTest(union, writer)};`];
  const { property, cases } = found;
  const key = JSON.stringify(property);
  const own = `if (!own(v, ${key})) return false;`;
  const test = (members: readonly RuleId[]): string => oneTest({ ...union, members }, writer);
  if (cases.size <= maxCases) {
    const lines = [...cases].map(([value, members]) => `  case ${JSON.stringify(value)}: return ${test(members)};`);
    return [own, `switch (v[${key}]) {`, ...lines, "  default: return false;", "}"];
  }
  const entries = [...cases].map(([value, members]) => {
    const [only] = members;
    const inner = members.length === 1 && only !== undefined ? writer.test(only) : `(v, d) => ${test(members)}`;
    return `  [${JSON.stringify(value)}, ${inner}],`;
  });
  const table = writer.constant(`table([\n${entries.join("\n")}\n])`);
  return [own, `const f = ${table}(v[${key}]);`, "return f !== undefined && f(v, d + 1);"];
}

interface Discriminant {
  readonly property: string;
  /** Members by the values that they demand of the property. */
  readonly cases: ReadonlyMap<unknown, readonly RuleId[]>;
}

/** Returns the property that tells most of the members apart, of those that all demand with certain values. */
function discriminantOf(members: readonly RuleId[], { facts }: PackWriter): Discriminant | undefined {
  const [first] = members;
  const names = first === undefined ? [] : (facts.rule(facts.target(first)).required ?? []);
  let best: Discriminant | undefined;
  for (const property of names) {
    const cases = new Map<unknown, RuleId[]>();
    const isOfAll = members.every((id) => {
      const literals = facts.literalsOf(id, property);
      for (const value of new Set(literals)) cases.set(value, [...(cases.get(value) ?? []), id]);
      return literals !== undefined;
    });
    if (isOfAll && cases.size > (best?.cases.size ?? 1)) best = { property, cases };
  }
  return best;
}
