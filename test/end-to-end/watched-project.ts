import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { linkPackage, writeFiles } from "../project/make-project.js";

// Projects that `codegen --watch` works on.

/** Makes a project of one action in a folder. */
export function makeWatchedProject(folder: string): string {
  linkPackage(folder);
  writeFiles(folder, {
    "package.json": JSON.stringify({ name: "project", type: "module" }),
    "actions/tools/echo.ts": actionNamed("echo"),
  });
  return folder;
}

/** Returns the source of an action. */
export function actionNamed(name: string, summary = "Do it."): string {
  return `/** ${summary} */\nexport async function ${name}(): Promise<void> {}\n`;
}

/** Expects every generated file to be that of a run from scratch, and nothing to be left over. */
export async function expectWhole(cwd: string): Promise<void> {
  const report = await codegen({ cwd, check: "all" });
  expect(report.files.filter((file) => file.status === "stale")).toEqual([]);
  const build = join(cwd, report.out, "build");
  expect([existsSync(join(build, "next")), existsSync(join(build, "lock"))]).toEqual([false, false]);
}
