import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { type Diagnostic, problemCodes } from "../../codegen/report/problems.js";
import type { Files } from "../project/make-project.js";
import { withLeanProject } from "./compile-project.js";

// Holds three things together: the table of problems, a failing case (or a test named after the code) and the entry in
// `docs/problems.md`, whose examples are compiled.

const folderOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Block {
  readonly language: string;
  /** The file that the block is, where it is not an action file. */
  readonly file: string | undefined;
  readonly text: string;
}

interface Entry {
  readonly heading: string;
  readonly wrong: Block | undefined;
  readonly right: Block | undefined;
}

/** Problems whose entries hold no example: they are about files and disks, or about Actionary itself. */
const withoutExample = new Set(["ACT105", "ACT603", "ACT604", "ACT619", "ACT620", "ACT901"]);

const entries = readEntries(readFileSync(folderOf("../../docs/problems.md"), "utf8"));

function readEntries(text: string): ReadonlyMap<string, Entry> {
  const sections = text.split(/^(?=## )/m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = ""] = section.split("\n", 1);
      const block = (label: string): Block | undefined => {
        const match = new RegExp(`^${label}:\n\n\`\`\`(\\w+) ?(\\S*)\n([\\s\\S]*?)^\`\`\``, "m").exec(section);
        if (match === null) return undefined;
        const [, language = "", file = "", text = ""] = match;
        return { language, file: file === "" ? undefined : file, text };
      };
      return [heading.slice(3, 9), { heading, wrong: block("Wrong"), right: block("Right") }];
    }),
  );
}

const fine = "/** Be fine. */\nexport async function beFine(): Promise<void> {}\n";

/** Returns the problems of a project. */
async function diagnose(files: Files): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await withLeanProject(files, (cwd) => codegen({ cwd, check: "committed" }));
  return diagnostics;
}

describe("docs/problems.md", () => {
  it("has an entry for every code, in order, and for nothing else", () => {
    expect([...entries.keys()]).toEqual(problemCodes);
  });

  it("has a short title and, but for files and disks, a wrong and a right example each", () => {
    for (const [code, { heading, wrong, right }] of entries) {
      expect(heading).toMatch(/^## ACT\d{3}: \S.{5,70}$/);
      expect([code, wrong !== undefined, right !== undefined]).toEqual([
        code,
        !withoutExample.has(code),
        !withoutExample.has(code),
      ]);
    }
  });
});

describe("every code", () => {
  const cases = folderOf("../cases");
  const failing = readdirSync(cases).flatMap((name) => {
    try {
      return [readFileSync(`${cases}/${name}/problems.txt`, "utf8")];
    } catch {
      return [];
    }
  });
  const tests = readdirSync(folderOf(".")).filter((name) => name.endsWith(".test.ts"));
  const titles = tests.flatMap((name) => readFileSync(folderOf(name), "utf8").match(/^ *it\("ACT\d{3}: /gm) ?? []);
  const covered = new Set([...failing, ...titles].flatMap((text) => text.match(/ACT\d{3}(?=: )/g) ?? []));

  it.each(problemCodes)("%s has a failing case or a test of its own", (code) => {
    expect(covered.has(code)).toBe(true);
  });
});

describe("examples", () => {
  /** Examples whose problem is of the whole project, or is looked for only where there is no other. */
  const alone = new Set(["ACT107", "ACT208", "ACT308"]);
  const shared = [...entries].filter(([code, { wrong }]) => wrong?.language === "ts" && !alone.has(code));
  const single = [...entries].filter(([code, { wrong }]) => wrong?.language === "json" || alone.has(code));
  const fileOf = (code: string): string => `actions/examples/${code.toLowerCase()}.ts`;
  let wrong: readonly Diagnostic[] = [];
  let right: readonly Diagnostic[] = [];

  beforeAll(async () => {
    const sources = (side: "wrong" | "right"): Files =>
      Object.fromEntries(
        shared.flatMap(([code, { [side]: block }]) => (block?.language === "ts" ? [[fileOf(code), block.text]] : [])),
      );
    wrong = await diagnose({ "package.json": "{}", ...sources("wrong") });
    right = await diagnose({ "package.json": "{}", ...sources("right") });
  });

  it.each(shared)("%s: the wrong one is reported, the right one is not", (code) => {
    const ofThis = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
      diagnostics.filter((each) => each.file === fileOf(code));
    expect(ofThis(wrong).map((each) => each.code)).toContain(code);
    expect(ofThis(right).map((each) => `${each.code}: ${each.message}`)).toEqual([]);
  });

  it.each(single)("%s: alone, the wrong one is reported, the right one is not", async (code, example) => {
    const report = async (block: Block | undefined): Promise<readonly string[]> => {
      const others = block?.language === "json" ? { "actions/fine.ts": fine } : {};
      const file = block?.file ?? "actions/example.ts";
      const diagnostics = await diagnose({ "package.json": "{}", ...others, [file]: block?.text ?? "" });
      return diagnostics.map((each) => each.code);
    };
    expect(await report(example.wrong)).toContain(code);
    expect(await report(example.right)).toEqual([]);
  });

  it("ACT605: the right one declares what the wrong one imports", async () => {
    const { wrong: source, right: manifest } = entries.get("ACT605") ?? {};
    const files = { "package.json": manifest?.text ?? "", "actions/example.ts": source?.text ?? "" };
    expect(await diagnose(files)).toEqual([]);
  });
});
