import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type CodegenReport, codegen } from "../../../codegen/codegen.js";
import { applyEdits, compatibleFixes, type FixScope } from "../../../codegen/report/fix.js";
import { writeSource } from "../../../codegen/write/write-source.js";
import { atEndOfFile } from "../../project/at-end.js";
import type { Files } from "../../project/make-project.js";
import { makeLeanProject } from "../compile-project.js";
import { newTypeErrors, tokensOf } from "./compare-sources.js";
import { type FixExample, safeExamples, unfixable, unsafeExamples } from "./fix-examples.js";
import { mixture } from "./generate-mistakes.js";

const atEnd = atEndOfFile();

/** Makes a project with these files below `actions/`. */
function projectWith(files: Files): string {
  const below = Object.entries(files).map(([path, text]) => [`actions/${path}`, text]);
  return makeLeanProject({ "package.json": "{}", ...Object.fromEntries(below) }, atEnd);
}

function textOf(root: string, path: string): string {
  return readFileSync(join(root, "actions", path), "utf8");
}

/** Fixes one file. */
async function fixed(text: string, fix: FixScope): Promise<string> {
  const root = projectWith({ "tools/a.ts": text });
  await codegen({ cwd: root, fix });
  return textOf(root, "tools/a.ts");
}

describe.each<[FixScope, readonly FixExample[]]>([
  ["safe", safeExamples],
  ["all", unsafeExamples],
])("--fix=%s", (scope, examples) => {
  const pathOf = (index: number): string => `tools/example_${index}.ts`;
  let root: string;
  let before: CodegenReport;
  let texts: readonly string[];
  let again: CodegenReport;

  beforeAll(async () => {
    root = projectWith(Object.fromEntries(examples.map((example, index) => [pathOf(index), example.before])));
    before = await codegen({ cwd: root, check: "committed" });
    await codegen({ cwd: root, fix: scope });
    texts = examples.map((_, index) => textOf(root, pathOf(index)));
    again = await codegen({ cwd: root, fix: scope });
  });

  const rows = examples.map((example, index) => [example.code, example.name, example, index] as const);

  it.each(rows)("%s: %s", (code, _, example, index) => {
    const found = before.diagnostics.filter((each) => each.file === `actions/${pathOf(index)}`);
    expect(found.map((each) => each.code)).toContain(code);
    expect(found.find((each) => each.code === code)?.fix?.safe).toBe(scope === "safe");
    expect(texts[index]).toBe(example.after);
  });

  it("leaves nothing to fix: a second run changes nothing", () => {
    expect(again.fixed).toEqual([]);
    expect(again.diagnostics.filter((each) => each.severity === "error")).toEqual([]);
    expect(examples.map((_, index) => textOf(root, pathOf(index)))).toEqual(texts);
  });
});

it("tsc reports nothing new of what was fixed", () => {
  expect(newTypeErrors([...safeExamples, ...unsafeExamples])).toEqual([]);
});

it.each(
  safeExamples.map(({ name, before, after }) => [name, before, after]),
)("--fix changes comments alone: %s", (_, before, after) => {
  expect(tokensOf(after)).toEqual(tokensOf(before));
});

describe("mistakes in any mixture", () => {
  it("are fixed as far as they can be: a second run changes nothing, and tsc reports nothing new", async () => {
    const pairs: { readonly before: string; readonly after: string }[] = [];
    await fc.assert(
      fc.asyncProperty(mixture, async (before) => {
        const root = projectWith({ "tools/a.ts": before });
        await codegen({ cwd: root, fix: "safe" });
        expect(tokensOf(textOf(root, "tools/a.ts"))).toEqual(tokensOf(before));
        const { diagnostics } = await codegen({ cwd: root, fix: "all" });
        expect(diagnostics.filter(({ fix }) => fix !== undefined)).toEqual([]);
        const after = textOf(root, "tools/a.ts");
        expect((await codegen({ cwd: root, fix: "all" })).fixed).toEqual([]);
        expect(textOf(root, "tools/a.ts")).toBe(after);
        pairs.push({ before, after });
      }),
      { seed: 2026, numRuns: process.env.ACTIONARY_LONG ? 300 : 6 },
    );
    expect(newTypeErrors(pairs)).toEqual([]);
  }, 1_200_000);
});

describe("what is not fixed", () => {
  it("--fix leaves what is not safe alone", async () => {
    const root = projectWith(Object.fromEntries(unsafeExamples.map(({ before }, index) => [`a${index}.ts`, before])));
    expect((await codegen({ cwd: root, fix: "safe" })).fixed).toEqual([]);
    expect(unsafeExamples.map((_, index) => textOf(root, `a${index}.ts`))).toEqual(
      unsafeExamples.map((each) => each.before),
    );
  });

  it.each(Object.entries(unfixable))("%s", async (_, text) => {
    expect(await fixed(text, "all")).toBe(text);
  });

  it("files outside of the actions folder, and packages", async () => {
    const shape = "export interface Shape {\n  all: Set<string>;\n}\n";
    const use = (path: string): string =>
      `import type { Shape } from "${path}";\n/** Use it. */\nexport async function use(): Promise<Shape> {\n  throw new Error();\n}\n`;
    const root = projectWith({
      "a.ts": use("../lib/shape.js"),
      "b.ts": use("shapes"),
      "../lib/shape.ts": shape,
      "../node_modules/shapes/index.d.ts": shape,
    });
    const report = await codegen({ cwd: root, fix: "all" });
    expect(report.fixed).toEqual([]);
    expect(report.diagnostics.filter(({ code }) => code === "ACT301")).toHaveLength(2);
    expect(report.diagnostics.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  it("a file behind a symbolic link: it is named, and the others are fixed", async () => {
    const text = "/** Look up. @readonlyy */\nexport async function lookUp(): Promise<void> {}\n";
    const root = projectWith({ "a.ts": text, ".kept/x.ts": text });
    symlinkSync(join(root, "actions/.kept/x.ts"), join(root, "actions/b.ts"));
    const { fixed } = await codegen({ cwd: root, fix: "safe" });
    expect(fixed).toEqual([
      { path: "actions/a.ts", status: "fixed", problems: 1 },
      { path: "actions/b.ts", status: "kept", reason: "a symbolic link leads to it" },
    ]);
    expect(readFileSync(join(root, "actions/.kept/x.ts"), "utf8")).toBe(text);
  });

  it("with `check`: that is wrong use", async () => {
    await expect(codegen({ cwd: projectWith({}), check: "all", fix: "safe" })).rejects.toThrow(TypeError);
  });
});

describe("what is read of a fixed comment", () => {
  it("braces and backslashes of an inline tag reach the schema", async () => {
    const text =
      "/**\n * Look up.\n * @param code - Code. {@pattern ^a{2}\\d+\\.$}\n */\nexport async function lookUp(code: string): Promise<void> {}\n";
    const root = projectWith({ "tools/a.ts": text });
    expect((await codegen({ cwd: root, fix: "safe" })).ok).toBe(true);
    const { actions } = JSON.parse(readFileSync(join(root, "generated/manifest.json"), "utf8"));
    expect(actions["tools.a.look_up"].input.properties.code.pattern).toBe("^a{2}\\d+\\.$");
  });
});

describe("edits", () => {
  const edit = (start: number, end: number, text: string) => ({ safe: true, edits: [{ start, end, text }] });

  it("are applied from the end", () => {
    const edits = [...edit(0, 1, "xyz").edits, ...edit(2, 2, "-").edits];
    expect(applyEdits("abc", edits)).toBe("xyzb-c");
  });

  it("that overlap or touch wait for the next round; a fix of several problems counts once", () => {
    const [first, inside, touching, apart] = [edit(2, 6, ""), edit(3, 4, "x"), edit(6, 6, "y"), edit(8, 9, "z")];
    expect([...compatibleFixes([first, inside, touching, apart, first])]).toEqual([first, apart]);
  });

  it("are in diagnostics with places of their own", async () => {
    const root = projectWith({ "a.ts": safeExamples[0]?.before ?? "" });
    const { diagnostics } = await codegen({ cwd: root, check: "committed" });
    const file = "actions/a.ts";
    expect(diagnostics[0]?.fix).toEqual({
      safe: true,
      edits: [
        { file, line: 1, column: 4, endLine: 1, endColumn: 5, text: "\n * " },
        {
          ...{ file, line: 1, column: 13, endLine: 1, endColumn: 14 },
          text: "\n *\n * @param ip - IP.\n * @param maxAgeInDays - Max age in days.\n ",
        },
      ],
    });
  });
});

describe("files", () => {
  it("keep their mode and their byte order mark", async () => {
    const { before = "", after = "" } = safeExamples[0] ?? {};
    const root = projectWith({ "a.ts": `\uFEFF${before}` });
    chmodSync(join(root, "actions/a.ts"), 0o640);
    const report = await codegen({ cwd: root, fix: "safe" });
    expect(report.fixed).toEqual([{ path: "actions/a.ts", status: "fixed", problems: 2 }]);
    expect(textOf(root, "a.ts")).toBe(`\uFEFF${after}`);
    expect(statSync(join(root, "actions/a.ts")).mode & 0o777).toBe(0o640);
  });

  it("that were changed in between stay as they are, and nothing is left beside them", () => {
    const root = projectWith({ "a.ts": "newer" });
    const write = () => writeSource(join(root, "actions"), { path: "a.ts", before: "older", after: "fixed" });
    expect(write).toThrow("it was changed since it was read");
    expect(textOf(root, "a.ts")).toBe("newer");
    expect(readdirSync(join(root, "actions"))).toEqual(["a.ts"]);
  });
});
