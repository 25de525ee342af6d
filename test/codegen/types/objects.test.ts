import { describe, expect, it } from "vitest";
import { createCompiler } from "../../../codegen/model/schemas.js";
import { compileFiles } from "../compile-project.js";
import { codesOf, schemaOf } from "./compile-type.js";

// Objects and their properties, also those that may be undefined.

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
    expect(await codesOf("{ a: undefined; b: string }")).toEqual([]);
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
