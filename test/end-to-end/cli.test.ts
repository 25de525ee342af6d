import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type AtEnd, atEndOfFile } from "../project/at-end.js";
import { type Ended, execute } from "../project/execute.js";
import { leanOptions, linkPackage, root, temporaryFolder, writeFiles } from "../project/make-project.js";
import { readFixture } from "./read-fixture.js";
import { runHere as runInThisProcess } from "./run-here.js";

// The command line as it is used: its output and exit codes. Each command is started as it is shipped, once; its other
// answers are read in this process (`runHere`), since a start costs more than all of them.

const cli = join(root, "dist/cli.js");
let project: string;

function makeProject(atEnd?: AtEnd): string {
  const folder = temporaryFolder(atEnd);
  linkPackage(folder);
  const manifest = JSON.stringify({ name: "project", type: "module" });
  writeFiles(folder, { "package.json": manifest, "tsconfig.json": leanOptions });
  return folder;
}

/** Copies the generated project. To codegen its files are others, which it reads again: use `project` where that matters. */
function copyProject(): string {
  const folder = temporaryFolder();
  cpSync(project, folder, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return folder;
}

function run(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ended> {
  return execute(["node", cli, ...args], { cwd: project, ...options });
}

/** Runs the same command line in this process. */
function runHere(args: readonly string[], { cwd = project }: { readonly cwd?: string } = {}): Promise<Ended> {
  return runInThisProcess(args, { cwd });
}

const echo = readFixture("echo.ts");
const atEnd = atEndOfFile();

beforeAll(async () => {
  project = makeProject(atEnd);
  writeFiles(project, { "actions/tools/echo.ts": echo });
  expect(await run(["codegen"])).toMatchObject({ code: 0 });
});

describe("actionary", () => {
  it("prints its help with examples, and that of every command", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
    for (const command of ["codegen", "list", "show", "run", "explain"]) {
      const help = await runHere([command, "--help"]);
      expect(help.code, command).toBe(0);
      expect(help.stdout, command).toContain("Examples:");
    }
  });

  it("ends with 2 on wrong use, and says what may have been meant", async () => {
    expect(await run(["lst"])).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean list?") });
    expect(await runHere(["list", "--jsn"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--json") });
    expect(await runHere(["codegen", "--build"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--check"),
    });
    const both = await runHere(["codegen", "--check", "--fix"]);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("--check writes nothing") });
    expect(await runHere(["codegen", "--fix=none"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("safe, all"),
    });
    expect(await runHere([])).toMatchObject({ code: 2, stderr: expect.stringContaining("Usage:") });
    const shown = await runHere(["show", "tools.ecko.say"]);
    expect(shown).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean `tools.echo.say`?") });
  });

  it("lists and shows, for people and for tools", async () => {
    expect((await run(["list"])).stdout).toMatch(/tools\.echo\.measure .*needs vault/);
    const catalog = JSON.parse((await runHere(["list", "--json"])).stdout);
    expect(catalog.map((entry: { key: string }) => entry.key)).toEqual([
      "tools.echo.fail",
      "tools.echo.measure",
      "tools.echo.say",
    ]);
    const { stdout } = await run(["show", "tools.echo.say"]);
    expect(stdout).toContain("times?: number = 1");
    expect(stdout).toContain(`actionary run tools.echo.say --input '{"text":"hi","times":2}'`);
    expect(JSON.parse((await runHere(["show", "tools.echo.measure", "--json"])).stdout).secrets).toEqual([
      { name: "vault", keys: ["VAULT_KEY"], optionalKeys: [], optional: false },
    ]);
  });

  it("explains a code", async () => {
    const { code, stdout } = await run(["explain", "ACT301"]);
    expect(code).toBe(0);
    expect(stdout).toContain("ACT301");
    expect(await runHere(["explain", "ACT999"])).toMatchObject({ code: 2 });
  });
});

describe("actionary run", () => {
  it("prints the result on stdout and the log on stderr", async () => {
    const ended = await run(["run", "tools.echo.say", "--input", '{"text":"hi","times":2}']);
    expect(ended).toMatchObject({ code: 0, stderr: '[info] saying it {"times":2}\n' });
    expect(JSON.parse(ended.stdout)).toEqual(["hi", "hi"]);
  });

  it("takes arguments from a file and from standard input", async () => {
    writeFiles(project, { "input.json": '{"text":"file"}' });
    const fromFile = await runHere(["run", "tools.echo.say", "--json", "--input", "@input.json"]);
    expect(JSON.parse(fromFile.stdout)).toMatchObject({ ok: true, result: ["file"] });
    const fromStdin = await run(["run", "tools.echo.say", "--json", "--input", "-"], { input: '{"text":"stdin"}' });
    expect(JSON.parse(fromStdin.stdout)).toMatchObject({ ok: true, result: ["stdin"] });
  });

  it("prints each fault of wrong arguments and ends with 1", async () => {
    const { code, stderr, stdout } = await run(["run", "tools.echo.say", "--input", '{"txt":"hi","times":"2"}']);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    for (const path of ["/text: ", "/txt: ", "/times: "]) expect(stderr).toContain(path);
    const asJson = await runHere(["run", "tools.echo.say", "--json", "--input", "{}"]);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ ok: false, error: { code: "INVALID_INPUT", path: "/text" } });
  });

  it("ends with 1 on a failure, a missing secret and an unknown action, and with 2 on what is no JSON", async () => {
    const failed = JSON.parse((await runHere(["run", "tools.echo.fail", "--json"])).stdout);
    expect(failed.error).toMatchObject({
      code: "ACTION_FAILED",
      retryable: true,
      failure: { kind: "rate_limited", retryAfter: 3 },
    });
    const missing = await runHere(["run", "tools.echo.measure"]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/SECRET_MISSING.*vault.*VAULT_KEY/) });
    expect(await run(["run", "tools.echo.measure"], { env: { VAULT_KEY: "12345" } })).toMatchObject({
      code: 0,
      stdout: "5\n",
    });
    expect(await runHere(["run", "tools.echo.sai"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("tools.echo.say"),
    });
    expect(await runHere(["run", "tools.echo.say", "--input", "{"])).toMatchObject({ code: 2 });
    expect(await runHere(["run", "tools.echo.say", "--input", "[1]"])).toMatchObject({ code: 2 });
    expect(await runHere(["run", "tools.echo.say", "--input", "@nowhere.json"])).toMatchObject({ code: 2 });
  });
});

describe("actionary codegen", { timeout: 60_000 }, () => {
  it("checks without writing, names what is stale, and ends with 1", async () => {
    expect(await runHere(["codegen", "--check"])).toMatchObject({ code: 0 });
    expect(await runHere(["codegen", "--check", "--build"])).toMatchObject({ code: 0 });
    const folder = copyProject();
    const cwd = folder;

    const edited = readFileSync(join(folder, "generated/actions.ts"), "utf8").replace(
      "interface Actions",
      "interface Acts",
    );
    writeFiles(folder, { "generated/actions.ts": edited });
    const stale = await run(["codegen", "--check"], { cwd });
    expect(stale).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/stale generated\/actions\.ts:\d+\n.*interface Actions/),
    });
    expect(readFileSync(join(folder, "generated/actions.ts"), "utf8")).toBe(edited);
    const report = JSON.parse((await runHere(["codegen", "--check", "--json"], { cwd })).stdout);
    expect(report.files.filter((file: { status: string }) => file.status === "stale")).toEqual([
      { path: "generated/actions.ts", status: "stale" },
    ]);

    rmSync(join(folder, "generated"), { recursive: true });
    expect(await runHere(["codegen", "--check"], { cwd })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("missing"),
    });
    expect(existsSync(join(folder, "generated"))).toBe(false);
  });

  it("shows every problem of every file and leaves what was generated as it was", async () => {
    const folder = copyProject();
    const before = readFileSync(join(folder, "generated/manifest.json"), "utf8");
    writeFiles(folder, {
      "actions/a.ts": "export async function f(x: Map<string, string>): Promise<any> { return x; }\n",
      "actions/b.ts": "export function (\n",
      "actions/c.ts": new Uint8Array([0x2f, 0x2f, 0xff, 0xfe]),
    });
    symlinkSync(".", join(folder, "actions/loop"));
    const { code, stdout } = await runHere(["codegen", "--json"], { cwd: folder });
    const report = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report.ok).toBe(false);
    expect(report.files).toEqual([]);
    // Only `--timings` gives them.
    expect(report).not.toHaveProperty("timings");
    const found = report.diagnostics.map(
      ({ code: problem, file }: { code: string; file: string }) => `${file} ${problem}`,
    );
    expect([...new Set(found)].sort()).toEqual([
      "actions/a.ts ACT201",
      "actions/a.ts ACT301",
      "actions/b.ts ACT104",
      "actions/c.ts ACT105",
      "actions/loop ACT105",
    ]);
    expect(readFileSync(join(folder, "generated/manifest.json"), "utf8")).toBe(before);
    const shown = await runHere(["codegen"], { cwd: folder });
    expect(shown.stderr).toMatch(
      /actions\/a\.ts:1:\d+ - error ACT301: .*\n\n1 \| export async[^\n]*\n {2}\| +\^+\n {2}hint: /,
    );
    expect(shown.stderr).toContain("Nothing was written");
  });

  it("writes what git left in conflict, and nothing is stale afterwards", async () => {
    const folder = copyProject();
    const names = readdirSync(join(folder, "generated"), { withFileTypes: true }).filter((entry) => entry.isFile());
    const before = new Map(names.map(({ name }) => [name, readFileSync(join(folder, "generated", name), "utf8")]));
    expect(before.size).toBe(7);
    for (const [name, text] of before) {
      const half = Math.floor(text.length / 2);
      const conflict = `<<<<<<< HEAD\n${text}=======\n${text.slice(half)}>>>>>>> other\n`;
      writeFiles(folder, { [`generated/${name}`]: text.slice(0, half) + conflict });
    }
    expect(await runHere(["codegen"], { cwd: folder })).toMatchObject({ code: 0 });
    for (const [name, text] of before) expect(readFileSync(join(folder, "generated", name), "utf8"), name).toBe(text);
    expect(await runHere(["codegen", "--check", "--build"], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it("run twice at once leaves one whole generation, and nothing else", async () => {
    const folder = makeProject();
    writeFiles(folder, { "actions/tools/echo.ts": echo });
    const ended = await Promise.all([run(["codegen"], { cwd: folder }), run(["codegen"], { cwd: folder })]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(await runHere(["codegen", "--check", "--build"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, "generated/build")).filter((name) => /^(?:next|lock)/.test(name))).toEqual([]);
  });

  it("makes no home folder, and says which key of the cache it cannot use", async () => {
    const folder = makeProject();
    writeFiles(folder, { "actions/tools/echo.ts": echo });
    const home = join(folder, "home/of/nobody");
    const env = { HOME: home, XDG_CONFIG_HOME: "", ACTIONARY_CACHE_KEY: "" };
    expect(await run(["codegen"], { cwd: folder, env })).toMatchObject({ code: 0, stderr: "" });
    expect([existsSync(join(folder, "home")), existsSync(join(folder, ".cache"))]).toEqual([false, false]);
    mkdirSync(home, { recursive: true });
    const short = { ...env, ACTIONARY_CACHE_KEY: "a-word" };
    const warned = await run(["codegen", "--json"], { cwd: folder, env: short });
    expect(warned).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^warning: ACTIONARY_CACHE_KEY has 6 char.*\n$/),
    });
    expect(warned.stderr).not.toContain("a-word");
    expect(existsSync(join(home, ".config/actionary/cache-key"))).toBe(true);
    expect((await run(["codegen", "--no-cache"], { cwd: folder, env: short })).stderr).toBe("");
  });

  it("prints where the time went, on stderr or in the object", async () => {
    const { stdout, stderr } = await run(["codegen", "--timings"]);
    expect(stdout).not.toContain(" %");
    expect(stderr).toMatch(/^ {2}compare with the last run +[\d.]+ ms +\d+ %\n(?:.*\n)* {2}total +[\d.]+ ms +100 %\n$/);
    // Without `--no-cache` unchanged files would not be read again.
    const report = JSON.parse((await runHere(["codegen", "--timings", "--json", "--no-cache"])).stdout);
    const phases: readonly number[] = Object.values(report.timings);
    expect(Math.abs(phases.reduce((sum, ms) => sum + ms, 0) - report.ms)).toBeLessThan(5);
    expect(report.timings.parse).toBeGreaterThan(0);
  });

  it("takes other folders, and refuses what lies outside", async () => {
    const folder = makeProject();
    writeFiles(folder, { "src/jobs/tools/echo.ts": echo });
    const ended = await runHere(["codegen", "--actions", "src/jobs", "--out", "src/made", "--no-cache"], {
      cwd: folder,
    });
    expect(existsSync(join(folder, ".cache"))).toBe(false);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("written src/made/manifest.json") });
    const outside = await runHere(["codegen", "--actions", "..", "--json"], { cwd: folder });
    expect(JSON.parse(outside.stdout).diagnostics[0]).toMatchObject({ code: "ACT602" });
  });

  it("says what is wrong with a project: no folder, an empty one, a broken package.json, a wrong entry, no room", async () => {
    const folder = makeProject();
    const first = async (args: readonly string[] = []): Promise<{ code: string; line: number; message: string }> =>
      JSON.parse((await runHere(["codegen", "--json", ...args], { cwd: folder })).stdout).diagnostics[0];
    expect(await first()).toMatchObject({ code: "ACT603" });
    mkdirSync(join(folder, "actions"));
    expect(await first()).toMatchObject({ code: "ACT107" });
    writeFiles(folder, { "package.json": '{\n  "name": "x",\n  "actionary": { "actons": "a" }\n}\n' });
    expect(await first()).toMatchObject({ code: "ACT602", line: 3 });
    writeFiles(folder, { "package.json": '{\n  "name": "x",,\n}\n' });
    expect(await first()).toMatchObject({ code: "ACT601", line: 2 });
    rmSync(join(folder, "package.json"));
    writeFiles(folder, { "package.json": "{}" });
    writeFiles(folder, { "actions/tools/echo.ts": echo });
    writeFiles(folder, { taken: "a file where a folder is wanted" });
    expect(await first(["--out", "taken"])).toMatchObject({
      code: "ACT604",
      message: expect.stringContaining(`${join(folder, "taken")}: a file stands where a folder is wanted`),
    });
    expect(readFileSync(join(folder, "taken"), "utf8")).toBe("a file where a folder is wanted");
  });
});

describe("list and show", () => {
  const files = {
    "actions/tools/notes.ts": `import { secret } from "actionary";
import { readToken } from "./_token.js";

export const notes = secret({ name: "notes", keys: ["NOTES_KEY"], optionalKeys: ["NOTES_HINT"] });

/**
 * Write a note, and tell everybody who reads the same page about it at once.
 *
 * @title Write a note
 * @param text - Text of the note.
 * @retry 2
 * @concurrency 4
 * @timeout 10s
 * @idempotent
 * @meta tier: "gold"
 * @permission net
 * @throws conflict when somebody else wrote.
 */
export async function write(text: string): Promise<string> {
  const key = notes.get("NOTES_KEY");
  return key + readToken() + text;
}

/** Read a note. */
export async function read(): Promise<string> {
  return "";
}
`,
    "actions/tools/_token.ts":
      'import { notes } from "./notes.js";\n\nexport function readToken(): string {\n  return notes.get("NOTES_HINT") ?? "";\n}\n',
  };
  let notes: string;

  beforeAll(async () => {
    notes = makeProject(atEnd);
    writeFiles(notes, { ...files, "actions/other.ts": "/** Add two numbers. */\nexport function add(): void {}\n" });
    await runHere(["codegen"], { cwd: notes });
  });

  it("lists what a text is part of, by namespace, with title and description", async () => {
    const { stdout } = await runHere(["list"], { cwd: notes });
    expect(stdout.split("\n")).toEqual([
      "other.add          Add  Add two numbers.",
      "",
      "tools.notes.read   Read  Read a note.",
      "tools.notes.write  Write a note  Write a note, and tell everybody who reads the same page about it at once.  needs notes",
      "",
      "3 actions. `npx actionary show KEY` tells all about one.",
      "",
    ]);
    const found = async (filter: string): Promise<readonly string[]> =>
      JSON.parse((await runHere(["list", filter, "--json"], { cwd: notes })).stdout).map(
        ({ key }: { readonly key: string }) => key,
      );
    expect(await found("EVERYBODY")).toEqual(["tools.notes.write"]);
    expect(await found("notes.")).toEqual(["tools.notes.read", "tools.notes.write"]);
    expect((await runHere(["list", "zebra"], { cwd: notes })).stdout).toContain("No action has `zebra` in its key");
  });

  it("shows limits, metadata and permissions, and the lines that read a secret", async () => {
    const { stdout } = await runHere(["show", "tools.notes.write"], { cwd: notes });
    expect(stdout).toMatch(
      /notes: NOTES_KEY, NOTES_HINT \(optional\)\n +read in actions\/tools\/notes\.ts:20; actions\/tools\/_token\.ts:4\n/,
    );
    const facts = ["effects: idempotent", "timeout: 10000 ms", "retry: 2 times", "concurrency: 4", "permissions: net"];
    facts.push("isolation: process: has `@permission net`");
    for (const fact of [...facts, 'meta tier: "gold"', "failures: conflict"]) expect(stdout).toContain(`  ${fact}`);
    expect(stdout).toContain("npx actionary run tools.notes.write --input");
  });
});
