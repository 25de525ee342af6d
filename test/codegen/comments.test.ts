import { describe, expect, it } from "vitest";
import { type Compiled, compileFiles, errorsOf } from "./sample-project.js";

/** Compiles functions `f0`, `f1`, … without parameters, each after one of the comments. */
async function documented(comments: readonly string[], parameters = ""): Promise<Compiled> {
  const functions = comments.map((comment, index) => `${comment}\nexport function f${index}(${parameters}): void {}\n`);
  return compileFiles({ "t.ts": functions.join("\n") });
}

async function descriptions(comments: readonly string[]): Promise<readonly (string | undefined)[]> {
  const compiled = await documented(comments);
  expect(errorsOf(compiled)).toEqual([]);
  return comments.map((_, index) => compiled.actions.get(`t.f${index}`)?.description);
}

describe("an @", () => {
  it("is text within a word, in code, in a fence, alone and escaped", async () => {
    const fence = "```ts\n@tag()\n```";
    expect(
      await descriptions([
        "/** Mail me@example.com. */",
        "/** Mention `@octocat`. */",
        "/** Mention \\@octocat. */",
        "/** Meet @ five. */",
        `/**\n * Decorate:\n *\n * \`\`\`ts\n * @tag()\n * \`\`\`\n */`,
        "/** See npm:@scope/name. */",
      ]),
    ).toEqual([
      "Mail me@example.com.",
      "Mention `@octocat`.",
      "Mention @octocat.",
      "Meet @ five.",
      `Decorate:\n\n${fence}`,
      "See npm:@scope/name.",
    ]);
  });

  it("starts a tag at the start of a line, and in a comment of one line", async () => {
    const { actions } = await documented(["/** F. @title One @readonly */", "/** F. @title Two\n * @readonly */"]);
    expect(actions.get("t.f0")).toMatchObject({ title: "One @readonly", effects: { readonly: false } });
    expect(actions.get("t.f1")).toMatchObject({ title: "Two", effects: { readonly: true } });
  });

  it("stands in the content of a tag, with braces, in JSON and patterns", async () => {
    const compiled = await documented(
      [
        '/** F.\n * @meta a: {"b": "{@link x} @y }", "c": ["\\u0040"]}\n * @example {"p": "@z {}"}\n */',
        '/** F.\n * @meta lines: {\n *   "a": 1,\n *   "b": "@x"\n * }\n * @meta "no": 1\n */',
      ],
      "p?: string",
    );
    expect(errorsOf(compiled)).toEqual([expect.stringContaining('`"no": 1`')]);
    expect(compiled.actions.get("t.f0")).toMatchObject({
      meta: { a: { b: "{@link x} @y }", c: ["@"] } },
      examples: [{ input: { p: "@z {}" } }],
    });
    expect(compiled.actions.get("t.f1")?.meta).toEqual({ lines: { a: 1, b: "@x" } });
  });
});

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

describe("a comment", () => {
  it("ends where its stars begin", async () => {
    const { actions } = await documented([
      "/** F. @readonly*/",
      "/** F.\n * @title Stars\n **/",
      "/** F. @title One line **/",
      "/**\n * F.\n * @timeout 30s*/",
      "/** F. **/",
    ]);
    expect(actions.get("t.f0")?.effects.readonly).toBe(true);
    expect(actions.get("t.f1")?.title).toBe("Stars");
    expect(actions.get("t.f2")?.title).toBe("One line");
    expect(actions.get("t.f3")?.limits).toEqual({ timeoutMs: 30_000 });
    expect(actions.get("t.f4")?.description).toBe("F.");
  });

  it("is the last one before the function", async () => {
    expect(
      await descriptions([
        "/** First. */\n/** Last. */",
        "/** Kept. */\n// a line\n/* plain */",
        "/* plain */\n/** Kept. */\n\n\n",
        "/** @packageDocumentation About the file. */\n/** Kept. */",
      ]),
    ).toEqual(["Last.", "Kept.", "Kept.", "Kept."]);
  });

  it("reads the same with other line ends", async () => {
    const text = [
      "/**",
      " * Get it.",
      " * Second line.",
      " *",
      " * - one",
      " * - two",
      " *",
      " * @param a - The a",
      " * on two lines.",
      " * @group Bar",
      " * baz",
      " * @meta x: {",
      ' *   "a": 1',
      " * }",
      " * @readonly",
      " */",
      "export function f(a: {",
      "  /** B. */",
      "  b: string;",
      "}): string { return `x",
      "y`; }",
      "",
    ];
    const [unix, windows] = [text.join("\n"), text.join("\r\n")];
    const [one, other] = [await compileFiles({ "t.ts": unix }), await compileFiles({ "t.ts": windows })];
    expect(errorsOf(one)).toEqual([]);
    expect([...other.committed]).toEqual([...one.committed]);
    expect(one.actions.get("t.f")?.description).toBe("Get it. Second line.\n\n- one\n- two");
  });

  it("keeps what stands after a tag that takes no content", async () => {
    const comments = ["/** F.\n * @readonly\n *\n * More of it.\n */", "/**\n * @readonly\n * F.\n */"];
    expect(await descriptions(comments)).toEqual(["F.\n\nMore of it.", "F."]);
  });
});

describe("prose", () => {
  it("is Markdown", async () => {
    expect(
      await descriptions([
        "/** A {@link https://example.com | link}, a {@link Name} and {@link https://example.com}. */",
        '/** <b>Bold</b>, {braces}, a_b, *stars*, 50 % & "quotes". */',
        "/**\n * One\n * paragraph.\n *\n * Another.\n */",
        "/**\n * List:\n * - one\n * - two\n *   and more\n * 1. first\n * 2. second\n */",
        "/** - Not a list. */",
        "/** Ümlaut 日本 \u{1F600}. */",
      ]),
    ).toEqual([
      "A link, a Name and https://example.com.",
      '<b>Bold</b>, {braces}, a_b, *stars*, 50 % & "quotes".',
      "One paragraph.\n\nAnother.",
      "List:\n- one\n- two and more\n1. first\n2. second",
      "Not a list.",
      "Ümlaut 日本 \u{1F600}.",
    ]);
  });

  it("goes where it belongs", async () => {
    const { actions } = await documented([
      "/**\n * F.\n *\n * @remarks\n * R {@link X}.\n *\n * @see Y\n * @returns The Z.\n * @privateRemarks P.\n */",
    ]);
    const { source: _, ...action } = actions.get("t.f0") ?? { source: undefined };
    expect(action).toMatchObject({ description: "F.", remarks: "R X.\n\nSee Y", output: { description: "The Z." } });
    expect(JSON.stringify(action)).not.toContain("P.");
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
    expect(marks).toEqual(["ACT202: options.a", "ACT204: options"]);
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
