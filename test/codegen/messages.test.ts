import { describe, expect, it } from "vitest";
import type { Files } from "../project/make-project.js";
import { type Compiled, compileFiles } from "./compile-project.js";

// Messages of problems are true, and underline the part that is wrong.

async function messages(files: Files): Promise<readonly string[]> {
  const compiled: Compiled = await compileFiles(files);
  return compiled.problems.map(({ message }, index) => `${compiled.marks[index]} | ${message}`);
}

const f = (parameters: string, tags = ""): string =>
  `/** F.${tags}\n * @param x - X. */\nexport function f(${parameters}): void { void x; }\n`;

describe("a message", () => {
  it("of a class points at where it is used", async () => {
    const files = { "t.ts": `class Client { a = 1 }\n${f("x: { deep: Client[] }")}` };
    expect(await messages(files)).toEqual(["ACT301: Client | `x.deep[]`: `Client` has no JSON form."]);
  });

  it("of an interface that extends a class does not say that it is not there", async () => {
    const files = { "t.ts": `class Client { a = 1 }\ninterface Own extends Client { b: string }\n${f("x: Own")}` };
    expect(await messages(files)).toEqual([expect.stringMatching(/^ACT30[13]: Client \| /)]);
  });

  it("of values that look alike gives the way to them and underlines them", async () => {
    const files = { "t.ts": f("x: { at: (bigint | string)[] }") };
    expect(await messages(files)).toEqual([expect.stringMatching(/^ACT317: bigint \| string \| `x\.at\[\]` /)]);
  });

  it.each([
    "fs:./with space/x",
    "fs: ./data",
    "net:unix:/run/my app.sock",
  ])("of @permission %s says what to write where a path has a space", async (permission) => {
    const { problems } = await compileFiles({
      "t.ts": `/**\n * F.\n *\n * @permission ${permission}\n */\nexport function f(): void {}\n`,
    });
    const [first] = problems.filter(({ code }) => code === "ACT205");
    expect(first?.hint).toMatch(
      /^Write it as `@permission` and one of .*\. (A path holds no spaces here: (name a folder above it, `@permission net:unix:\/run\/`, or )?rename what has one|No space stands after the colon: `@permission fs:.\/data`)/,
    );
  });

  it("that quotes tsc holds no path of this machine", async () => {
    const files = {
      "a.ts": "export enum Size { Small }\n",
      "t.ts":
        'import { Size } from "./a.js";\n/** F. */\nexport function f(x: () => void = Size.Small) { return null as unknown as any; }\n',
    };
    const message = (await messages(files)).find((each) => each.startsWith("ACT319"));
    expect(message).toContain('import("actions/a").Size');
  });

  it("of a key of a record comes once", async () => {
    expect(await messages({ "t.ts": f("x: Record<symbol, string>") })).toHaveLength(1);
  });

  it("of an unknown failure underlines its kind, and its hint is a sentence", async () => {
    const { marks, problems } = await compileFiles({ "t.ts": f("x: string", "\n * @throws nothing_found when not.") });
    expect(marks).toEqual(["ACT222: nothing_found"]);
    expect(problems[0]?.hint).not.toMatch(/\w Did you mean|\?\.$/);
  });

  it("of an import says that a file is no TypeScript, where it is there", async () => {
    const files = {
      "t.ts": `import { help } from "./_help.js";\nimport data from "./_data.json" with { type: "json" };\nvoid [help, data];\n${f("x: string")}`,
      "_help.js": "export const help = 1;\n",
      "_data.json": "{}\n",
    };
    for (const message of await messages(files)) {
      expect(message).toMatch(/^ACT607/);
      expect(message).not.toContain("no such file");
    }
  });

  it("of a result that is inferred underlines no whole function", async () => {
    const files = { "t.ts": "/** F. */\nexport async function f() {\n  return new Map<string, number>();\n}\n" };
    const { marks } = await compileFiles(files);
    expect(marks).toEqual([expect.stringMatching(/^ACT301: .{1,40}$/)]);
  });
});

it("a file of another kind of TypeScript is not skipped in silence", async () => {
  const source = "/** F. */\nexport function f(): void {}\n";
  const { problems } = await compileFiles({ "t.ts": source, "page.tsx": source, "_box.tsx": source });
  expect(
    problems.map(({ code, message, at }) => [code, at.source.file, message.includes("rename it to `.ts`")]),
  ).toEqual([["ACT105", "actions/page.tsx", true]]);
  const { actions } = await compileFiles({ "job.mts": source, "old.cts": source, "_x.mts": "", "x.test.mts": source });
  expect([...actions.values()].map(({ key, run }) => [key, run.kind === "function" && run.module])).toEqual([
    ["job.f", "job.mjs"],
    ["old.f", "old.cjs"],
  ]);
});

it("a key that a constant names is read as if it were written out", async () => {
  const declared = [
    'import { secret, secrets } from "actionary";',
    'export const slack = secret({ name: "slack", keys: ["A", "B"] });',
    'const KEY = "A";',
  ].join("\n");
  const compiled = await compileFiles({
    "t.ts": `${declared}\n/** F. */\nexport function f(): string { return slack.get(KEY); }\n/** G. */\nexport function g(): string { return secrets.get(KEY); }\n`,
  });
  expect(compiled.actions.get("t.f")?.secrets).toEqual([
    { name: "slack", keys: ["A"], optionalKeys: [], optional: false },
  ]);
  expect(compiled.marks).toEqual(["ACT405: KEY"]);
});
