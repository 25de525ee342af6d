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
