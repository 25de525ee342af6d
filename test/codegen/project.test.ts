import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CodegenOptions, type CodegenReport, codegen } from "../../codegen/codegen.js";
import { readFiles } from "../../codegen/read/project/read-files.js";
import { ProblemList } from "../../codegen/report/problems.js";
import type { Files } from "../project/make-project.js";
import { makeLeanProject, projectAt } from "./compile-project.js";

// Problems of a project as a whole, and of files that no folder of `test/cases` can hold.

const fine = "/** Be fine. */\nexport async function beFine(): Promise<void> {}\n";

let root = "";

/** Returns `CODE file:line:column message` of each problem, and the text that is underlined. */
async function reports(
  files: Files,
  { prepare, ...options }: CodegenOptions & { readonly prepare?: () => void } = {},
): Promise<readonly string[]> {
  root = makeLeanProject({ "package.json": "{}", ...files });
  prepare?.();
  return lines(await codegen({ cwd: root, check: "committed", ...options }));
}

function lines({ diagnostics, problems }: CodegenReport): readonly string[] {
  return diagnostics.map(({ code, file, line, column, message }, index) => {
    const at = problems[index]?.at;
    const marked = at && at.end > at.start ? ` [${at.source.text.slice(at.start, at.end)}]` : "";
    return `${code} ${file}:${line}:${column} ${message}${marked}`;
  });
}

describe("package.json", () => {
  it("ACT601: says where it does not parse", async () => {
    expect(
      await reports({ "package.json": '{\n  "name": "x"\n  "type": "module"\n}\n', "actions/a.ts": fine }),
    ).toEqual(["ACT601 package.json:3:3 package.json cannot be read: ',' expected. [\"type\"]"]);
  });

  it.each([
    ["", "ACT601 package.json:1:1 package.json cannot be read: "],
    ["null", "ACT601 package.json:1:1 package.json cannot be read: it is not an object."],
    ["[]", "ACT601 package.json:1:1 package.json cannot be read: it is not an object."],
    ["nonsense", "ACT601 package.json:1:1 package.json cannot be read: "],
    ["{ // a comment\n}", "ACT601 package.json:1:3 package.json cannot be read: "],
    ['{\n  "a": 1,\n}', "ACT601 package.json:3:1 package.json cannot be read: "],
  ])("ACT601: refuses %j", async (text, start) => {
    const [first = "", ...others] = await reports({ "package.json": text, "actions/a.ts": fine });
    expect(first.slice(0, start.length)).toBe(start);
    expect(others).toEqual([]);
  });

  it("ACT620: says that packages in archives are not found, unless there are folders of packages, too", async () => {
    const files = { ".pnp.cjs": "", "actions/a.ts": fine };
    root = makeLeanProject(files);
    expect(lines(await codegen({ cwd: root, check: "committed" }))).toEqual([]);
    rmSync(join(root, "node_modules"), { recursive: true });
    const [first, ...others] = lines(await codegen({ cwd: root, check: "committed" }));
    expect(first).toMatch(/^ACT620 package\.json:1:1 .*`\.pnp\.cjs`/);
    expect(others).toEqual([]);
  });

  it("nearest to the actions counts, where another folder is named; else the one above the working directory", async () => {
    const files = {
      "package.json": "{}",
      "inner/package.json": '{ "dependencies": { "left-pad": "1" } }',
      "inner/actions/a.ts": `import "left-pad";\n${fine}`,
    };
    expect(await reports(files, { actions: "inner/actions" })).toEqual([]);
    expect(await reports({ ...files, "package.json": '{ "actionary": { "actions": "inner/actions" } }' })).toEqual([]);
    const { "inner/package.json": _, ...outer } = files;
    expect(await reports(outer, { actions: "inner/actions" })).toEqual([
      expect.stringMatching(/^ACT605 inner\/actions\/a\.ts:1:8 /),
    ]);
  });

  it("ACT601: refuses a folder of that name", async () => {
    root = makeLeanProject({ "package.json/x": "", "actions/a.ts": fine });
    expect(lines(await codegen({ cwd: root, check: "committed" }))).toEqual([
      expect.stringMatching(/^ACT601 package\.json:1:1 package\.json cannot be read: /),
    ]);
  });

  it("takes a byte order mark and a file that is not there", async () => {
    expect(await reports({ "package.json": "\uFEFF{}", "actions/a.ts": fine })).toEqual([]);
  });

  it("ACT602: points at each part that is wrong", async () => {
    const text = '{ "actionary": { "actions": 5, "out": "", "include": "all", "watch": true } }';
    expect(await reports({ "package.json": text, "actions/a.ts": fine })).toEqual([
      "ACT602 package.json:1:29 `actionary.actions` in package.json is not the path of a folder. [5]",
      'ACT602 package.json:1:39 `actionary.out` in package.json is not the path of a folder. [""]',
      'ACT602 package.json:1:54 `actionary.include` in package.json is not a list of package names. ["all"]',
      "ACT602 package.json:1:70 `actionary.watch` in package.json is not an option. [true]",
    ]);
  });

  it.each([
    ['"actions"', "`actionary` in package.json is not an object."],
    ["[]", "`actionary` in package.json is not an object."],
    ['{ "actions": ".." }', "`actionary.actions` in package.json names `..`, which is not a folder below the project."],
    ['{ "actions": "." }', "`actionary.actions` in package.json names `.`, which is not a folder below the project."],
    ['{ "out": "/etc" }', "`actionary.out` in package.json names `/etc`, which is not a folder below the project."],
    [
      '{ "out": "a/../.." }',
      "`actionary.out` in package.json names `a/../..`, which is not a folder below the project.",
    ],
  ])("ACT602: refuses %s", async (entry, message) => {
    const found = await reports({ "package.json": `{ "actionary": ${entry} }`, "actions/a.ts": fine });
    expect(found).toEqual([expect.stringContaining(message)]);
  });

  it("ACT602: keeps the actions out of the build, where they would be deleted", async () => {
    const file = "generated/build/actions/a.ts";
    const files = { "package.json": '{ "actionary": { "actions": "generated/build/actions" } }', [file]: fine };
    root = makeLeanProject(files);
    expect(lines(await codegen({ cwd: root }))).toEqual([
      "ACT602 package.json:1:1 `actionary.out` in package.json names `generated`, whose folder `build` holds the actions, `generated/build/actions`.",
    ]);
    expect(readFileSync(join(root, file), "utf8")).toBe(fine);
  });

  it("ACT602: keeps the generated files out of the actions, where the next run would read them", async () => {
    const nested = {
      "package.json": '{ "actionary": { "actions": "src", "out": "src/generated" } }',
      "src/a.ts": fine,
    };
    const equal = { "package.json": '{ "actionary": { "actions": "src", "out": "src" } }', "src/a.ts": fine };
    for (const files of [nested, equal]) {
      expect(await reports(files)).toEqual([expect.stringMatching(/^ACT602 package\.json/)]);
      rmSync(root, { recursive: true });
    }
  });

  it("reads folders of other names", async () => {
    const files = {
      "package.json": '{ "actionary": { "actions": "src/jobs", "out": "out/x" } }',
      "src/jobs/a.ts": fine,
    };
    expect(await reports(files)).toEqual([]);
  });
});

describe("the actions folder", () => {
  it("ACT603: is not there", async () => {
    expect(await reports({})).toEqual([
      "ACT603 package.json:1:1 The actions folder `actions` cannot be read: it does not exist.",
    ]);
  });

  it("ACT603: is a file", async () => {
    expect(await reports({ actions: "" })).toEqual([
      "ACT603 package.json:1:1 The actions folder `actions` cannot be read: it is not a folder.",
    ]);
  });

  it("ACT603: is named on the command line and not there", async () => {
    expect(await reports({}, { actions: "jobs" })).toEqual([
      "ACT603 package.json:1:1 The actions folder `jobs` cannot be read: it does not exist.",
    ]);
  });

  it("ACT107: is empty", async () => {
    const prepare = (): void => void mkdirSync(join(root, "actions"));
    expect(await reports({}, { prepare })).toEqual(["ACT107 actions:1:1 No action was found below `actions`."]);
  });

  it("ACT105: holds what is no text, no file or leads in a circle, and the rest is read all the same", async () => {
    const files = {
      "actions/good.ts": "export async function good(): Promise<void> {}\n",
      "actions/latin.ts": Uint8Array.from([0x2f, 0x2f, 0xe9, 0x0a]),
      "actions/large.ts": `// ${"x".repeat(4 * 1024 * 1024)}`,
      "actions/loop/a.ts": "",
    };
    const prepare = (): void => {
      symlinkSync("..", join(root, "actions/loop/up"));
      symlinkSync("nowhere.ts", join(root, "actions/lost.ts"));
      symlinkSync("self.ts", join(root, "actions/self.ts"));
    };
    expect(await reports(files, { prepare })).toEqual([
      expect.stringMatching(/^ACT201 actions\/good\.ts:1:23 /),
      "ACT105 actions/large.ts:1:1 The file cannot be read: it is larger than 4 MB.",
      "ACT105 actions/latin.ts:1:1 The file cannot be read: it is not valid UTF-8.",
      "ACT105 actions/loop/up:1:1 The file cannot be read: it is a symbolic link to a folder above it.",
      "ACT105 actions/lost.ts:1:1 The file cannot be read: it does not exist.",
      "ACT105 actions/self.ts:1:1 The file cannot be read: its symbolic links go in a circle.",
    ]);
  });

  it("ACT105: holds a folder and a file to which access is denied", () => {
    root = makeLeanProject({ "actions/closed/a.ts": fine, "actions/secret.ts": fine, "actions/open.ts": fine });
    chmodSync(root, 0o755);
    chmodSync(join(root, "actions/closed"), 0);
    chmodSync(join(root, "actions/secret.ts"), 0);
    const problems = new ProblemList();
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(readFiles(projectAt(root), problems).map((file) => file.path)).toEqual(["open.ts"]);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect(problems.sorted().map((each) => `${each.code} ${each.at.source.file} ${each.message}`)).toEqual([
      "ACT105 actions/closed The file cannot be read: access is denied.",
      "ACT105 actions/secret.ts The file cannot be read: access is denied.",
    ]);
  });

  it("leaves out what an editor keeps beside a file: hidden files, and links to nowhere that are no TypeScript", async () => {
    const files = { "actions/a.ts": fine, "actions/.a.ts.swp": "x", "actions/.cache/x.ts": "export function x(" };
    const prepare = (): void => {
      symlinkSync("somebody@host.1234:5678", join(root, "actions/.#a.ts"));
      symlinkSync("nowhere", join(root, "actions/notes"));
    };
    expect(await reports(files, { prepare })).toEqual([]);
  });
});

describe("what is generated", () => {
  it("ACT604: cannot be written where a file stands", async () => {
    root = makeLeanProject({ "package.json": "{}", "actions/a.ts": fine, generated: "mine" });
    const report = await codegen({ cwd: root });
    expect(report.ok).toBe(false);
    expect(lines(report)).toEqual([
      expect.stringMatching(/^ACT604 generated:1:1 The generated files cannot be written: /),
    ]);
    expect(readFileSync(join(root, "generated"), "utf8")).toBe("mine");
  });

  it("is left as it was by an error", async () => {
    root = makeLeanProject({ "package.json": "{}", "actions/a.ts": fine });
    expect((await codegen({ cwd: root })).ok).toBe(true);
    const before = readFileSync(join(root, "generated/manifest.json"), "utf8");
    writeFileSync(join(root, "actions/a.ts"), `${fine}export class X {}\n`);
    expect((await codegen({ cwd: root })).ok).toBe(false);
    expect(readFileSync(join(root, "generated/manifest.json"), "utf8")).toBe(before);
  });
});

describe("tsconfig.json", () => {
  it("ACT606: says where it does not parse", async () => {
    const files = { "actions/a.ts": fine, "tsconfig.json": '{\n  "compilerOptions": {\n    "strict" true\n  }\n}\n' };
    expect(await reports(files)).toEqual([
      "ACT606 tsconfig.json:3:14 tsconfig.json cannot be read: ':' expected. [true]",
    ]);
  });

  it("ACT606: says that what it extends is not there", async () => {
    const files = { "actions/a.ts": fine, "actions/tsconfig.json": '{ "extends": "./base.json" }' };
    expect(await reports(files)).toEqual([expect.stringMatching(/^ACT606 actions\/tsconfig\.json:1:\d+ .*base\.json/)]);
  });

  it("finds types through its options", async () => {
    const source = '/** F. */\nexport function f(): Shared {\n  return { a: "" };\n}\n';
    const files = {
      "actions/a.ts": source,
      "globals.d.ts": "interface Shared { a: string }\n",
      "tsconfig.json": '{ "compilerOptions": { "types": ["./globals"] } }',
    };
    expect(await reports(files)).toEqual([]);
  });
});

it("ACT104: a syntax error hides no problem of another file", async () => {
  const files = {
    "actions/a.ts": "export function a(\n",
    "actions/b.ts": "export async function b(): Promise<void> {}\n",
  };
  const found = await reports(files);
  expect(found.map((line) => line.slice(0, 19))).toEqual(["ACT104 actions/a.ts", "ACT201 actions/b.ts"]);
});
