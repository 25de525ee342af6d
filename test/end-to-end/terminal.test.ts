import { expect, it } from "vitest";
import { leanOptions, linkPackage, temporaryFolder, writeFiles } from "../project/make-project.js";
import { runHere } from "./run-here.js";

// Text of sources reaches terminals in problems, lists and pages of actions. Control characters in it do nothing there.

const esc = "\u001b";
const broken = `/** Says ${esc}]0;owned\u0007 hello.\n * @fo${esc}[2Jo bar */\nexport function hello(x: symbol, text: "${esc}[31mred\u009b2J"): void {}\n`;
const fine = `/** Says ${esc}]0;owned\u0007 hello.\n * @param text - Text ${esc}[2J \u009b2J here. */\nexport function hello(text: string): string { return text; }\n`;

function makeProject(source: string): string {
  const folder = temporaryFolder();
  linkPackage(folder);
  writeFiles(folder, {
    "package.json": '{ "name": "project", "type": "module" }',
    "tsconfig.json": leanOptions,
    "actions/a.ts": source,
  });
  return folder;
}

it.each([["codegen"], ["codegen", "--json"], ["codegen", "--check"]])("%s %s", async (...args) => {
  const { stdout, stderr } = await runHere(args, { cwd: makeProject(broken) });
  expect(stdout + stderr).toContain("ACT301");
  expect(stdout + stderr).not.toMatch(/[^\n\t\P{Cc}]/u);
});

it.each([[], ["--json"]])("run %s", async (...flags) => {
  const throwing = `/** Throws. */\nexport function fail(): void { throw Object.assign(new TypeError("${esc}[2J", { cause: new Error("${esc}]0;x\u0007") }), { name: "${esc}c", code: "\u009b1" }); }\n`;
  const answering = `/** Answers. */\nexport function answer(): string { console.log("${esc}[31m"); return "${esc}]0;owned\u0007\u009b"; }\n`;
  const cwd = makeProject(throwing + answering);
  for (const [action, shown] of [
    ["a.fail", "ACTION_FAILED"],
    ["a.answer", "owned"],
    ["a.no\u001b[2J", "ACTION_NOT_FOUND"],
  ] as const) {
    const { stdout, stderr } = await runHere(["run", action, ...flags], { cwd });
    expect(stdout + stderr).toContain(shown);
    expect(stdout + stderr).not.toMatch(/[^\n\t\P{Cc}]/u);
  }
});

it("list, show and their JSON", async () => {
  const cwd = makeProject(fine);
  await runHere(["codegen"], { cwd });
  for (const args of [["list"], ["list", "--json"], ["show", "a.hello"], ["show", "a.hello", "--json"]]) {
    const { code, stdout, stderr } = await runHere(args, { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("owned");
    expect(stdout + stderr).not.toMatch(/[^\n\t\P{Cc}]/u);
  }
});
