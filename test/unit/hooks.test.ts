import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { type Ended, execute } from "../project/execute.js";
import { root, temporaryFolder } from "../project/make-project.js";

// `npm run hooks` in repositories of git's own, where stand-ins for the tools note how they are called.

const calls = [
  "codegen --check",
  "biome check --staged --no-errors-on-unmatched --error-on-warnings",
  "tsc -p .",
  "vitest run test/unit/layers.test.ts",
];

const identity = {
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
};

/** Runs a command with nothing of this machine's git in its environment. */
function run(folder: string, command: readonly string[]): Promise<Ended> {
  const env = {
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_CEILING_DIRECTORIES: dirname(folder),
  };
  return execute(command, { cwd: folder, env: { ...env, ...identity } });
}

function hooks(folder: string, ...flags: readonly string[]): Promise<Ended> {
  return run(folder, [process.execPath, "scripts/hooks.mjs", ...flags]);
}

/** The hook's own files beside stand-ins for what it calls; a stand-in fails where a file `NAME.fails` lies. */
function makeFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "scripts"));
  for (const path of ["scripts/hooks", "scripts/hooks.mjs"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  for (const name of ["biome", "tsc", "vitest"]) {
    const path = join(folder, "node_modules/.bin", name);
    writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> calls.txt\ntest ! -e ${name}.fails\n`);
    chmodSync(path, 0o755);
  }
  const lines = [
    'import { appendFileSync } from "node:fs";',
    'appendFileSync("calls.txt", process.argv.slice(2).join(" ") + "\\n");',
  ];
  writeFileSync(join(folder, "scripts/actionary.mjs"), `${lines.join("\n")}\n`);
  return folder;
}

async function makeRepository(): Promise<string> {
  const folder = makeFolder();
  expect(await run(folder, ["git", "init", "-q"])).toMatchObject({ code: 0 });
  return folder;
}

/** Commits nothing, and returns the calls that the hook made. */
async function commit(folder: string): Promise<Ended & { readonly calls: readonly string[] }> {
  const file = join(folder, "calls.txt");
  rmSync(file, { force: true });
  const ended = await run(folder, ["git", "commit", "-q", "--allow-empty", "-m", "Try"]);
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  return { ...ended, calls: lines };
}

it("has git call each quick check before a commit, also when it is set up twice", async () => {
  const folder = await makeRepository();
  expect(await commit(folder)).toMatchObject({ code: 0, calls: [] });
  expect(await hooks(folder)).toMatchObject({ code: 0, stdout: expect.stringContaining("before each commit") });
  expect(await hooks(folder)).toMatchObject({ code: 0, stdout: expect.stringContaining("set up already") });
  expect(await commit(folder)).toMatchObject({ code: 0, calls });
});

it("refuses the commit at the first check that fails", async () => {
  const folder = await makeRepository();
  await hooks(folder);
  writeFileSync(join(folder, "tsc.fails"), "");
  expect(await commit(folder)).toMatchObject({ code: 1, calls: calls.slice(0, 3) });
});

it("goes by --remove, also when it is not there", async () => {
  const folder = await makeRepository();
  await hooks(folder);
  expect(await hooks(folder, "--remove")).toMatchObject({ code: 0, stdout: expect.stringContaining("no hook") });
  expect(await hooks(folder, "--remove")).toMatchObject({ code: 0, stdout: expect.stringContaining("not set up") });
  expect(await commit(folder)).toMatchObject({ code: 0, calls: [] });
});

it("refuses in one sentence outside of a checkout, in a folder of another one, and with an unknown flag", async () => {
  const folder = makeFolder();
  expect(await hooks(folder)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is not a git checkout .*\.\n$/),
  });
  const outer = await makeRepository();
  cpSync(folder, join(outer, "inner"), { recursive: true });
  expect(await hooks(join(outer, "inner"))).toMatchObject({ code: 2, stderr: expect.stringContaining("of its own") });
  expect(await hooks(outer, "--removed")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Usage: npm run hooks"),
  });
});

it("leaves hooks of somebody else alone", async () => {
  const folder = await makeRepository();
  const own = join(folder, ".git/hooks/commit-msg");
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, "#!/bin/sh\n");
  expect(await hooks(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("(commit-msg)") });
  rmSync(own);
  await run(folder, ["git", "config", "core.hooksPath", ".husky"]);
  expect(await hooks(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining("`.husky` already") });
  await hooks(folder, "--remove");
  expect(await run(folder, ["git", "config", "core.hooksPath"])).toMatchObject({ stdout: ".husky\n" });
});
