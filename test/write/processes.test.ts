import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finishJournal, writeGeneration } from "../../codegen/write/write-generation.js";
import { emptyFolders, makeOut, readStanding, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const isLong = process.env.ACTIONARY_LONG === "1";
const kills = isLong ? 500 : 12;
/** Number of series of kills that run side by side, each in an out folder of its own. */
const series = 2;
const folder = mkdtempSync(join(tmpdir(), "actionary-writer-"));
const program = join(folder, "write-in-a-loop.mjs");

beforeAll(() => {
  const entry = fileURLToPath(new URL("write-in-a-loop.ts", import.meta.url));
  buildSync({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile: program });
});

afterAll(() => rmSync(folder, { recursive: true }));

test("two processes that write different generations at once leave one of them whole", async () => {
  const out = makeOut();
  const children = ["a", "b"].map((name) => start(out, 8, name, `${name}2`));
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
  expect(codes).toEqual([0, 0]);
  const standing = readStanding(out) ?? "";
  expect(["a2", "b2"]).toContain(standing);
  expect(readTree(out)).toEqual(treeOf(makeGeneration(standing, 30)));
});

test(
  `${kills} runs killed at random moments leave a whole generation, and the next mends the rest`,
  async () => {
    const found: string[] = [];
    // Kills before or after the writing prove nothing; if there are no others, there are more kills.
    const isProof = (): boolean => found.some((recovery) => recovery !== "none");
    while (found.length < kills || (!isProof() && found.length < 200)) {
      const all = await Promise.all(Array.from({ length: series }, () => killInSeries(makeOut(), kills / series)));
      found.push(...all.flat());
    }
    expect(isProof()).toBe(true);
  },
  isLong ? 1_800_000 : 60_000,
);

/** Kills the writers of `out` at random moments, again and again; returns the recovery of each time. */
async function killInSeries(out: string, count: number): Promise<readonly string[]> {
  const found: string[] = [];
  await writeGeneration(out, makeGeneration("a", 30));
  for (let kill = 0; kill < count; kill++) {
    // Every other one competes for the lock with a second writer.
    const children = [start(out, 1_000, "a", "b"), ...(kill % 2 === 0 ? [] : [start(out, 1_000, "c")])];
    const exits = children.map((child) => once(child, "exit"));
    await Promise.race(children.map((child) => once(child, "message")));
    await sleep(Math.random() * 60);
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(exits);
    expect(["a", "b", "c"]).toContain(readStanding(out));
    found.push((await finishJournal(out, { patienceMs: 5_000 })).kind);
    const standing = readStanding(out) ?? "";
    // Locks of the dead, and those under which they took over others, stay until somebody writes.
    const tree = Object.entries(readTree(out)).filter(([path]) => !/^build\/lock(?:\.takeover)*$/.test(path));
    expect(Object.fromEntries(tree)).toEqual(treeOf(makeGeneration(standing, 30)));
  }
  await writeGeneration(out, makeGeneration("last"), { patienceMs: 5_000 });
  expect(readTree(out)).toEqual(treeOf(makeGeneration("last")));
  expect(emptyFolders(out)).toEqual([]);
  return found;
}

function start(out: string, rounds: number, ...names: string[]): ChildProcess {
  return spawn(process.execPath, [program, out, String(rounds), ...names], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
