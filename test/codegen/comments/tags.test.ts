import { describe, expect, it } from "vitest";
import { compileFiles, errorsOf } from "../compile-project.js";
import { documented } from "./compile-comments.js";

// Tags of functions, parameters and properties.

describe("an example", () => {
  it("may hold an arrow in its texts, and a fence around it", async () => {
    const compiled = await documented(
      [
        '/** F.\n * @example {"p": "a => b"} => null\n */',
        '/** F.\n * @example\n * ```json\n * {"p": "c"}\n * ```\n */',
      ],
      "p?: string",
    );
    expect(errorsOf(compiled)).toEqual([]);
    expect(compiled.actions.get("t.f0")?.examples).toEqual([{ input: { p: "a => b" }, output: null }]);
    expect(compiled.actions.get("t.f1")?.examples).toEqual([{ input: { p: "c" } }]);
  });

  it("is refused with what stands after its result", async () => {
    const compiled = await documented(["/** F.\n * @example {} => null => 5\n */"]);
    expect(errorsOf(compiled)).toEqual([expect.stringMatching(/^ACT205/)]);
  });
});

describe("@param", () => {
  it("takes the forms that people write, and loses none", async () => {
    const compiled = await documented(
      [
        [
          "/** F.",
          " * @param a - With a hyphen.",
          " * @param b Without one.",
          " * @param {string} c - With a type.",
          " * @param [d] - In brackets.",
          " * @param e - Bounded. {@minLength 1} And more.",
          " */",
        ].join("\n"),
      ],
      "a: string, b: string, c: string, d: string, e: string",
    );
    expect(errorsOf(compiled)).toEqual([]);
    const properties = compiled.actions.get("t.f0")?.parameters.map((each) => each.description);
    expect(properties).toEqual([
      "With a hyphen.",
      "Without one.",
      "With a type.",
      "In brackets.",
      "Bounded. And more.",
    ]);
  });

  it("names what it cannot read", async () => {
    const { problems, marks } = await documented(
      ["/** F.\n * @param options.a - An A.\n */"],
      "options: { a: string }",
    );
    expect(marks).toEqual(["ACT220: options.a", "ACT204: options"]);
    expect(problems[0]?.message).toContain("`@param options.a`");
  });

  it("is reported when one parameter has two", async () => {
    const { marks } = await documented(["/** F.\n * @param a - One.\n * @param a - Two.\n */"], "a: string");
    expect(marks).toEqual(["ACT207: a"]);
  });

  it("describes the properties of an object that is taken apart, and wins over their comments", async () => {
    const { actions } = await compileFiles({
      "t.ts": [
        "interface Options {",
        "  /** From the property. */",
        "  a: string;",
        "  /** From the property. @title Bee */",
        "  b: string;",
        "}",
        "/** F.\n * @param options - All.\n * @param a - From the tag.\n */",
        "export function f({ a, b }: Options): void { void [a, b]; }",
      ].join("\n"),
    });
    expect(actions.get("t.f")?.parameters).toMatchObject([
      { name: "a", title: "A", description: "From the tag." },
      { name: "b", title: "Bee", description: "From the property." },
    ]);
  });
});

describe("comments of properties", () => {
  it("count on one line", async () => {
    const { actions } = await compileFiles({
      "t.ts":
        "/** F.\n * @param o - O. */\nexport function f(o: { /** About a. @minimum 1 */ a: number; /** About b. */ b: string }): void { void o; }\n",
    });
    expect(actions.get("t.f")?.input.properties).toMatchObject({
      o: { properties: { a: { description: "About a.", minimum: 1 }, b: { description: "About b." } } },
    });
  });

  it("are inherited through aliases and extends", async () => {
    const { actions } = await compileFiles({
      "t.ts": [
        "/** The number of an account.\n * @title Account\n * @pattern ^a */\ntype Id = string;",
        "interface Base {\n  /** From the base. */\n  id: Id;\n  plain: Id;\n}",
        "interface Own extends Base { more: string }",
        "/** F.\n * @param own - O.\n * @param id - I.\n * @param ids - All. */",
        "export function f(own: Own, id: Id, ids: Id[]): void { void [own, id, ids]; }",
      ].join("\n"),
    });
    const input = actions.get("t.f")?.input;
    expect(input?.definitions).toMatchObject({
      Own: {
        properties: {
          id: { description: "From the base.", pattern: "^a" },
          plain: { description: "The number of an account.", title: "Account", pattern: "^a" },
        },
      },
    });
    expect(input?.properties).toMatchObject({
      id: { description: "I.", title: "Account", pattern: "^a" },
      ids: { items: { pattern: "^a" } },
    });
  });

  it("are refused where they say nothing: what has an effect on a function has none on a property", async () => {
    const { marks } = await compileFiles({
      "t.ts":
        "/** F.\n * @param o - O. */\nexport function f(o: {\n  /** @internal */\n  a: string;\n  /** @timeout 1s */\n  b: string;\n}): void { void o; }\n",
    });
    expect(marks).toEqual(["ACT206: @internal", "ACT206: @timeout"]);
  });
});

describe("tags", () => {
  it("are refused without their content", async () => {
    const { marks } = await documented(["/** F.\n * @title\n * @group\n * @docUrl\n * @name\n */"]);
    expect(marks.map((mark) => mark.split(":")[0])).toEqual(["ACT205", "ACT205", "ACT205", "ACT205"]);
  });

  it("say which is meant, and where they stand instead", async () => {
    const { problems, marks } = await documented(
      ["/** F.\n * @param a - A. {@secret x} {@Minimum 1}\n */"],
      "a: number",
    );
    expect(marks).toEqual(["ACT206: {@secret x}", "ACT203: {@Minimum 1}"]);
    expect(problems.at(-1)?.message).toBe("Unknown tag `@Minimum`. Did you mean `@minimum`?");
  });
});
