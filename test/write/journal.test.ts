import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type FileSystem, nodeFileSystem } from "../../codegen/write/file-system.js";
import { finishJournal, writeGeneration } from "../../codegen/write/write-generation.js";
import { makeOut, readStanding, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const old = makeGeneration("old");
const fresh = makeGeneration("new");

test("nothing to finish", async () => {
  const out = makeOut();
  expect(await finishJournal(out)).toEqual({ kind: "none" });
  expect(existsSync(out)).toBe(false);
  await writeGeneration(out, old);
  expect(await finishJournal(out)).toEqual({ kind: "none" });
});

test("a complete journal is finished once and for all", async () => {
  const out = await interrupted();
  expect(readStanding(out)).toBe("old");
  expect(await finishJournal(out)).toEqual({ kind: "finished" });
  expect(readTree(out)).toEqual(treeOf(fresh));
  expect(await finishJournal(out)).toEqual({ kind: "none" });
});

test("writing another generation finishes the journal on its way", async () => {
  const out = await interrupted();
  const third = makeGeneration("third");
  await writeGeneration(out, third);
  expect(readTree(out)).toEqual(treeOf(third));
});

test("writing the generation that still stands finishes it too, and goes back", async () => {
  const out = await interrupted();
  rmSync(join(out, "build/modules/new"), { recursive: true }); // Now next/ alone tells that a run was cut short.
  await writeGeneration(out, old);
  expect(readTree(out)).toEqual(treeOf(old));
});

test.each([
  ["cut", (text: string) => text.slice(0, text.length / 2)],
  ["empty", () => ""],
  ["null", () => "null"],
  ["of another version", (text: string) => text.replace('"version":1', '"version":2')],
  ["of another shape", (text: string) => text.replace('"renames":[{', '"renames":[7,{')],
])("a journal that is %s is thrown away, and the old generation stays", async (_name, damage) => {
  const out = await interrupted();
  const path = join(out, "build/next/journal.json");
  writeFileSync(path, damage(readFileSync(path, "utf8")));
  await expectDiscarded(out, /journal .* is damaged/);
});

test.each([
  ["damaged", (path: string) => writeFileSync(path, "")],
  ["missing", (path: string) => rmSync(path)],
  ["a link", (path: string) => [rmSync(path), symlinkSync("/etc/hostname", path)]],
])("a journal with a staged file that is %s is thrown away", async (_name, damage) => {
  const out = await interrupted();
  damage(join(out, "build/next/3"));
  await expectDiscarded(out, /staged file .* is damaged/);
});

test.each([
  "../escaped.ts",
  "/tmp/actionary-escaped.ts",
  "docs/../../escaped.ts",
  "build/next/0",
  "build/lock",
  "",
])("a journal that leads to %j is not followed", async (path) => {
  for (const part of ["renames", "deletions", "folders"]) {
    const out = makeOut();
    await writeGeneration(out, old);
    const victim = join(dirname(out), "escaped.ts");
    writeFileSync(victim, "mine");
    forgeJournal(out, { [part]: [part === "renames" ? { path, sha256: sha256("forged") } : path] });
    await expectDiscarded(out, /journal .* is damaged/);
    expect(readFileSync(victim, "utf8")).toBe("mine");
  }
});

test.each(["renames", "deletions", "folders"])("a journal whose %s go through a link is not followed", async (part) => {
  const out = makeOut();
  await writeGeneration(out, old);
  const outside = join(dirname(out), "outside");
  mkdirSync(join(outside, "empty"), { recursive: true });
  writeFileSync(join(outside, "mine.ts"), "mine");
  symlinkSync(outside, join(out, "link"));
  const path = part === "folders" ? "link/empty" : "link/mine.ts";
  forgeJournal(out, { [part]: [part === "renames" ? { path, sha256: sha256("forged") } : path] });
  expect(await finishJournal(out)).toMatchObject({ kind: "discarded", reason: expect.stringMatching(/leads out/) });
  expect(readFileSync(join(outside, "mine.ts"), "utf8")).toBe("mine");
  expect(existsSync(join(outside, "empty"))).toBe(true);
  expect(existsSync(join(out, "build/next"))).toBe(false);
});

/** Makes an out folder that holds the old generation, and the new one in a complete journal. */
async function interrupted(): Promise<string> {
  const out = makeOut();
  await writeGeneration(out, old);
  const rename: FileSystem["rename"] = (from, to) => {
    if (!to.endsWith("journal.json")) throw Object.assign(new Error("cut short"), { code: "EIO" });
    nodeFileSystem.rename(from, to);
  };
  await expect(writeGeneration(out, fresh, { fs: { ...nodeFileSystem, rename } })).rejects.toThrow(/EIO/);
  return out;
}

async function expectDiscarded(out: string, reason: RegExp): Promise<void> {
  expect(await finishJournal(out)).toEqual({ kind: "discarded", reason: expect.stringMatching(reason) });
  expect(readTree(out)).toEqual(treeOf(old));
  await writeGeneration(out, fresh);
  expect(readTree(out)).toEqual(treeOf(fresh));
}

function forgeJournal(out: string, parts: Record<string, unknown>): void {
  mkdirSync(join(out, "build/next"));
  writeFileSync(join(out, "build/next/0"), "forged");
  const journal = { version: 1, renames: [], deletions: [], folders: [], ...parts };
  writeFileSync(join(out, "build/next/journal.json"), JSON.stringify(journal));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
