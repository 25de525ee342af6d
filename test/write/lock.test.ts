import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { withLock } from "../../codegen/write/lock.js";
import { openOutFolder } from "../../codegen/write/out-folder.js";
import { writeGeneration } from "../../codegen/write/write-generation.js";
import { makeOut, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const generation = makeGeneration("new");
const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;
const hour = 3_600_000;
const idle: ChildProcess[] = [];

afterAll(() => {
  for (const child of idle) child.kill();
});

test.each([
  ["of a dead process", { pid: deadPid }],
  ["of an earlier process with a living one's pid", { pid: spawnIdle(), processStart: "1" }],
  ["of this process, which let go of it", { pid: process.pid }],
  ["of another machine, hours ago", { pid: 1, host: "elsewhere", startedAt: Date.now() - hour }],
  ["of a process whose start cannot be told, hours ago", { pid: spawnIdle(), startedAt: Date.now() - hour }],
])("a lock %s is taken over", async (_name, holder) => {
  const out = makeOut();
  writeLock(out, holder);
  await writeGeneration(out, generation, { patienceMs: 0 });
  expect(readTree(out)).toEqual(treeOf(generation));
});

test.each(["", "{", "null", "[]", '{"pid":"x"}'])("a lock that says %j is taken over once it is old", async (text) => {
  const out = makeOut();
  mkdirSync(join(out, "build"), { recursive: true });
  writeFileSync(join(out, "build/lock"), text);
  await expect(writeGeneration(out, generation, { patienceMs: 0 })).rejects.toMatchObject({ code: "LOCKED" });
  utimesSync(join(out, "build/lock"), 0, 0);
  await writeGeneration(out, generation, { patienceMs: 0 });
  expect(readTree(out)).toEqual(treeOf(generation));
});

test("dead guards of a takeover are taken over too", async () => {
  const out = makeOut();
  for (const name of ["lock", "lock.takeover", "lock.takeover.takeover"]) writeLock(out, { pid: deadPid }, name);
  await writeGeneration(out, generation, { patienceMs: 100 });
  expect(readTree(out)).toEqual(treeOf(generation));
});

test.each([
  ["a living process", { pid: spawnIdle() }],
  ["another machine", { pid: 1, host: "elsewhere" }],
])("a lock of %s is waited for, then told", async (_name, holder) => {
  const out = makeOut();
  writeLock(out, holder);
  const started = Date.now();
  await expect(writeGeneration(out, generation, { patienceMs: 200 })).rejects.toMatchObject({
    code: "LOCKED",
    path: join(out, "build/lock"),
    message: expect.stringContaining(`process ${holder.pid}`),
  });
  expect(Date.now() - started).toBeGreaterThanOrEqual(200);
  expect(existsSync(join(out, "manifest.json"))).toBe(false);
});

test("a lock of a process that ends is waited for, then taken over", async () => {
  const out = makeOut();
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 300)"]);
  writeLock(out, { pid: child.pid ?? 0 });
  await writeGeneration(out, generation);
  expect(readTree(out)).toEqual(treeOf(generation));
});

test("two runs of one process are never within at once", async () => {
  const folder = openOutFolder(makeOut());
  let within = 0;
  const run = async () => {
    within++;
    await sleep(20);
    return within--;
  };
  expect(await Promise.all([1, 2, 3].map(() => withLock(folder, run)))).toEqual([1, 1, 1]);
});

test("a lock is let go of when the run within fails, and names its holder until then", async () => {
  const out = makeOut();
  const folder = openOutFolder(out);
  const lock = join(out, "build/lock");
  const run = () => {
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
    throw new Error("within");
  };
  await expect(withLock(folder, run)).rejects.toThrow("within");
  expect(existsSync(lock)).toBe(false);
});

function writeLock(out: string, holder: object, name = "lock"): void {
  mkdirSync(join(out, "build"), { recursive: true });
  const base = { id: "x", thread: 0, host: hostname(), startedAt: Date.now() };
  writeFileSync(join(out, "build", name), JSON.stringify({ ...base, ...holder }));
}

/** Starts a process that lives until the tests are over. */
function spawnIdle(): number {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], { stdio: ["pipe", "ignore", "ignore"] });
  idle.push(child);
  return child.pid ?? 0;
}
