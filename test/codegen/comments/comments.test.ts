import { describe, expect, it } from "vitest";
import { compileFiles, errorsOf } from "../compile-project.js";
import { descriptions, documented } from "./compile-comments.js";

// Prose of comments: its form, its end, and the @ in it.

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
    expect(actions.get("t.f0")).toMatchObject({ title: "One", effects: { readonly: true } });
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

describe("Markdown whose lines matter", () => {
  const rendered = async (...lines: readonly string[]): Promise<string | undefined> => {
    const [text] = await descriptions([`/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`]);
    return text;
  };

  it.each<[string, readonly string[], string]>([
    ["a table", ["Text:", "", "| a | b |", "| - | - |", "| 1 | 2 |"], "Text:\n\n| a | b |\n| - | - |\n| 1 | 2 |"],
    ["a table without outer bars", ["a | b", "--|--", "1 | 2 \\| 3"], "a | b\n--|--\n1 | 2 \\| 3"],
    ["nested lists", ["- outer", "  - inner", "    goes on", "- last"], "- outer\n  - inner goes on\n- last"],
    ["a list below a line", ["List:", "  - a", "    - b"], "List:\n- a\n  - b"],
    ["paragraphs of an item", ["1. one", "", "   More.", "2. two"], "1. one\n\n   More.\n2. two"],
    ["a quote", ["> one", "> two"], "> one\n> two"],
    ["headings", ["# One", "text", "", "Two", "---", "text"], "# One\ntext\n\nTwo\n---\ntext"],
    ["indented code", ["Text.", "", "    const  a;", "      b;"], "Text.\n\n    const  a;\n      b;"],
    ["a break by a backslash", ["One\\", "two."], "One\\\ntwo."],
    ["a fence of tildes", ["Text:", "~~~ts", "@also  code", "~~~"], "Text:\n\n```ts\n@also  code\n```"],
    ["a fence in a fence", ["~~~~", "```", "@a", "```", "~~~~"], "````\n```\n@a\n```\n````"],
    ["prose with stars", ["*Emphasis* and", "**bold** and 2 * 3"], "*Emphasis* and **bold** and 2 * 3"],
  ])("%s keeps its form", async (_, lines, text) => {
    expect(await rendered(...lines)).toBe(text);
    // With markup, TSDoc reads it.
    expect(await rendered(...lines, "", "`code`")).toBe(`${text}\n\n\`code\``);
  });

  it("of two blanks at the end of a line keeps its break", async () => {
    expect(await descriptions(["/**\n * One  \n * two.\n */"])).toEqual(["One  \ntwo."]);
  });

  it("stands in descriptions of parameters and results, too", async () => {
    const comment =
      "/**\n * F.\n * @param a - One of:\n *   - x\n *     - y\n * @param b\n * - x\n * - y\n * @returns\n * | a |\n * | - |\n */";
    const { actions } = await documented([comment], "a: string, b: string");
    expect(actions.get("t.f0")?.input.properties).toMatchObject({
      a: { description: "One of:\n- x\n  - y" },
      b: { description: "- x\n- y" },
    });
    expect(actions.get("t.f0")?.output.description).toBe("| a |\n| - |");
  });
});

describe("a banner", () => {
  it("of rules is no text", async () => {
    expect(await descriptions(["/**\n * =====\n * Text.\n * -----\n */"])).toEqual(["Text."]);
  });

  it("is no text, and no comment where it is nothing else", async () => {
    expect(
      await descriptions([
        "/**********************\n * Does it.\n **********************/",
        "/*** Does it. */",
        "/**\n ** Does it.\n **/",
        "/** Does it. */\n/***************/",
        "/***\n *** Does it.\n ***   - x\n ***/",
      ]),
    ).toEqual(["Does it.", "Does it.", "Does it.", "Does it.", "Does it.\n- x"]);
  });
});

describe("tags on one line", () => {
  it("end where a content is whole, and where only tags without content follow a text", async () => {
    const { actions, problems } = await documented(
      [
        '/** F. @timeout 5s @retry 3 @meta a: "x @readonly" @title Two @idempotent */',
        "/** F. @title Mail to @octocat @deprecated Use g. @readonly */",
        '/** F. @example {"p": "@retry 3"} @retry 2 */',
      ],
      "p?: string",
    );
    expect(problems.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    expect(actions.get("t.f0")).toMatchObject({
      ...{ title: "Two", meta: { a: "x @readonly" }, effects: { idempotent: true, readonly: false } },
      limits: { timeoutMs: 5_000, retries: 3 },
    });
    expect(actions.get("t.f1")).toMatchObject({
      title: "Mail to @octocat @deprecated Use g.",
      effects: { readonly: true },
    });
    expect(actions.get("t.f2")).toMatchObject({ examples: [{ input: { p: "@retry 3" } }], limits: { retries: 2 } });
  });
});

describe("a summary", () => {
  const summaryOf = async (comment: string): Promise<readonly [string | undefined, boolean]> => {
    const { actions, problems } = await documented([comment]);
    return [actions.get("t.f0")?.description, problems.some(({ code }) => code === "ACT201")];
  };

  it.each<[string, string, boolean]>([
    ["// Looks it up,\n//   twice.", "Looks it up, twice.", false],
    ["// Looks it up.\n// eslint-disable-next-line", "Looks it up.", false],
    ["/** @readonly */\n// Looks it up.", "Looks it up.", false],
    ["/** Looks it up. */\n// @ts-ignore", "Looks it up.", false],
    ["/** @description Looks it up. */", "Looks it up.", false],
    ["/**\n * @param x - No.\n * @description Looks `it` up.\n */", "Looks `it` up.", false],
    ["// Far away.\n", "F0", true],
    ["/* Plain. */", "F0", true],
    ["/// A note.", "F0", true],
    ["// TODO write it", "F0", true],
    ["// -----------", "F0", true],
    ["// const x = 1;", "F0", true],
    ["// Copyright 2026 Somebody", "F0", true],
    ["/** @title Look up */", "Look up", true],
  ])("of %j", async (comment, description, isWarned) => {
    expect(await summaryOf(comment)).toEqual([description, isWarned]);
  });

  it("and a description make a summary and remarks", async () => {
    const { actions } = await documented(["/**\n * F.\n * @description More.\n * @remarks Rest.\n */"]);
    expect(actions.get("t.f0")).toMatchObject({ description: "F.", remarks: "More.\n\nRest." });
  });
});

describe("@throws", () => {
  it("without a kind is prose", async () => {
    const { actions, problems } = await documented([
      "/**\n * F.\n * @throws {RangeError} When bad.\n * @throws If {@link X | it} fails.\n * @throws not_found when gone.\n * @throws {Not_Found} so.\n */",
    ]);
    expect(actions.get("t.f0")).toMatchObject({
      failures: ["not_found"],
      remarks: "Throws RangeError When bad.\n\nThrows if it fails.\n\nThrows Not_Found so.",
    });
    expect(problems.map(({ code, severity, fix }) => [code, severity, fix !== undefined])).toEqual([
      ["ACT222", "warning", false],
      ["ACT222", "warning", false],
      ["ACT222", "warning", true],
    ]);
  });
});

describe("types of JSDoc", () => {
  it("are no prose", async () => {
    const { actions } = await documented(
      [
        "/**\n * F.\n * @param {{ a: {b: string} }} p - The p.\n * @param {number} [q=3] - The q.\n * @returns {Promise<{ a: string,\n *   b: number }>} The text.\n */",
      ],
      "p: string, q?: number",
    );
    const { input, output } = actions.get("t.f0") ?? {};
    expect(input?.properties).toMatchObject({ p: { description: "The p." }, q: { description: "The q." } });
    expect(output?.description).toBe("The text.");
  });
});
