import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { type Ended, execute } from "../project/execute.js";
import { makeProject, root as repository, temporaryFolder, writeFiles } from "../project/make-project.js";
import { bytesBelow } from "./edited-tree.js";
import { cacheFiles, fine } from "./fine-project.js";

// Without a change nothing is read again, no TypeScript is loaded, and the output is the same.

/** Writes the names of the modules that a process has loaded by its end. */
const listLoaded = `const { writeFileSync } = require("node:fs");
process.on("exit", () => writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));
`;

interface Run extends Ended {
  readonly hasTypeScript: boolean;
}

const values = { VAULT_TOKEN: "sesame-open-4711", UNRELATED_SETTING: "unrelated-value-4712" };

/** Runs `actionary codegen` as it is shipped, with values in its environment. */
async function run(project: string, ...flags: readonly string[]): Promise<Run> {
  const folder = temporaryFolder();
  const [hook, loaded] = [join(folder, "list.cjs"), join(folder, "loaded.json")];
  writeFileSync(hook, listLoaded);
  const command = ["node", "--require", hook, join(repository, "dist/cli.js"), "codegen", ...flags];
  const ended = await execute(command, { cwd: project, env: { ...values, LOADED: loaded } });
  const modules = JSON.parse(readFileSync(loaded, "utf8")) as readonly string[];
  return { ...ended, hasTypeScript: modules.some((path) => path.endsWith("/typescript/lib/typescript.js")) };
}

const warned = {
  ...fine,
  "actions/tools/vague.ts": readFileSync(new URL("./fixtures/vague.ts", import.meta.url), "utf8"),
};
const wrong = {
  ...warned,
  "actions/tools/wrong.ts": "/** Map. */\nexport function map(): Map<string, string> { return new Map(); }\n",
};

describe("a second run loads no TypeScript and says the same", { timeout: 60_000 }, () => {
  it.each([
    ["of a project with nothing wrong", fine, 0],
    ["of a project with a warning", warned, 0],
    ["of a project with errors", wrong, 1],
  ])("%s", async (_, files, code) => {
    const project = makeProject(files);
    // Files as young as the run may have changed while it read them.
    await sleep(50);
    const first = await run(project);
    expect(first).toMatchObject({ code, hasTypeScript: true });
    // The cache keeps neither the values of secrets nor anything else of the environment.
    const kept = [...cacheFiles(project).values()].join("");
    expect(kept).toContain("VAULT_TOKEN");
    for (const value of Object.values(values)) expect(kept).not.toContain(value);
    const second = await run(project);
    expect(second).toMatchObject({ code, hasTypeScript: false, stderr: first.stderr });
    // The frames show the line that is meant.
    const frames = second.stderr.match(/^\d+ \| .*\n +\| +\^+$/gm) ?? [];
    expect(frames).toHaveLength(Object.keys(files).length - Object.keys(fine).length);
    expect(second.stdout).toMatch(code === 0 ? /^Found \d actions? below actions\.\nEverything is up to date/ : /^$/);
  });

  it("with --check and with --no-cache, which leave the cache alone, and until something changes", async () => {
    const project = makeProject(fine);
    await sleep(50);
    await codegen({ cwd: project, cache: false });
    expect([...bytesBelow(join(project, ".cache")).keys()]).toEqual([]);
    await codegen({ cwd: project });
    const before = cacheFiles(project);
    expect(before.size).toBe(2);
    const plain = await run(project, "--check", "--no-cache", "--json");
    const checked = await run(project, "--check", "--json");
    expect(plain.hasTypeScript).toBe(true);
    expect(checked).toMatchObject({ code: 0, hasTypeScript: false });
    expect(JSON.parse(checked.stdout).files).toEqual(
      JSON.parse(plain.stdout).files.map((file: object) => ({ ...file, status: "unchanged" })),
    );
    expect(cacheFiles(project)).toEqual(before);
    writeFiles(project, { "actions/_shared/text.ts": "export interface Text { words: string }\n" });
    expect((await run(project)).hasTypeScript).toBe(true);
    expect(readFileSync(join(project, "generated/manifest.json"), "utf8")).toContain('"words"');
  });
});

it("says where the compiler's options come from, as the run did that read them", async () => {
  const outside = join(temporaryFolder(), "base.json");
  writeFileSync(outside, "{}");
  const cwd = makeProject({ ...fine, "tsconfig.json": JSON.stringify({ extends: outside }) });
  await sleep(50);
  const expected = ["tsconfig.json", relative(cwd, outside).replaceAll("\\", "/")];
  expect((await codegen({ cwd })).configuration).toEqual(expected);
  const again = await codegen({ cwd });
  expect(again.timings).toMatchObject({ load: 0, read: 0 });
  expect(again.configuration).toEqual(expected);
});

it("a first run loads no TypeScript where there is nothing to read", { timeout: 60_000 }, async () => {
  const none = { "package.json": '{ "type": "module" }\n' };
  const withoutFolder = await run(makeProject(none), "--no-cache");
  expect(withoutFolder).toMatchObject({ code: 1, hasTypeScript: false, stderr: expect.stringContaining("ACT603") });
  const withoutActions = await run(makeProject({ ...none, "actions/notes.md": "Soon.\n" }), "--no-cache");
  expect(withoutActions).toMatchObject({ code: 0, hasTypeScript: false, stderr: expect.stringContaining("ACT107") });
});
