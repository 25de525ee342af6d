import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { atEndOfFile } from "../project/at-end.js";
import { temporaryFolder, writeFiles } from "../project/make-project.js";
import { actionNamed, expectWhole, makeWatchedProject } from "./watched-project.js";
import { startWatcher, type Watcher } from "./watcher.js";

// `codegen --watch` as a process of its own. Nothing here sleeps: each step waits for a line that the process prints.

function keysIn(folder: string, out = "generated"): readonly string[] {
  return Object.keys(JSON.parse(readFileSync(join(folder, out, "manifest.json"), "utf8")).actions);
}

function countRounds(text: string): number {
  return text.match(/^\[actionary\] finished: /gm)?.length ?? 0;
}

describe("codegen --watch", () => {
  const atEnd = atEndOfFile();
  let folder: string;
  let watcher: Watcher;
  const write = (path: string, content: string): void => writeFiles(folder, { [path]: content });

  beforeAll(async () => {
    folder = makeWatchedProject(join(temporaryFolder(atEnd), "project"));
    write("../base.json", "{}");
    write("tsconfig.json", '{ "extends": "../base.json" }');
    watcher = startWatcher(folder);
    atEnd(async () => {
      watcher.signal("SIGKILL");
      await watcher.ended;
    });
    const first = await watcher.until(/^Watching actions/m);
    expect(first).toMatch(/^\[actionary\] started: first run\nFound 1 action below actions\.\n {2}written generated\//);
  });

  it("follows what tsconfig.json extended before it was started, out of the project's folder too", async () => {
    write("../base.json", "{ nonsense");
    expect(await watcher.until(/ACT606[\s\S]*finished/)).toMatch(/started: .*\.\.\/base\.json/);
    rmSync(join(folder, "tsconfig.json"));
    await watcher.until(/Mended: \d errors?\.[\s\S]*finished/);
  });

  it("says what an edit wrote, and in how many milliseconds", async () => {
    write("actions/tools/echo.ts", actionNamed("echo", "Say it again."));
    const round = await watcher.until(/finished/);
    expect(round.split("\n")).toEqual([
      "[actionary] started: actions/tools/echo.ts",
      expect.stringMatching(
        /^Wrote generated\/manifest\.json, .*; changed \d+ files? below generated\/build \(\d+ ms\)$/,
      ),
      expect.stringMatching(/^\[actionary\] finished: \d+ files, 0 problems, \d+ ms$/),
      "",
    ]);
    expect(readFileSync(join(folder, "generated/manifest.json"), "utf8")).toContain("Say it again.");
  });

  it("takes up new files, in new folders too, renames and deletions", async () => {
    write("actions/tools/deep/er/late.ts", actionNamed("late"));
    await watcher.until(/Wrote[\s\S]*finished/); // whichever change the round names
    expect(keysIn(folder)).toEqual(["tools.deep.er.late.late", "tools.echo.echo"]);
    renameSync(join(folder, "actions/tools/deep"), join(folder, "actions/tools/moved"));
    await watcher.until(/moved[\s\S]*Wrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.echo.echo", "tools.moved.er.late.late"]);
    // The folder that was moved is watched where it is now.
    write("actions/tools/moved/er/late.ts", actionNamed("later"));
    await watcher.until(/Wrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.echo.echo", "tools.moved.er.late.later"]);
    rmSync(join(folder, "actions/tools/moved/er/late.ts"));
    await watcher.until(/Wrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.echo.echo"]);
    await expectWhole(folder);
  });

  it("shows the problems of a file, leaves what stands, and says when they are mended", async () => {
    const before = readFileSync(join(folder, "generated/manifest.json"), "utf8");
    write("actions/tools/echo.ts", "export function (\n");
    const broken = await watcher.until(/finished/);
    expect(broken).toMatch(/^actions\/tools\/echo\.ts:1:17 - error ACT104: .*\n\n1 \| export function \(/m);
    expect(broken).toMatch(/Nothing was written[\s\S]*finished: 0 files, \d problems?, \d+ ms\n$/);
    expect(broken).not.toContain("Mended");
    expect(readFileSync(join(folder, "generated/manifest.json"), "utf8")).toBe(before);
    write("actions/tools/echo.ts", actionNamed("echo", "Mended now."));
    expect(await watcher.until(/finished/)).toMatch(/^Mended: \d errors?\.\nWrote .*\n.*, 0 problems, /m);
    await expectWhole(folder);
  });

  it("sees a file that is replaced by a rename, again and again", async () => {
    for (const name of ["first", "second", "third"]) {
      write("actions/tools/.echo.ts.swp", "an editor's");
      write("actions/tools/echo.ts.new", actionNamed(name));
      renameSync(join(folder, "actions/tools/echo.ts.new"), join(folder, "actions/tools/echo.ts"));
      expect(await watcher.until(/finished/)).toContain("started: actions/tools/echo.ts\n");
      expect(keysIn(folder)).toEqual([`tools.echo.${name}`]);
    }
  });

  it("leaves alone what decides nothing: swap files, node_modules, what is generated, tests", async () => {
    const quiet = [
      "actions/tools/.hidden.ts",
      "actions/.vscode/settings.json",
      "actions/tools/4913",
      "actions/tools/echo.ts~",
      "actions/tools/echo.test.ts",
      "actions/node_modules/x/index.ts",
      "node_modules/x/package.json",
      "generated/mine.ts",
      "README.md",
    ];
    for (const path of quiet) write(path, "export const x = 1;\n");
    write("actions/tools/echo.ts", actionNamed("echo"));
    const round = await watcher.until(/Wrote[\s\S]*finished/);
    expect(round.match(/started: .*/g)).toEqual(["started: actions/tools/echo.ts"]);
    for (const path of quiet) rmSync(join(folder, path));
  });

  it("survives that the folder of the actions goes, and comes back", async () => {
    rmSync(join(folder, "actions"), { recursive: true });
    await watcher.until(/ACT603[\s\S]*finished/);
    write("actions/tools/back.ts", actionNamed("back"));
    await watcher.until(/back\.ts[\s\S]*Mended: 1 error\.\nWrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.back.back"]);
    // At once, so that no event tells of a moment without it.
    rmSync(join(folder, "actions"), { recursive: true });
    write("actions/tools/again.ts", actionNamed("again"));
    // One round finds both, with either of them as its reason.
    await watcher.until(/Wrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.again.again"]);
    write("actions/tools/again.ts", actionNamed("indeed"));
    await watcher.until(/Wrote[\s\S]*finished/);
    expect(keysIn(folder)).toEqual(["tools.again.indeed"]);
    await expectWhole(folder);
  });

  it("follows tsconfig.json and package.json, even to another folder, and outlives a broken one", async () => {
    write("tsconfig.json", "{ nonsense");
    await watcher.until(/started: .*tsconfig\.json[\s\S]*ACT606[\s\S]*finished/);
    rmSync(join(folder, "tsconfig.json"));
    await watcher.until(/Mended: \d errors?\.[\s\S]*finished/);
    write("package.json", '{ "type": "module", ');
    await watcher.until(/started: .*package\.json[\s\S]*ACT601[\s\S]*finished/);
    write("jobs/tools/move.ts", actionNamed("move"));
    write("package.json", '{ "type": "module", "actionary": { "actions": "jobs", "out": "made" } }');
    await watcher.until(/Mended: 1 error\.[\s\S]*finished/);
    expect(keysIn(folder, "made")).toEqual(["tools.move.move"]);
    write("actions/tools/unseen.ts", actionNamed("unseen"));
    write("jobs/tools/move.ts", actionNamed("seen"));
    expect(await watcher.until(/Wrote[\s\S]*finished/)).toContain("started: jobs/tools/move.ts\n");
    expect(keysIn(folder, "made")).toEqual(["tools.move.seen"]);
    rmSync(join(folder, "package.json"));
    await watcher.until(/Waiting for .*package\.json/);
    write("package.json", '{ "type": "module" }');
    await watcher.until(/Wrote[\s\S]*finished/);
    await expectWhole(folder);
  });

  it("follows what tsconfig.json extends, wherever that is, from the round on that has read it", async () => {
    const action = "/** Do it. */\nexport function take(text?: string): void { void text; }\n";
    write("actions/tools/take.ts", action);
    write("config/strict.json", '{ "compilerOptions": {} }');
    write("tsconfig.json", '{ "extends": "./config/strict.json" }');
    await watcher.until(/tsconfig\.json[\s\S]*finished/);
    write("config/other.json", "{}");
    write("config/strict.json", "{ nonsense");
    expect(await watcher.until(/ACT606[\s\S]*finished/)).toMatch(/started: .*config\/strict\.json/);
    // Out of the project's folder, and replaced as editors do.
    const outside = relative(folder, join(temporaryFolder(), "base.json")).replaceAll("\\", "/");
    write(outside, '{ "compilerOptions": {} }');
    write("tsconfig.json", JSON.stringify({ extends: outside }));
    await watcher.until(/Mended: \d errors?\.[\s\S]*finished/);
    write("base.json", "{ nonsense");
    renameSync(join(folder, "base.json"), join(folder, outside));
    expect(await watcher.until(/ACT606[\s\S]*finished/)).toMatch(/started: .*\/base\.json/);
    rmSync(join(folder, "tsconfig.json"));
    await watcher.until(/Mended: \d errors?\.[\s\S]*finished/);
    for (const path of ["config", "actions/tools/take.ts"]) rmSync(join(folder, path), { recursive: true });
    await watcher.until(/take\.ts[\s\S]*finished/);
    await expectWhole(folder);
  });

  it("makes few rounds of many saves, and the last of them stands", async () => {
    let text = "";
    for (let save = 1; save <= 50; save++) {
      write("actions/tools/burst.ts", actionNamed(`save${save}`));
      // Some saves come while a round is at work.
      await new Promise((resolve) => setTimeout(resolve, save % 10 === 0 ? 30 : 1));
    }
    while (!keysIn(folder).includes("tools.burst.save50")) text += await watcher.until(/finished/);
    expect(countRounds(text)).toBeLessThanOrEqual(12);
    await expectWhole(folder);
  });

  it("ends at Ctrl-C with one line and 0, without a process left", async () => {
    watcher.signal("SIGINT");
    expect(await watcher.ended).toEqual({ code: 0, signal: null });
    expect(watcher.stdout()).toMatch(/\n\[actionary\] finished: .*\nStopped watching\.\n$/);
    if (existsSync("/proc/self/environ")) await vi.waitFor(() => expect(watcher.processes()).toEqual([]), 5_000);
  });
});
