import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { execute } from "../project/execute.js";
import { root, temporaryFolder, writeFiles } from "../project/make-project.js";
import { actionNamed, expectWhole, makeWatchedProject } from "./watched-project.js";
import { startWatcher } from "./watcher.js";

// Ends of `codegen --watch` in the middle of a round, and its output for tools.

describe("an end in the middle of a round", () => {
  it("by Ctrl-C lets the round end", async () => {
    const folder = makeWatchedProject(temporaryFolder());
    const watcher = startWatcher(folder);
    onTestFinished(() => watcher.signal("SIGKILL"));
    await vi.waitFor(() => expect(watcher.stdout()).toContain("started: first run"), { timeout: 20_000, interval: 1 });
    watcher.signal("SIGINT");
    expect(await watcher.ended).toEqual({ code: 0, signal: null });
    expect(watcher.stdout()).toMatch(/finished: .*\n[\s\S]*Stopped watching\.\n$/);
    await expectWhole(folder);
  });

  it("comes with the project's folder: it says so, ends with 2, and does not bring the folder back", async () => {
    const folder = makeWatchedProject(temporaryFolder());
    const watcher = startWatcher(folder);
    onTestFinished(() => watcher.signal("SIGKILL"));
    await watcher.until(/Watching/);
    rmSync(folder, { recursive: true, maxRetries: 5 });
    expect(await watcher.ended).toEqual({ code: 2, signal: null });
    expect(watcher.stdout()).toMatch(/ is gone: nothing is left to watch\.\n$/);
    expect(existsSync(folder)).toBe(false);
  });

  it("by SIGKILL leaves no process, and the next command makes it whole", async () => {
    const folder = makeWatchedProject(temporaryFolder());
    const watcher = startWatcher(folder);
    onTestFinished(() => watcher.signal("SIGKILL"));
    await watcher.until(/Watching/);
    for (let file = 0; file < 20; file++) writeFiles(folder, { [`actions/tools/more${file}.ts`]: actionNamed("more") });
    await vi.waitFor(() => expect(watcher.stdout()).toContain("started: actions/"), { timeout: 20_000, interval: 1 });
    watcher.signal("SIGKILL");
    expect(await watcher.ended).toEqual({ code: null, signal: "SIGKILL" });
    expect(await codegen({ cwd: folder })).toMatchObject({ ok: true, actions: 21 });
    await expectWhole(folder);
    if (existsSync("/proc/self/environ")) await vi.waitFor(() => expect(watcher.processes()).toEqual([]), 5_000);
  });
});

describe("codegen --watch for tools", () => {
  it("prints one object a round on stdout, and everything else on stderr", async () => {
    const folder = makeWatchedProject(temporaryFolder());
    const watcher = startWatcher(folder, ["--json", "--timings"]);
    onTestFinished(() => watcher.signal("SIGKILL"));
    await watcher.until(/Watching/);
    writeFiles(folder, { "actions/tools/echo.ts": "export function (\n" });
    await watcher.until(/finished/);
    watcher.signal("SIGTERM");
    expect(await watcher.ended).toMatchObject({ code: 0 });
    const rounds = watcher
      .stdout()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rounds).toMatchObject([
      { ok: true, actions: 1, diagnostics: [], timings: { load: expect.any(Number), other: expect.any(Number) } },
      { ok: false, files: [], diagnostics: [{ code: "ACT104" }, {}] },
    ]);
  });

  it.each([["--check"], ["--check", "--build"]])("is wrong use with %s %s", async (...flags) => {
    const folder = makeWatchedProject(temporaryFolder());
    const command = ["node", join(root, "dist/cli.js"), "codegen", "--watch", ...flags];
    expect(await execute(command, { cwd: folder })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/'--watch' cannot be used with option '--(?:check|build)'/),
    });
  });
});
