import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import type { Files } from "../../project/make-project.js";
import { resolvedOutput } from "../../proof/resolved-output.js";
import { compileAt, errorsOf, withLeanProject } from "../compile-project.js";

// To TypeScript `{}` is any value but null and undefined. The author of a package who declares an object type without
// members means an object that is not described: in a result it is one, wherever it stands and whoever reads it.

/** Properties whose types are, or hold, objects without members, with the schemas that they have in results. */
const described: Readonly<Record<string, readonly [type: string, schema: JsonSchema]>> = {
  inline: ["{}", { type: "object" }],
  named: ["Empty", { type: "object" }],
  alias: ["Alias", { type: "object" }],
  extending: ["Sub", { type: "object" }],
  merged: ["Merged", { type: "object" }],
  branded: ["Branded", { type: "object" }],
  omitted: ['Omit<{ a: string }, "a">', { type: "object" }],
  omittedAlias: ["Gone", { type: "object" }],
  mapped: ["{ [K in never]: string }", { type: "object" }],
  partial: ["Partial<Empty>", { type: "object" }],
  required: ["Required<Alias>", { type: "object" }],
  both: ["Empty & Other", { type: "object" }],
  beside: ["Empty & { a: string }", { type: "object", properties: { a: { type: "string" } }, required: ["a"] }],
  nullable: ["{} | null", { anyOf: [{ type: "null" }, { type: "object" }] }],
  list: ["{}[]", { type: "array", items: { type: "object" } }],
  lists: ["Many", { type: "array", items: { type: "object" } }],
  named_list: ["readonly Empty[]", { type: "array", items: { type: "object" } }],
  record: ["Record<string, {}>", { type: "object", additionalProperties: { type: "object" } }],
  boxed: ["Box<{}>", { type: "object", properties: { value: { type: "object" } }, required: ["value"] }],
  preset: ["Preset", { type: "object", properties: { value: { type: "object" } }, required: ["value"] }],
};

const shop: Files = {
  "node_modules/shop/package.json": '{ "name": "shop", "version": "1.0.0", "types": "./index.d.ts" }',
  "node_modules/shop/index.d.ts": `export interface Empty {}
export interface Other {}
export type Alias = {};
export type Many = {}[];
export interface Sub extends Empty {}
export interface Merged {}
export interface Merged {}
export declare const brand: unique symbol;
export interface Branded { readonly [brand]: true }
export type Gone = Omit<Empty & { a: string }, "a">;
export interface Box<T> { value: T }
export interface Preset<T = {}> { value: T }
export interface Holder {
${Object.entries(described)
  .map(([name, [type]]) => `  ${name}: ${type};\n`)
  .join("")}}
export interface Wide { any: NonNullable<unknown>; deep: { x: unknown & {} } }
export declare class Client { boxed(): Promise<Box<Holder>>; empty(): Promise<Empty> }
`,
};

async function outcome(code: string): Promise<{ readonly output?: JsonSchema; readonly errors: readonly string[] }> {
  const files = {
    ...shop,
    "actions/t.ts": `import type { Alias, Box, Client, Empty, Holder, Preset, Wide } from "shop";
type Used = Alias | Box<1> | Empty | Holder | Preset | Wide;
export type { Used };
declare const client: Client;
${code}`,
  };
  return withLeanProject(files, async (root) => {
    const read = await compileAt(root);
    expect(resolvedOutput(read)).toEqual(resolvedOutput(await compileAt(root, { resolver: "full" })));
    const output = read.actions.get("t.f")?.output;
    return { errors: errorsOf(read), ...(output ? { output } : {}) };
  });
}

const resultOf = (type: string, rest = ""): ReturnType<typeof outcome> =>
  outcome(`${rest}\n/** F. */\nexport async function f(): Promise<${type}> { return client as never; }\n`);

interface Loose extends Readonly<Record<string, unknown>> {
  readonly $ref?: string;
  readonly allOf?: readonly Loose[];
  readonly title?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Returns a schema without titles, with its definitions in place of the references to them. */
function inlined(schema: unknown, definitions: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => inlined(each, definitions));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, allOf: [only] = [], title: _title, properties, ...own } = schema as Loose;
  if ($ref !== undefined) return inlined(definitions[$ref.slice("#/definitions/".length)], definitions);
  const rest = Object.entries(own).map(([key, value]) => [key, inlined(value, definitions)]);
  const inside = Object.entries(properties ?? {}).map(([key, value]) => [key, inlined(value, definitions)]);
  return {
    ...Object.fromEntries(rest.filter(([key]) => key !== "allOf")),
    ...(only ? (inlined(only, definitions) as object) : {}),
    ...(properties ? { properties: Object.fromEntries(inside) } : {}),
  };
}

function propertiesOf({ definitions = {}, ...own }: JsonSchema = {}): unknown {
  return (inlined(own, definitions as Loose) as Loose).properties;
}

const schemas = Object.fromEntries(Object.entries(described).map(([name, [, schema]]) => [name, schema]));

describe("an object type without members that a package declares", () => {
  it.each([
    ["written", "Holder"],
    ["resolved by the type checker", "{ [K in keyof Holder]: Holder[K] }"],
    [
      "resolved by it one by one",
      `{ ${Object.keys(described)
        .map((name) => `${name}: Holder["${name}"]`)
        .join("; ")} }`,
    ],
    [
      "taken out of a type",
      `Pick<Holder, ${Object.keys(described)
        .map((name) => `"${name}"`)
        .join(" | ")}>`,
    ],
  ])("is any object in a result: %s", async (_, type) => {
    const { output, errors } = await resultOf(type);
    expect(errors).toEqual([]);
    expect(propertiesOf(output)).toEqual(schemas);
  });

  it("is any object in an inferred result", async () => {
    const { output, errors } = await outcome("/** F. */\nexport async function f() { return client.boxed(); }\n");
    expect(errors).toEqual([]);
    expect(propertiesOf(output)).toEqual({
      value: { type: "object", properties: schemas, required: Object.keys(schemas) },
    });
    const empty = await outcome("/** F. */\nexport async function f() { return client.empty(); }\n");
    expect(empty).toMatchObject({ errors: [], output: { definitions: { Empty: { type: "object" } } } });
  });

  it.each([
    ["itself", "Empty", ""],
    ["an alias", "Alias", ""],
    ["an interface that extends it", "Own", "interface Own extends Empty {}"],
    [
      "the same, with a parameter",
      'Pick<Made<string>, "box">',
      "interface Gen<T> extends Empty {}\ninterface Made<T> { box: Gen<T> }",
    ],
    ["with all of it optional", "Partial<Empty>", ""],
    ["as an argument", "Box<Empty>", ""],
    ["in a list", "Empty[]", ""],
  ])("may be named by an action: %s", async (_, type, rest) => {
    expect((await resultOf(type, rest)).errors).toEqual([]);
  });

  it.each([
    ["itself", "x: Empty"],
    ["an alias", "x: Alias"],
    ["a property", "x: Holder"],
    ["an argument", "x: Box<Empty>"],
    ["resolved by the type checker", 'x: { [K in "inline"]: Holder[K] }'],
  ])("stays refused in a parameter: %s", async (_, parameter) => {
    const { errors } = await outcome(
      `/** F. */\nexport function f(${parameter}, y: number): void { void x; void y; }\n`,
    );
    expect(errors).toEqual([expect.stringMatching(/^ACT301: `x.*`: `\{\}` has no JSON form/)]);
  });
});

describe("`{}` of the author's own", () => {
  it.each([
    ["as a result", "{}", ""],
    ["in a property", "{ a: {} }", ""],
    ["in a list", "{}[]", ""],
    ["as an argument of a package's type", "Box<{}>", ""],
    ["as the same, by the type checker", "{ [K in keyof Box<{}>]: Box<{}>[K] }", ""],
    ["as an argument where the package has one, too", '{ [K in "value"]: Preset<{}>[K] }', ""],
    ["that is left of another type", 'Omit<{ a: string }, "a">', ""],
  ])("stays refused: %s", async (_, type, rest) => {
    expect((await resultOf(type, rest)).errors).toEqual([expect.stringMatching(/^ACT301: `result.*`: `\{\}` has/)]);
  });

  it("stays refused: in an interface, whose name the problem begins with", async () => {
    const { errors } = await resultOf("Own", "interface Own {}");
    expect(errors).toEqual([expect.stringMatching(/^ACT301: `Own`: `\{\}` has/)]);
  });
});

it.each([
  "Wide",
  "{ [K in keyof Wide]: Wide[K] }",
  'Wide["any"]',
])("any value but null is no object: %s", async (type) => {
  expect((await resultOf(type)).errors).toEqual([expect.stringMatching(/^ACT301: `(?:result.*|Own)`: `\{\}` has/)]);
});
