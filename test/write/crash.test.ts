import { cpSync, existsSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WriteError } from "../../codegen/write/write-error.js";
import { finishJournal, writeGeneration } from "../../codegen/write/write-generation.js";
import { Death, type Fault, failAt, swiftFileSystem } from "./failing-file-system.js";
import { emptyFolders, makeOut, readStanding, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const isLong = process.env.ACTIONARY_LONG === "1";
const old = makeGeneration("old");
const fresh = makeGeneration("new", isLong ? 3 : 1);
const swift = { fs: swiftFileSystem };

describe.each<Fault>(["death", "torn write", "full disk"])("%s at every call in turn", (fault) => {
  test("of a first run leaves nothing or the whole generation", async () => {
    const out = makeOut();
    await eachCall(out, undefined, fault);
  });

  test("of a change leaves the old or the new generation", async () => {
    const out = makeOut();
    const before = `${out}-before`;
    await writeGeneration(before, old);
    await eachCall(out, before, fault);
  });
});

test(
  "death at every call, and then at every call of the recovery",
  async () => {
    const out = makeOut();
    const before = `${out}-before`;
    await writeGeneration(before, old);
    const calls = await listCalls(out, before, "death");
    for (const first of calls.filter((call) => isLong || call % 80 === 0)) {
      for (let second = 1, isOver = false; !isOver; second++) {
        restore(out, before);
        await expect(writeGeneration(out, fresh, { fs: failAt(first).fs })).rejects.toThrow(Death);
        isOver = await finishJournal(out, { fs: failAt(second).fs }).then(
          () => true,
          () => false,
        );
        expect(["old", "new"]).toContain(readStanding(out));
        await expectWhole(out, true);
      }
    }
  },
  isLong ? 1_800_000 : 30_000,
);

test("a lock that was cut short is taken over", async () => {
  const out = makeOut();
  const [lock = 0] = await listCalls(out, undefined, "torn write");
  restore(out, undefined);
  const { fs } = failAt(lock, "torn write");
  await expect(writeGeneration(out, fresh, { fs })).rejects.toThrow(Death);
  expect(Object.keys(readTree(out))).toEqual(["build/lock"]);
  ageLocks(out);
  await writeGeneration(out, fresh);
  expect(readTree(out)).toEqual(treeOf(fresh));
});

/** Stops a run from `before` to the new generation at each of its calls, and checks the tree each time. */
async function eachCall(out: string, before: string | undefined, fault: Fault): Promise<void> {
  const calls = await listCalls(out, before, fault);
  expect(calls.length).toBeGreaterThan(8);
  for (const call of calls) {
    restore(out, before);
    const run = writeGeneration(out, fresh, { fs: failAt(call, fault).fs });
    const error: unknown = await run.then(
      () => undefined,
      (reason) => reason,
    );
    if (fault === "full disk") expect(error === undefined || error instanceof WriteError).toBe(true);
    else expect(error).toBeInstanceOf(Death);
    expect([before && "old", "new"], `call ${call}`).toContain(readStanding(out));
    await expectWhole(out, before !== undefined);
  }
}

/** Expects the tree to be one generation after the next command, and the new one after the next run. */
async function expectWhole(out: string, hadOld: boolean): Promise<void> {
  ageLocks(out);
  await finishJournal(out, swift);
  const standing = readStanding(out);
  if (standing !== undefined) {
    const { "build/lock": _lock, "build/lock.takeover": _guard, ...tree } = readTree(out);
    expect(tree).toEqual(treeOf(standing === "new" ? fresh : old));
  } else expect(hadOld).toBe(false);
  await writeGeneration(out, fresh, swift);
  expect(readTree(out)).toEqual(treeOf(fresh));
  expect(emptyFolders(out)).toEqual([]);
}

async function listCalls(out: string, before: string | undefined, fault: Fault): Promise<readonly number[]> {
  restore(out, before);
  const { fs, calls } = failAt(0, fault);
  await writeGeneration(out, fresh, { fs });
  return calls();
}

function restore(out: string, before: string | undefined): void {
  rmSync(out, { recursive: true, force: true });
  if (before !== undefined) cpSync(before, out, { recursive: true });
}

/** Makes locks older than the two seconds for which a lock without a whole holder is believed. */
function ageLocks(out: string): void {
  if (!existsSync(join(out, "build"))) return;
  for (const name of readdirSync(join(out, "build"))) {
    if (name.startsWith("lock")) utimesSync(join(out, "build", name), 0, 0);
  }
}
