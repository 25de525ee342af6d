import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type AtEnd, atEndOfFile } from "../project/at-end.js";
import { type Ended, execute } from "../project/execute.js";
import { linkPackage, root, temporaryFolder, writeFiles } from "../project/make-project.js";

// The advice of docs/ci.md in practice: its hook in a repository of git's own, its table of exit codes, its workflow.

const guide = readFileSync(join(root, "docs/ci.md"), "utf8");
const [, hook = ""] = /```sh\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(guide) ?? [];
const [, setup = ""] = /```sh\n(chmod [\s\S]*?)```/.exec(guide) ?? [];

const action = '/** Say a text again. */\nexport async function say(): Promise<string> {\n  return "";\n}\n';

async function shell(folder: string, command: string): Promise<Ended> {
  const env = {
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "a",
    GIT_COMMITTER_NAME: "a",
  };
  const mail = { GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_EMAIL: "a@example.com" };
  return execute(["sh", "-c", command], { cwd: folder, env: { ...env, ...mail } });
}

/** Makes a repository with one action, its generated files and the hook. */
async function makeRepository(atEnd: AtEnd): Promise<string> {
  const folder = temporaryFolder(atEnd);
  writeFiles(folder, {
    "package.json": '{ "name": "project", "type": "module" }\n',
    ".gitignore": "node_modules\ngenerated/build/\n",
    "actions/tools/echo.ts": action,
    ".githooks/pre-commit": hook,
  });
  linkPackage(folder);
  mkdirSync(join(folder, "node_modules/.bin"));
  // As npm links it.
  chmodSync(join(root, "dist/cli.js"), 0o755);
  symlinkSync("../actionary/dist/cli.js", join(folder, "node_modules/.bin/actionary"));
  const ended = await shell(folder, `git init -q && ${setup.trim().replaceAll("\n", " && ")} && npx actionary codegen`);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return folder;
}

describe("the hook", { timeout: 60_000 }, () => {
  const atEnd = atEndOfFile();
  let folder: string;

  beforeAll(async () => {
    folder = await makeRepository(atEnd);
  });

  it("lets a commit pass whose generated files are those of its actions", async () => {
    const ended = await shell(folder, "git add -A && git commit -qm first");
    // Git lets a hook's output go to stderr.
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/up to date: \d+ files checked\./) });
  });

  it("refuses files that are stale, missing and edited by hand, each with its first line that differs", async () => {
    writeFileSync(join(folder, "actions/tools/echo.ts"), action.replace("Say a text again.", "Say it all again."));
    rmSync(join(folder, "generated/platforms.ts"));
    const edited = join(folder, "generated/secrets.ts");
    const lines = readFileSync(edited, "utf8").split("\n");
    writeFileSync(edited, [lines[0], "// mine", ...lines.slice(1)].join("\n"));
    const ended = await shell(folder, "git add -A && git commit -qm second");
    expect(ended.code).toBe(1);
    const { stderr } = ended;
    expect(stderr).toMatch(
      /stale generated\/manifest\.json:\d+\n +expected .*Say it all again\..*\n +found .*Say a text again\./,
    );
    expect(stderr).toContain("stale generated/platforms.ts: missing\n");
    expect(stderr).toMatch(/stale generated\/secrets\.ts:2\n +expected .*\n +found +\/\/ mine\n/);
    expect(stderr).toContain("Run `npx actionary codegen`");
    expect((await shell(folder, "git log --oneline")).stdout.trim().split("\n")).toHaveLength(1);
  });

  it("refuses actions with errors, and shows them", async () => {
    writeFileSync(join(folder, "actions/tools/echo.ts"), "export function (\n");
    const ended = await shell(folder, "git add -A && git commit -qm second");
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("actions/tools/echo.ts:1:17 - error ACT104"),
    });
  });
});

it("the workflow checks what the hook checks, without what earlier runs have left", () => {
  const [, workflow = ""] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
  const steps = [...workflow.matchAll(/- run: (.*)/g)].map((match) => match[1]);
  expect(steps).toEqual(["npm ci", "npx actionary codegen --check --no-cache"]);
  expect(hook).toContain("actionary codegen --check\n");
});
