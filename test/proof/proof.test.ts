import { beforeAll, describe, expect, it } from "vitest";
import type { Json, JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import { acceptingCases, type Compiled } from "./compile-case.js";
import { generateValues } from "./generate-values.js";
import { misjudged, type Statement } from "./statements.js";

// Proof from both sides: what a schema accepts, tsc accepts for the author's type, and what it refuses, tsc refuses too,
// except where a constraint says more than TypeScript can, and except surplus properties of results, which are open.

const seed = 20_260_101;
const count = process.env.ACTIONARY_LONG === "1" ? 60 : 4;

interface Proven extends Compiled {
  readonly name: string;
}

let cases: readonly Proven[];

beforeAll(async () => {
  cases = [...(await acceptingCases())].map(([name, compiled]) => ({ name, ...compiled }));
}, 60_000);

/** Every action of every case, with names for its types in the proof. */
function actions(): readonly { readonly entry: ActionEntry; readonly from: Proven; readonly id: string }[] {
  return cases.flatMap((from, index) =>
    Object.values(from.manifest.actions).map((entry, number) => ({ entry, from, id: `${index}_${number}` })),
  );
}

/** Imports of every action's module and printed types, and its types as its author and as codegen wrote them. */
function preamble(): string {
  const lines = ['import type { Wire, WireResult } from "../proof/wire-form.js";'];
  for (const [index, { name }] of cases.entries())
    lines.push(`import type { Actions as Printed${index} } from "./${name}/printed.js";`);
  for (const { entry, from, id } of actions()) {
    if (entry.run.kind !== "function") continue;
    const { module, export: exported, parameters, flattened } = entry.run;
    const fn = `typeof import("./${from.name}/actions/${module}")["${exported}"]`;
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

function prove(statements: readonly Statement[]): readonly string[] {
  return misjudged(preamble(), statements, new Map(cases.map(({ name, types }) => [`${name}/printed.ts`, types])));
}

describe("every accepting case", { timeout: 120_000 }, () => {
  it("prints the type that its author wrote: each is assignable to the other", () => {
    const statements = actions().flatMap(({ entry, from, id }) =>
      (["In", "Out"] as const).flatMap((side) => [
        check(`${from.name} ${entry.key}: printed to author's`, `${side}${id}`, `Printed${side}${id}`),
        check(`${from.name} ${entry.key}: author's to printed`, `Printed${side}${id}`, `${side}${id}`),
      ]),
    );
    expect(statements.length).toBeGreaterThan(0);
    expect(prove(statements)).toEqual([]);
  });

  it("has schemas that accept and refuse as tsc does", () => {
    const statements = actions().flatMap(({ entry, from, id }, index) => [
      ...valueStatements(`${from.name} ${entry.key} input`, `In${id}`, entry.input, index),
      ...valueStatements(`${from.name} ${entry.key} output`, `Out${id}`, closed(entry.output), index),
    ]);
    expect(statements.filter((statement) => statement.isGood).length).toBeGreaterThan(actions().length * count);
    expect(prove(statements)).toEqual([]);
  });
});

function check(what: string, target: string, source: string): Statement {
  return { what, code: `{ const value: ${target} = null as unknown as ${source}; void value; }`, isGood: true };
}

/** Whether a schema has an optional property that every object inherits: tsc takes `{}` to have it, of another type. */
function namesInherited(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => namesInherited(item));
  if (typeof value !== "object" || value === null) return false;
  const { properties = {}, required = [] } = value as { properties?: JsonSchema; required?: readonly string[] };
  const isOptional = (name: string): boolean => Object.hasOwn(properties, name) && !required.includes(name);
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  return (
    inherited.some(isOptional) || Object.values(value as Record<string, Json>).some((item) => namesInherited(item))
  );
}

function valueStatements(what: string, type: string, schema: JsonSchema, index: number): readonly Statement[] {
  const { good, bad } = generateValues(schema, { seed: seed + index * 1000, count });
  const statement =
    (isGood: boolean) =>
    (value: Json): Statement => ({
      what,
      code: `{ const value: ${type} = ${JSON.stringify(value)}; void value; }`,
      isGood,
    });
  const proven = namesInherited(schema as Json) ? [] : good;
  return [...proven.map(statement(true)), ...bad.map(statement(false))];
}

/** Results are open, which tsc does not know of a literal: for the proof they are closed as inputs are. */
function closed(schema: JsonSchema): JsonSchema {
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
    const isClosable = !isProperties && all.properties !== undefined && all.additionalProperties === undefined;
    return isClosable ? { ...mapped, additionalProperties: false } : mapped;
  };
  return close(schema as Json, false) as JsonSchema;
}
