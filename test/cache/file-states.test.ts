import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createFileStates, type FileState } from "../../codegen/cache/file-states.js";
import { temporaryFolder } from "../project/make-project.js";
import { rewriteInSecret, touch } from "./edited-tree.js";

// Files that are as they were: told by their times if those suffice, else by their bytes.

function stateOf(path: string): FileState {
  const state = createFileStates().stateOf(path);
  if (state === undefined) throw new Error(`${path} has no state`);
  return state;
}

function isSame(path: string, state: FileState, since: number): boolean {
  return createFileStates().isSame(path, state, since);
}

it("a file is the same when it was touched or written again, and not when its bytes differ", () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "one");
  const [state, since] = [stateOf(path), Date.now()];
  touch(path);
  expect(isSame(path, state, since)).toBe(true);
  writeFileSync(path, "one");
  expect(isSame(path, state, since)).toBe(true);
  writeFileSync(path, "two");
  expect(isSame(path, state, since)).toBe(false);
  rmSync(path);
  expect(isSame(path, state, since)).toBe(false);
  mkdirSync(path);
  expect(isSame(path, state, since)).toBe(false);
});

it("a file of the same size whose times were set back is not the same", async () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "one");
  await sleep(50);
  const [state, since] = [stateOf(path), Date.now()];
  rewriteInSecret(path, "two");
  expect(isSame(path, state, since)).toBe(false);
});

it("a file that changed within one step of the clock is not the same", () => {
  const path = join(temporaryFolder(), "file");
  for (let round = 0; round < 200; round++) {
    writeFileSync(path, "one");
    const [state, since] = [stateOf(path), Date.now()];
    writeFileSync(path, "two");
    expect(isSame(path, state, since)).toBe(false);
  }
});

it("a file that is old enough is not read again", async () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "one");
  await sleep(50);
  const { signature } = stateOf(path);
  // A hash that no file has: only the signature can say so.
  expect(isSame(path, { signature, hash: "none" }, Date.now())).toBe(true);
  expect(isSame(path, { signature, hash: "none" }, Date.now() - 60_000)).toBe(false);
});

it("times without fractions of a second tell only after two seconds", () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "one");
  const states = createFileStates();
  const second = Math.ceil(Date.now() / 1000) + 1;
  // The time of the last change of the inode cannot be set: this one is later, and whole.
  utimesSync(path, second, second);
  expect(states.isSettled(path, second * 1000 + 1_900)).toBe(false);
  expect(states.isSettled(path, second * 1000 + 2_100)).toBe(true);
});

it("a folder is the same while the names in it are", () => {
  const folder = join(temporaryFolder(), "folder");
  mkdirSync(folder);
  writeFileSync(join(folder, "one"), "");
  const [state, since] = [stateOf(folder), Date.now()];
  writeFileSync(join(folder, "one"), "changed");
  expect(isSame(folder, state, since)).toBe(true);
  writeFileSync(join(folder, "two"), "");
  expect(isSame(folder, state, since)).toBe(false);
  rmSync(join(folder, "two"));
  expect(isSame(folder, state, since)).toBe(true);
});

it("what cannot be read has no state", () => {
  const folder = temporaryFolder();
  expect(createFileStates().stateOf(join(folder, "none"))).toBeUndefined();
  expect(createFileStates().stateOf(join(folder, "none\0"))).toBeUndefined();
  expect(createFileStates().exists(join(folder, "none"))).toBe(false);
});
