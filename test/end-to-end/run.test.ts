import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { atEndOfFile } from "../project/at-end.js";
import { leanOptions, makeProject, writeFiles } from "../project/make-project.js";
import { readFixture } from "./read-fixture.js";
import { runHere } from "./run-here.js";

// `actionary run` on a terminal: what an action threw and where, its progress, approval, variables of a file, and actions
// whose neighbours have errors.

const atEnd = atEndOfFile();
let project: string;

const files = {
  "package.json": '{"type":"module"}',
  "tsconfig.json": leanOptions,
  "actions/tools/failing.ts": readFixture("failing.ts"),
  "actions/tools/_limits.ts": "export const limits = { limit: 5 };\n",
};

beforeAll(async () => {
  project = makeProject(files, atEnd);
  expect(await runHere(["codegen"], { cwd: project })).toMatchObject({ code: 0 });
});

async function errorOf(name: string, input = "{}"): Promise<string> {
  const { code, stdout, stderr } = await runHere(["run", `tools.failing.${name}`, "--input", input], { cwd: project });
  expect([code, stdout]).toEqual([1, ""]);
  return stderr;
}

describe("the error of a call", () => {
  it("names the line of the author that threw", async () => {
    expect(await errorOf("boom")).toBe(
      `error ACTION_FAILED: Cannot read properties of undefined (reading 'name')
  TypeError
  at boom (actions/tools/failing.ts:11:18)

11 |   return nothing.name;
   |                  ^

`,
    );
  });

  it("has the kind, when to try again, and the details of a failure", async () => {
    const text = await errorOf("rate");
    expect(text).toMatch(
      /^error ACTION_FAILED: Slow down\.\n {2}rate_limited \(Failure\), retry after 2 s\n {2}details: \{"limit":5\}\n {2}at rate \(actions/,
    );
  });

  it("has its causes, after log and progress, and no control characters", async () => {
    const text = await errorOf("chain");
    expect(text).toMatch(
      /^\[progress\] 50% half way\n\[info\] reading \{"part":1\}\nerror ACTION_FAILED: ␛\[31mThe service/,
    );
    expect(text).toMatch(
      /\n {2}caused by SyntaxError: .*JSON.*\n {2}at chain \(actions\/tools\/failing\.ts:24:17\)\n$/,
    );
  });

  it("says which permission would allow what was refused", async () => {
    const path = join(project, "out/file.txt");
    const written = await errorOf("write", JSON.stringify({ path }));
    expect(written).toContain(`(FileSystemWrite ${path}). \`@permission fs:${join(project, "out")}/\` in the action's`);
    expect(await errorOf("start")).not.toMatch(/\n {2}Error\n/); // which tells nothing
    expect(await errorOf("start")).toMatch(
      /Starting `true` is refused in a lane\. `@permission child-process` in the action's comment/,
    );
  });
});

describe("approval", () => {
  it("is given by --approve, and without a terminal otherwise refused, with that hint", async () => {
    expect(await errorOf("wipe")).toMatch(/^error APPROVAL_REQUIRED: .*\n {2}hint: .*--approve/);
    const approved = await runHere(["run", "tools.failing.wipe", "--approve"], { cwd: project });
    expect(approved).toMatchObject({ code: 0, stdout: '"wiped"\n' });
  });
});

describe("--env-file", () => {
  it("gives secrets their values, and is told when it cannot be read", async () => {
    writeFiles(project, { ".env.local": '# Mine\nVAULT__VAULT_KEY="12345"\n' });
    const args = ["run", "tools.failing.measure", "--env-file"];
    expect(await runHere([...args, ".env.local"], { cwd: project })).toMatchObject({ code: 0, stdout: "5\n" });
    const missing = await runHere([...args, ".env.none"], { cwd: project });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("--env-file cannot be read") });
  });
});

describe("an action beside files with errors", () => {
  const broken = "export function (\n";

  it("runs as it was built, and says so; once its own files have changed it does not", async () => {
    const cwd = makeProject(files);
    await runHere(["codegen"], { cwd });
    // Files as new as the build may have changed with it.
    await sleep(20);
    writeFiles(cwd, { "actions/b.ts": broken });
    const args = ["run", "tools.failing.wipe", "--approve"];
    const ran = await runHere(args, { cwd });
    expect(ran).toMatchObject({ code: 0, stdout: '"wiped"\n' });
    expect(ran.stderr).toMatch(
      /^note: \d errors? in actions\/b\.ts: generated is not brought up to date\. .*runs as it was built\. `npx actionary codegen` shows/,
    );
    expect(await runHere(["run", "b.f"], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("ACT104"),
    });

    writeFiles(cwd, { "actions/tools/_limits.ts": "export const limits = { limit: 6 };\n" });
    const changed = await runHere(args, { cwd });
    expect(changed).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("actions/b.ts:1:") });
  });

  it("does not run where the error is in its own files, or in what they import", async () => {
    const cwd = makeProject(files);
    await runHere(["codegen"], { cwd });
    await sleep(20);
    writeFiles(cwd, { "actions/tools/_limits.ts": broken });
    expect(await runHere(["run", "tools.failing.wipe", "--approve"], { cwd })).toMatchObject({ code: 1, stdout: "" });
  });
});
