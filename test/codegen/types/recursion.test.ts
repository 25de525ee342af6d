import { describe, expect, it } from "vitest";
import { createCompiler } from "../../../codegen/model/schemas.js";
import { compileFiles, errorsOf } from "../compile-project.js";
import { codesOf, compileType, schemaOf } from "./compile-type.js";

// Types that hold themselves, take arguments or nest deeply.

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
    const { problems } = await compileType("P<string>", "interface P<T> { next?: P<T[]>; value: T }");
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
    expect(Object.keys(schema.definitions ?? {})).toEqual(["Json", "PageOf1OrString", "PageOfUser", "User"]);
  });

  it("without their arguments are refused in words", async () => {
    const { problems } = await compileType("Page", "interface Page<T> { items: T[] }");
    expect(problems).not.toEqual([]);
    for (const { message } of problems) expect(message).not.toMatch(/Unknown node|Cannot read/);
  });

  it("of a function give one problem, not two", async () => {
    const { marks } = await compileFiles({
      "t.ts": "/** F.\n * @param x - X. */\nexport function f<T>(x: string): T { return x as T; }\n",
    });
    expect(marks).toEqual(["ACT307: T"]);
  });
});

it("nesting beyond any reason ends in a problem, not a crash", async () => {
  const deep = (open: string, close: string, count: number): string =>
    `${open.repeat(count)}string${close.repeat(count)}`;
  for (const type of [deep("{ a: ", " }", 400), deep("(", ")[]", 2_000), deep("Array<", ">", 2_000)]) {
    const { problems } = await compileType(type);
    for (const { message } of problems) expect(message.length).toBeLessThan(500);
  }
}, 60_000);
