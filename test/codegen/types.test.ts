import { describe, expect, it } from "vitest";
import { createCompiler } from "../../codegen/model/schemas.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import { type Compiled, compileFiles, errorsOf } from "./sample-project.js";

/** Compiles `export function f(x: TYPE): TYPE` after some declarations. */
async function typed(type: string, declarations = ""): Promise<Compiled> {
  return compileFiles({
    "t.ts": `${declarations}\n/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: ${type}): void {\n  void x;\n}\n`,
  });
}

async function schemaOf(type: string, declarations = ""): Promise<JsonSchema> {
  const compiled = await typed(type, declarations);
  expect(errorsOf(compiled)).toEqual([]);
  return compiled.actions.get("t.f")?.input ?? {};
}

async function codesOf(type: string, declarations = ""): Promise<readonly string[]> {
  return (await typed(type, declarations)).problems
    .filter((each) => each.severity === "error")
    .map((each) => each.code);
}

describe("undefined", () => {
  const maybe = "type Maybe = string | undefined;";

  it("makes a parameter optional through an alias, too", async () => {
    expect(await schemaOf("Maybe", maybe)).not.toHaveProperty("required");
  });

  it("makes a property optional through an alias, too", async () => {
    const validate = createCompiler().compile(await schemaOf("{ a: Maybe }", maybe));
    expect([validate({ x: {} }), validate({ x: { a: "" } }), validate({ x: { a: null } })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("makes a property optional where the type checker works it out, also of a type that holds itself", async () => {
    const link = "interface Linked { next: Link | undefined }\ntype Link = { [K in keyof Linked]: Linked[K] };";
    const validate = createCompiler().compile(await schemaOf("Link", link));
    const values = [{}, { next: {} }, { next: { next: {} } }, { next: { next: null } }];
    expect(values.map((x) => validate({ x }))).toEqual([true, true, true, false]);
  });

  it("stays under `Required`, which takes away only what comes with a question mark", async () => {
    const own = "{ told: Maybe; asked?: string; both?: Maybe }";
    const types = [own, `Readonly<${own}>`, `{ [K in keyof Own]: Own[K] }`];
    for (const type of types) {
      const { properties } = await schemaOf(`Required<${type}>`, `${maybe}\ntype Own = ${own};`);
      expect(properties).toHaveProperty("x.required", ["asked", "both"]);
    }
    const { properties } = await schemaOf(`Required<Partial<${own}>>`, maybe);
    expect(properties).toHaveProperty("x.required", ["told", "asked", "both"]);
    expect((await schemaOf('Required<Record<"a", Maybe>>', maybe)).properties).not.toHaveProperty("x.required");
  });

  it("is refused in arrays and records through an alias, too", async () => {
    expect(await codesOf("Maybe[]", maybe)).toEqual(["ACT304"]);
    expect(await codesOf("Record<string, Maybe>", maybe)).toEqual(["ACT304"]);
  });

  it("becomes null in a result, through an alias too", async () => {
    const { actions } = await compileFiles({
      "t.ts": `${maybe}\n/** F. */\nexport async function f(): Promise<Maybe> { return undefined; }\n`,
    });
    expect(actions.get("t.f")?.output).toEqual({ type: ["string", "null"] });
  });

  it("is no type of its own", async () => {
    expect(await codesOf("undefined")).toEqual(["ACT301"]);
    expect(await codesOf("{ a: undefined }")).toEqual(["ACT301"]);
  });
});

describe("an object", () => {
  it("without properties is refused: in TypeScript `{}` is nearly any value", async () => {
    expect(await codesOf("{}")).toEqual(["ACT301"]);
    expect(await codesOf("{ a: {} }[]")).toEqual(["ACT301"]);
  });

  it("may be named by a property that is closed, and still takes its own properties", async () => {
    const source = [
      "interface Inner { a: string }",
      "/** @closed */\ntype Shut = Inner;",
      "/** F.\n * @param x - X. */",
      "export function f(x: {\n  /** @closed */\n  inner: Inner;\n  shut: Shut;\n}): { shut: Shut } { return x; }",
    ].join("\n");
    const action = (await compileFiles({ "t.ts": source })).actions.get("t.f");
    const [input, output] = [action?.input ?? {}, action?.output ?? {}].map((schema) =>
      createCompiler().compile(schema),
    );
    expect(input?.({ x: { inner: { a: "" }, shut: { a: "" } } })).toBe(true);
    expect(input?.({ x: { inner: { a: "", b: "" }, shut: { a: "" } } })).toBe(false);
    expect(output?.({ shut: { a: "" }, surplus: 1 })).toBe(true);
    expect(output?.({ shut: { a: "", surplus: 1 } })).toBe(false);
  });

  it("has no property `__proto__`, however it is written", async () => {
    expect(await codesOf("{ __proto__: string }")).toEqual(["ACT313"]);
    expect(await codesOf('{ "__proto__": string }')).toEqual(["ACT313"]);
    expect(await codesOf('Record<"__proto__" | "a", string>')).toEqual(["ACT313"]);
    expect(await codesOf("{ a: { [k: string]: { __proto__: 1 } } }")).toEqual(["ACT313"]);
  });

  it("keeps the quotes in the name of a property", async () => {
    const schema = await schemaOf(`{ '"a"': string; "'b'": string }`);
    expect(createCompiler().compile(schema)({ x: { '"a"': "", "'b'": "" } })).toBe(true);
  });

  it("may be an interface called `__proto__` or `constructor`", async () => {
    const schema = await schemaOf(
      "{ a: __proto__; b: constructor }",
      "interface __proto__ { a: string }\ninterface constructor { b: string }",
    );
    const validate = createCompiler().compile(schema);
    expect([validate({ x: { a: { a: "" }, b: { b: "" } } }), validate({ x: { a: {}, b: { b: "" } } })]).toEqual([
      true,
      false,
    ]);
  });

  it("conflicts with what it extends", async () => {
    const base = "interface Base { id: string; at: string | number }";
    expect(await codesOf("Own", `${base}\ninterface Own extends Base { at: string }`)).toEqual([]);
    expect(await codesOf("Own", `${base}\ninterface Own extends Base { id: number }`)).toEqual(["ACT316"]);
    expect(await codesOf("Own", `${base}\ninterface Own extends Base { id?: string }`)).toEqual(["ACT316"]);
    expect(
      await codesOf("Own", `${base}\ninterface Other { id: boolean }\ninterface Own extends Base, Other {}`),
    ).toEqual(["ACT316"]);
  });

  it("that extends itself ends in a problem", async () => {
    expect(await codesOf("A", "interface A extends B { a: string }\ninterface B extends A { b: string }")).not.toEqual(
      [],
    );
  });
});

describe("a literal", () => {
  it("that JSON cannot say is refused", async () => {
    expect(await codesOf("1e999")).not.toEqual([]);
    expect(await codesOf("1 | -1e999")).not.toEqual([]);
  });

  it("of an enum has the value that TypeScript gives it", async () => {
    const schema = await schemaOf(
      "E | N.Z",
      'enum E { A = 5, B, C = "c", D = 1 << 3, F = "x".length }\nconst enum N { X, Y = -1, Z }',
    );
    expect(schema.properties).toMatchObject({ x: { enum: [5, 6, "c", 8, 1, 0] } });
  });

  it("stands in source order, null included", async () => {
    expect((await schemaOf('null | "b" | "a"')).properties).toMatchObject({ x: { enum: [null, "b", "a"] } });
    expect((await schemaOf('"b" | null | 2 | 1')).properties).toMatchObject({ x: { enum: ["b", null, 2, 1] } });
  });

  it("keeps its order when declarations move and when other files join", async () => {
    const level = 'export type Level = "loud" | "quiet" | "even";';
    const f = "/** F.\n * @param x - X. */\nexport function f(x: Level): void { void x; }";
    const other =
      '/** G.\n * @param y - Y. */\nexport function g(y: "even" | "quiet" | "odd" | "loud"): void { void y; }\n';
    const texts = [
      { "t.ts": `${level}\n${f}\n` },
      { "t.ts": `${f}\n${level}\n` },
      { "t.ts": `${level}\n${f}\n`, "a.ts": other },
      { "t.ts": `type Before = "even" | "loud";\n${f}\n${level}\nexport type After = Before;\n`, "z.ts": other },
    ];
    for (const files of texts) {
      const { actions } = await compileFiles(files);
      expect(actions.get("t.f")?.input.properties).toMatchObject({ x: { enum: ["loud", "quiet", "even"] } });
    }
  });
});

describe("recursion", () => {
  it("works for aliases, under readable names", async () => {
    const schema = await schemaOf(
      "Json",
      "type Json = string | number | boolean | null | Json[] | { [key: string]: Json };",
    );
    expect(Object.keys(schema.definitions ?? {})).toEqual(["Json"]);
    const validate = createCompiler().compile(schema);
    expect(validate({ x: { a: [1, null, { b: "c" }] } })).toBe(true);
  });

  it("works for objects that hold themselves, in every place", async () => {
    const declarations = [
      "/** @title A chain */\ninterface Chain { next?: Chain; before: Chain | null; pair: Two<Chain>; all: Record<string, Chain> }",
      "interface Two<T> { one: T; other?: Two<T> }",
    ].join("\n");
    const schema = await schemaOf("Chain", declarations);
    expect(Object.keys(schema.definitions ?? {})).toEqual(["Chain", "TwoOfChain"]);
    const end = { before: null, pair: { one: null }, all: {} };
    const validate = createCompiler().compile(schema);
    expect(validate({ x: { ...end, pair: { one: { ...end, pair: {} } } } })).toBe(false);
    expect(validate({ x: { ...end, next: end } })).toBe(false);
  });

  it("gives every action all definitions that it needs, whatever parts of them others share", async () => {
    const types = ["Tree", "Required<Tree>", 'Omit<Tree, "of">', 'Tree["by"]', "Required<Exclude<Tree, null>>"];
    const actions = types.map(
      (type, index) => `/** F. */\nexport async function f${index}(): Promise<${type}> { throw 0; }`,
    );
    const compiled = await compileFiles({
      "t.ts": `interface Tree { of: Tree[]; by: Record<string, Tree>; at?: number }\n${actions.join("\n")}\n`,
    });
    expect(errorsOf(compiled)).toEqual([]);
    for (const { output } of compiled.actions.values()) expect(output).toHaveProperty("definitions.Tree.properties.by");
  });

  it("works for lists of themselves", async () => {
    const schema = await schemaOf("List", "type List = List[];");
    expect(Object.keys(schema.definitions ?? {})).toEqual(["List"]);
  });

  it("of nothing but itself is refused", async () => {
    expect(await codesOf("A", "type A = B;\ntype B = A;")).toEqual(["ACT305"]);
    expect(await codesOf("A", "type A = A | string;")).not.toEqual([]);
  });

  it("that grows is refused in a message that people can read", async () => {
    const { problems } = await typed("P<string>", "interface P<T> { next?: P<T[]>; value: T }");
    expect(problems.map((each) => each.code)).toContain("ACT315");
    for (const { message } of problems) expect(message.length).toBeLessThan(500);
  });
});

describe("generics", () => {
  it("give definitions with readable names, without a trace of where they stand", async () => {
    const schema = await schemaOf(
      "Page<{ id: string }> | Page<User>[]",
      "interface Page<T> { items: T[] }\ninterface User { name: string }",
    );
    for (const name of Object.keys(schema.definitions ?? {})) expect(name).toMatch(/^(Page|User)[A-Za-z]{0,12}\d?$/);
  });

  it("that the type checker works out give such names, too", async () => {
    const json = "type Json = string | Json[] | { [key: string]: Json };\ninterface User { name: string }";
    const schema = await schemaOf(
      '{ [K in "a"]?: Page<User> } & { b: Json; c: Page<string | 1> }',
      `${json}\ninterface Page<T> { items: T[]; next?: Page<T> }`,
    );
    expect(Object.keys(schema.definitions ?? {})).toEqual(["Json", "PageOfType", "PageOfUser", "User"]);
  });

  it("without their arguments are refused in words", async () => {
    const { problems } = await typed("Page", "interface Page<T> { items: T[] }");
    expect(problems).not.toEqual([]);
    for (const { message } of problems) expect(message).not.toMatch(/Unknown node|Cannot read/);
  });

  it("of a function give one problem, not two", async () => {
    const { marks } = await compileFiles({
      "t.ts": "/** F.\n * @param x - X. */\nexport function f<T>(x: T): void { void x; }\n",
    });
    expect(marks).toEqual(["ACT307: T"]);
  });
});

describe("a constraint that does not fit its type is a problem, not a crash", () => {
  it.each([
    ["@minLength 1", "number"],
    ["@minimum 1", "string"],
    ["@pattern ^a", "string[]"],
    ["@minItems 1", "string"],
    ["@uniqueItems", "string"],
    ["@format email", "number"],
    ["@minimum 1", "string | { a: number }"],
    ["@minLength 1", "unknown"],
    ["@widget integer", "string"],
    ["@multipleOf 0", "number"],
    ["@closed", "object"],
    ["@closed", "Record<string, number>"],
    ["@closed", "string"],
  ])("%s on %s", async (tag, type) => {
    const compiled = await typed(`{\n  /** ${tag} */\n  a: ${type};\n}`);
    expect(compiled.marks).toEqual([`ACT206: ${tag.split(" ")[0]}`]);
  });

  it("nor is a pattern that takes exponential time", async () => {
    for (const slow of ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(?:[a-z]+,?)+$"]) {
      expect((await typed(`{\n  /** @pattern ${slow} */\n  a: string;\n}`)).marks).toEqual([`ACT206: ${slow}`]);
    }
    for (const fast of ["^[a-z]+(?:-[a-z]+)*$", "^[a-z]+(?:,[a-z]+)*$", "^[a-z]+$", "^v\\d+(?:\\.\\d+){0,2}$"]) {
      expect(await codesOf(`{\n  /** @pattern ${fast} */\n  a: string;\n}`), fast).toEqual([]);
    }
  });

  it("nor is one that contradicts another", async () => {
    expect(await codesOf("{\n  /** @minimum 2\n   * @maximum 1 */\n  a: number;\n}")).toEqual(["ACT206"]);
  });

  it.each([
    ["@minLength 1", "string | null"],
    ["@minimum 1", "number | null"],
    ["@minLength 1", '"a" | "b"'],
    ["@minimum 1", "Integer"],
    ["@minItems 1", "string[] | undefined"],
  ])("%s fits %s", async (tag, type) => {
    expect(await codesOf(`{\n  /** ${tag} */\n  a: ${type};\n}`, 'import type { Integer } from "actionary";')).toEqual(
      [],
    );
  });
});

describe("a result", () => {
  async function outputs(types: readonly string[]): Promise<readonly unknown[]> {
    const functions = types.map((type, index) => `/** F. */\nexport async function f${index}(): ${type} { throw 0; }`);
    const compiled = await compileFiles({ "t.ts": functions.join("\n") });
    expect(errorsOf(compiled)).toEqual([]);
    return types.map((_, index) => compiled.actions.get(`t.f${index}`)?.output);
  }

  it("is what the promise gives", async () => {
    expect(
      await outputs([
        "Promise<string>",
        "PromiseLike<string>",
        "Promise<Promise<string>>",
        "(Promise<string>)",
        "Promise<void>",
        "undefined",
      ]),
    ).toEqual([
      { type: "string" },
      { type: "string" },
      { type: "string" },
      { type: "string" },
      { type: "null" },
      { type: "null" },
    ]);
  });

  it("may be a promise or not", async () => {
    expect(await outputs(["string | Promise<string>"])).toEqual([{ type: "string" }]);
  });

  it("is in no form, so a union in it is no warning", async () => {
    const { marks } = await compileFiles({
      "t.ts": "/** F. */\nexport async function f(): Promise<string | number> { return 1; }\n",
    });
    expect(marks).toEqual([]);
  });
});

describe("the hints of the SDK", () => {
  it("keep their form beside null", async () => {
    const { actions } = await typed("Email | null", 'import type { Email } from "actionary";');
    expect(actions.get("t.f")?.parameters[0]?.widget).toBe("email");
  });

  it("keep their names when their arguments go unused", async () => {
    expect((await schemaOf('Code<"python">', 'import type { Code } from "actionary";')).properties).toMatchObject({
      x: { type: "string", "x-widget": "code" },
    });
  });
});

describe("syntax that tsc refuses and the parser takes is a problem, not a crash", () => {
  it.each([
    ["a name twice", "const a = 1; const a = 2; void a;"],
    ["a constant without a value", "const a; void a;"],
    ["await outside of an async function", "await x;"],
    ["an assignment to a constant", "const a = 1; a = 2;"],
    ["a break outside of a loop", "break;"],
    ["an unknown label", "continue nowhere;"],
    ["a reserved word", "let yield = 1; void yield;"],
    ["delete of a name", "delete x;"],
  ])("%s", async (_, body) => {
    const source = `/** F.\n * @param x - X. */\nexport function f(x: string): void { ${body} }\n`;
    const { problems } = await compileFiles({ "t.ts": source });
    const [problem] = problems;
    expect(problem?.code).toBe("ACT104");
    expect(problem?.at.source.file).toBe("actions/t.ts");
    expect(problem?.at.start).toBeGreaterThan(source.indexOf("{ "));
  });

  it("and it shows every one of them", async () => {
    const source = "export { nope };\nlet a = 1;\nlet a = 2;\n";
    const { problems } = await compileFiles({ "t.ts": source, "u.ts": source });
    expect(problems.filter((each) => each.code === "ACT104").map((each) => each.at.source.file)).toEqual(
      expect.arrayContaining(["actions/t.ts", "actions/u.ts"]),
    );
  });
});

it("nesting beyond any reason ends in a problem, not a crash", async () => {
  const deep = (open: string, close: string, count: number): string =>
    `${open.repeat(count)}string${close.repeat(count)}`;
  for (const type of [deep("{ a: ", " }", 400), deep("(", ")[]", 2_000), deep("Array<", ">", 2_000)]) {
    const { problems } = await typed(type);
    for (const { message } of problems) expect(message.length).toBeLessThan(500);
  }
}, 60_000);
