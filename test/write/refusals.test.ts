import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Generation } from "../../codegen/model/artifacts.js";
import { type FileSystem, nodeFileSystem } from "../../codegen/write/file-system.js";
import { WriteError } from "../../codegen/write/write-error.js";
import { finishJournal, writeGeneration } from "../../codegen/write/write-generation.js";
import { makeOut, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const old = makeGeneration("old");
const fresh = makeGeneration("new");

describe("a symbolic link", () => {
  test("may be the out folder", async () => {
    const out = makeOut();
    mkdirSync(`${out}-real`);
    symlinkSync(`${out}-real`, out);
    await writeGeneration(out, old);
    expect(readTree(`${out}-real`)).toEqual(treeOf(old));
    expect(lstatSync(out).isSymbolicLink()).toBe(true);
  });

  test.each(["build", "docs", "build/modules", "docs/old"])("at %s that leads outside is refused", async (path) => {
    for (const isDangling of [false, true]) {
      const out = makeOut();
      const outside = `${out}-outside`;
      if (!isDangling) mkdirSync(outside);
      mkdirSync(join(out, path, ".."), { recursive: true });
      symlinkSync(outside, join(out, path));
      const before = readTree(join(out, ".."));
      const error = await failureOf(out, old);
      expect(error).toMatchObject({ code: "OUTSIDE", path: join(out, path) });
      expect(readTree(join(out, ".."))).toEqual(before);
    }
  });

  test("in the place of a file is replaced, and what it led to stays", async () => {
    const out = makeOut();
    mkdirSync(out);
    writeFileSync(`${out}-mine.ts`, "mine");
    symlinkSync(`${out}-mine.ts`, join(out, "actions.ts"));
    await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
    expect(readFileSync(`${out}-mine.ts`, "utf8")).toBe("mine");
  });

  test("in the place of build/next is removed, and what it led to stays", async () => {
    const out = makeOut();
    mkdirSync(join(out, "build"), { recursive: true });
    mkdirSync(`${out}-mine`);
    writeFileSync(`${out}-mine/0`, "mine");
    symlinkSync(`${out}-mine`, join(out, "build/next"));
    await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
    expect(readTree(`${out}-mine`)).toEqual({ "0": "mine" });
  });
});

describe("what the file system refuses", () => {
  test.each([
    ["ENOSPC", "the disk is full"],
    ["EACCES", "not writable"],
    ["EROFS", "not writable"],
    ["EDQUOT", "quota"],
    ["EMFILE", "too many files"],
    ["EWHATEVER", "the file system refuses"],
  ])("is told in words (%s), and the old generation stays", async (code, words) => {
    const refuse = () => {
      throw Object.assign(new Error("refused"), { code });
    };
    for (const operation of ["makeFolder", "createFile", "writeFile", "sync", "assertWritable"] as const) {
      const out = makeOut();
      await writeGeneration(out, old);
      const fs: FileSystem = { ...nodeFileSystem, [operation]: refuse };
      const error = await failureOf(out, fresh, fs);
      expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
      expect(error.path.startsWith(out)).toBe(true);
      expect(readTree(out)).toEqual(treeOf(old));
    }
  });

  test("half-way through the renames is finished by the next command", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    const rename: FileSystem["rename"] = (from, to) => {
      if (to.endsWith("actions.ts")) throw Object.assign(new Error("refused"), { code: "EACCES" });
      nodeFileSystem.rename(from, to);
    };
    expect(await failureOf(out, fresh, { ...nodeFileSystem, rename })).toMatchObject({
      code: "EACCES",
      path: join(out, "actions.ts"),
    });
    expect(await finishJournal(out)).toEqual({ kind: "finished" });
    expect(readTree(out)).toEqual(treeOf(fresh));
  });

  test("as a rename between two mounts is done by a copy", async () => {
    const out = makeOut();
    const rename: FileSystem["rename"] = (from, to) => {
      if (from.includes("build") !== to.includes("build")) throw Object.assign(new Error("mount"), { code: "EXDEV" });
      nodeFileSystem.rename(from, to);
    };
    await writeGeneration(out, old, { fs: { ...nodeFileSystem, rename } });
    expect(readTree(out)).toEqual(treeOf(old));
  });

  test.each([
    ["a file for the out folder", "", "ENOTDIR"],
    ["a file for build/", "build", "ENOTDIR"],
    ["a file for docs/", "docs", "ENOTDIR"],
  ])("%s", async (_name, path, code) => {
    const out = makeOut();
    if (path !== "") mkdirSync(out);
    writeFileSync(join(out, path), "mine");
    const reason = `${join(out, path)}: a file stands where`;
    expect(await failureOf(out, old)).toMatchObject({ code, message: expect.stringContaining(reason) });
    expect(readFileSync(join(out, path), "utf8")).toBe("mine");
  });

  test("a folder for a file, a name too long", async () => {
    const out = makeOut();
    mkdirSync(join(out, "actions.ts"), { recursive: true });
    expect(await failureOf(out, old)).toMatchObject({ code: "EISDIR", path: join(out, "actions.ts") });
    const long: Generation = { ...old, committed: [{ path: `${"x".repeat(300)}.ts`, content: "" }] };
    expect(await failureOf(makeOut(), long)).toMatchObject({ code: "ENAMETOOLONG" });
  });

  test("a folder without leave to write", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    chmodSync(out, 0o555);
    chmodSync(dirname(out), 0o755);
    const error = await asNobody(() => failureOf(out, fresh));
    expect(error).toMatchObject({ code: "EACCES", message: expect.stringContaining(error.path) });
    expect(error.path.startsWith(out)).toBe(true);
    expect(readTree(out)).toEqual(treeOf(old));
    chmodSync(out, 0o755);
  });
});

/** Runs `work` as a user other than root, to whom nothing is read-only. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

async function failureOf(out: string, generation: Generation, fs: FileSystem = nodeFileSystem): Promise<WriteError> {
  const error: unknown = await writeGeneration(out, generation, { fs }).then(
    () => undefined,
    (reason) => reason,
  );
  if (!(error instanceof WriteError)) throw new Error(`Expected a WriteError, got ${String(error)}`);
  return error;
}
