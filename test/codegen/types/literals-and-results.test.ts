import { describe, expect, it } from "vitest";
import { compileFiles, errorsOf } from "../compile-project.js";
import { codesOf, compileType, schemaOf } from "./compile-type.js";

// Literals, results of functions, and the types of the SDK that are hints.

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
    const { actions } = await compileType("Email | null", 'import type { Email } from "actionary";');
    expect(actions.get("t.f")?.parameters[0]?.widget).toBe("email");
  });

  it("keep their names when their arguments go unused", async () => {
    expect((await schemaOf('Code<"python">', 'import type { Code } from "actionary";')).properties).toMatchObject({
      x: { type: "string", "x-widget": "code" },
    });
  });
});
