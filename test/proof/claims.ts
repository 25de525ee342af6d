import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { Compiled } from "./compile-case.js";
import type { Values } from "./generate-values.js";
import { type Judgement, judge, type Statement } from "./statements.js";

/** A case that compiled; its sources lie below `test/cases/<name>/actions`. */
export interface ProvenCase extends Compiled {
  readonly name: string;
}

/** One action of a case, with the number that the names of its types in the proof end with. */
export interface ProvenAction {
  readonly entry: ActionEntry;
  readonly from: ProvenCase;
  readonly id: string;
}

/** Returns every action of every case. */
export function actionsOf(cases: readonly ProvenCase[]): readonly ProvenAction[] {
  return cases.flatMap((from, index) =>
    Object.values(from.manifest.actions).map((entry, number) => ({ entry, from, id: `${index}_${number}` })),
  );
}

/** Has tsc judge statements about the types of these cases; `sources` are files of theirs that are not on disk. */
export function prove(
  cases: readonly ProvenCase[],
  statements: readonly Statement[],
  sources: ReadonlyMap<string, string> = new Map(),
): Judgement {
  const printed = cases.map(({ name, types }) => [`${name}/printed.ts`, types] as const);
  return judge(preamble(cases), statements, new Map([...sources, ...printed]));
}

/** Imports of every action's module and printed types, and its types as its author and as codegen wrote them. */
function preamble(cases: readonly ProvenCase[]): string {
  const lines = ['import type { Exported, Wire, WireResult } from "../proof/wire-form.js";'];
  for (const [index, { name }] of cases.entries())
    lines.push(`import type { Actions as Printed${index} } from "./${name}/printed.js";`);
  for (const { entry, from, id } of actionsOf(cases)) {
    if (entry.run.kind !== "function") continue;
    const { module, export: exported, parameters, flattened } = entry.run;
    // A module with `export =` is the function itself.
    const fn = `Exported<typeof import("./${from.name}/actions/${module}"), "${exported}">`;
    const members = parameters.map(({ name, rest }, position) => {
      const type = flattened
        ? `NonNullable<Parameters<${fn}>[0]>[${JSON.stringify(name)}]`
        : `Parameters<${fn}>[${position}]`;
      const optional = entry.parameters[position]?.required ? "" : "?";
      const own = rest ? `Rest${id}_${position}` : type;
      return `${JSON.stringify(name)}${optional}: Wire<Exclude<${own}, ${optional ? "undefined" : "never"}>>`;
    });
    for (const [position, { rest }] of parameters.entries()) {
      const fixed = parameters.slice(0, position).map(() => "any?");
      if (rest)
        lines.push(
          `type Rest${id}_${position} = Parameters<${fn}> extends [${[...fixed, "...infer R"].join(", ")}] ? R : never;`,
        );
    }
    // To TypeScript an object type without properties is nearly anything.
    const input = members.length === 0 ? "Record<string, never>" : `{ ${members.join("; ")} }`;
    const printed = `Printed${cases.indexOf(from)}[${JSON.stringify(entry.key)}]`;
    lines.push(`type In${id} = ${input}; type Out${id} = WireResult<ReturnType<${fn}>>;`);
    lines.push(`type PrintedIn${id} = ${printed}["input"]; type PrintedOut${id} = ${printed}["output"];`);
  }
  return lines.join("\n");
}

/** The printed type of an action and its author's: each is assignable to the other. */
export function typeStatements({ entry, from, id }: ProvenAction): readonly Statement[] {
  return (["In", "Out"] as const).flatMap((side) => [
    check(`${from.name} ${entry.key}: printed to author's`, `${side}${id}`, `Printed${side}${id}`),
    check(`${from.name} ${entry.key}: author's to printed`, `Printed${side}${id}`, `${side}${id}`),
  ]);
}

function check(what: string, target: string, source: string): Statement {
  return { what, code: `{ const value: ${target} = null as unknown as ${source}; void value; }`, isGood: true };
}

/** Tells if a schema has a property, or an optional one, that every value inherits: to tsc `{}` and `7` have it. */
function namesInherited(value: Json, which: "any" | "optional"): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => namesInherited(item, which));
  if (typeof value !== "object" || value === null) return false;
  const { properties = {}, required = [] } = value as { properties?: JsonSchema; required?: readonly string[] };
  const isMeant = (name: string): boolean =>
    Object.hasOwn(properties, name) && (which === "any" || !required.includes(name));
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  return (
    inherited.some(isMeant) || Object.values(value as Record<string, Json>).some((item) => namesInherited(item, which))
  );
}

/** Values that a side's schema accepts fit its author's type, and those that it refuses do not. */
export function valueStatements(
  { entry, from, id }: ProvenAction,
  side: "input" | "output",
  { good, bad }: Values,
): readonly Statement[] {
  const statement =
    (isGood: boolean) =>
    (value: Json): Statement => ({
      what: `${from.name} ${entry.key} ${side}`,
      code: `{ const value: ${side === "input" ? "In" : "Out"}${id} = ${JSON.stringify(value)}; void value; }`,
      isGood,
    });
  const schema = entry[side] as Json;
  return [
    ...(namesInherited(schema, "optional") ? [] : good.map(statement(true))),
    ...(namesInherited(schema, "any") ? [] : bad.map(statement(false))),
  ];
}

/** Results are open, which tsc does not know of a literal: for the proof they are closed as inputs are. */
export function closed(schema: JsonSchema): JsonSchema {
  const close = (value: Json, isProperties: boolean): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => close(item, false));
    if (typeof value !== "object" || value === null) return value;
    const all = value as Record<string, Json>;
    const mapped = Object.fromEntries(
      Object.entries(all).map(([key, item]) => {
        const isData = !isProperties && ["enum", "const", "default", "examples"].includes(key);
        return [key, isData ? item : close(item, key === "properties" && !isProperties)];
      }),
    );
    const isClosable =
      !isProperties &&
      (all.properties ?? all.patternProperties) !== undefined &&
      all.additionalProperties === undefined;
    return isClosable ? { ...mapped, additionalProperties: false } : mapped;
  };
  return close(schema as Json, false) as JsonSchema;
}
