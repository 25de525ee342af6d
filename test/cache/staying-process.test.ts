import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { createMemory } from "../../codegen/cache/memory.js";
import { codegen } from "../../codegen/codegen.js";
import { makeProject, writeFiles } from "../project/make-project.js";
import { bytesBelow, rewriteInSecret } from "./edited-tree.js";
import { cacheFiles, fine } from "./fine-project.js";

// A process that runs more than once, as `--watch` does, keeps its findings in memory, and writes the cache later.

vi.setConfig({ testTimeout: 60_000 });

const changed = { "actions/_shared/text.ts": "export interface Text { words: string }\n" };

it("writes the cache when it is settled, and the next process finds nothing to do", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await sleep(50);
  await codegen({ cwd, memory });
  expect([...cacheFiles(cwd).keys()]).toEqual([]);
  memory.settle();
  const written = cacheFiles(cwd);
  expect([...written.keys()].sort()).toEqual(["results", "runs"]);
  memory.settle();
  expect(cacheFiles(cwd)).toEqual(written);
  const { timings, files } = await codegen({ cwd });
  expect([timings.load, files.every(({ status }) => status === "unchanged")]).toEqual([0, true]);
});

it("gets ready after a run that found nothing to do: nothing is written for it, and the next run writes what it should", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await sleep(50);
  await codegen({ cwd });
  expect((await codegen({ cwd, memory })).timings.load).toBe(0);
  const [generated, cached] = [bytesBelow(join(cwd, "generated")), cacheFiles(cwd)];
  await memory.warmUp();
  memory.settle();
  expect([bytesBelow(join(cwd, "generated")), cacheFiles(cwd)]).toEqual([generated, cached]);
  writeFiles(cwd, changed);
  await codegen({ cwd, memory });
  expect(bytesBelow(join(cwd, "generated"))).not.toEqual(generated);
  expect(await codegen({ cwd, cache: false, check: "all" })).toMatchObject({ ok: true });
});

it("does not take for its own what somebody has done to a generated file before it was settled", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await codegen({ cwd, memory });
  const whole = bytesBelow(join(cwd, "generated"));
  appendFileSync(join(cwd, "generated/actions.ts"), "// by hand\n");
  writeFileSync(join(cwd, "generated/build/modules/stray.js"), "");
  await sleep(50);
  memory.settle();
  expect(await codegen({ cwd, check: "all" })).toMatchObject({ ok: false });
  await codegen({ cwd });
  expect(bytesBelow(join(cwd, "generated"))).toEqual(whole);
});

it("does not take a file that went before it was settled for one that was never there", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  writeFiles(cwd, { "tsconfig.json": "{ nonsense" });
  await sleep(50);
  expect(await codegen({ cwd, memory })).toMatchObject({ ok: false });
  rmSync(join(cwd, "tsconfig.json"));
  memory.settle();
  expect(await codegen({ cwd, memory })).toMatchObject({ ok: true, problems: [] });
});

it("mends what somebody has done to a generated file with its next run, whatever else that writes", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await codegen({ cwd, memory });
  await sleep(50);
  await codegen({ cwd, memory });
  appendFileSync(join(cwd, "generated/secrets.ts"), "// by hand\n");
  writeFiles(cwd, changed);
  const { files } = await codegen({ cwd, memory });
  expect(files).toContainEqual({ path: "generated/secrets.ts", status: "written" });
  expect((await codegen({ cwd, check: "all", cache: false })).ok).toBe(true);
});

const unseen: Readonly<Record<string, (cwd: string) => string>> = {
  "a source that is edited": (cwd) => {
    writeFiles(cwd, changed);
    return "actions/_shared/text.ts";
  },
  "a source of the same size and time": (cwd) => {
    const path = join(cwd, "actions/_shared/text.ts");
    rewriteInSecret(path, readFileSync(path, "utf8").replace("text:", "teks:"));
    return "actions/_shared/text.ts";
  },
  "a source that another file replaces": (cwd) => {
    const path = join(cwd, "actions/_shared/text.ts");
    writeFileSync(`${path}.next`, changed["actions/_shared/text.ts"]);
    renameSync(`${path}.next`, path);
    return "actions/_shared/text.ts";
  },
  "a source that is new": (cwd) => {
    writeFiles(cwd, { "actions/tools/late.ts": "/** Come late. */\nexport function late(): void {}\n" });
    return "actions";
  },
  "a generated file that is edited": (cwd) => {
    appendFileSync(join(cwd, "generated/secrets.ts"), "// by hand\n");
    return "generated/secrets.ts";
  },
  "a generated file that goes": (cwd) => {
    rmSync(join(cwd, "generated/build/index.js"));
    return "generated/build/index.js";
  },
  "a file that is not generated": (cwd) => {
    writeFiles(cwd, { "generated/build/modules/stray.js": "" });
    return "generated/build/modules/stray.js";
  },
};

it.each(Object.entries(unseen))("finds %s without having been told, once it is settled", async (_, edit) => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await sleep(50);
  await codegen({ cwd, memory });
  await sleep(50);
  const path = edit(cwd);
  const told = join(cwd, "actions/tools/echo.ts");
  appendFileSync(told, "// saved\n");
  memory.expect([told]);
  expect(await codegen({ cwd, memory })).toMatchObject({ ok: true });
  expect(memory.settle()).toContain(join(cwd, path));
  expect((await codegen({ cwd, check: "all", cache: false })).ok).toBe(false);
  await codegen({ cwd, memory });
  expect(memory.settle()).toEqual([]);
  expect(await codegen({ cwd, check: "all", cache: false })).toMatchObject({ ok: true });
});

it("finds what it was not told of also after a run in which nothing had changed", async () => {
  const [cwd, memory] = [makeProject(fine), createMemory()];
  await sleep(50);
  await codegen({ cwd, memory });
  memory.settle();
  await sleep(50);
  await codegen({ cwd, memory });
  writeFiles(cwd, changed);
  memory.expect([]);
  await codegen({ cwd, memory });
  expect(memory.settle()).toContain(join(cwd, "actions/_shared/text.ts"));
  await codegen({ cwd, memory });
  expect(await codegen({ cwd, check: "all", cache: false })).toMatchObject({ ok: true });
});

it("adds to the cache what a run has found out, and leaves the rest of it as it stands", async () => {
  const cwd = makeProject(fine);
  await sleep(50);
  await codegen({ cwd });
  const before = readFileSync(join(cwd, ".cache/actionary/results"), "utf8");
  writeFiles(cwd, changed);
  await codegen({ cwd });
  const after = readFileSync(join(cwd, ".cache/actionary/results"), "utf8");
  expect(after.startsWith(before)).toBe(true);
  expect(after.length).toBeGreaterThan(before.length);
});
