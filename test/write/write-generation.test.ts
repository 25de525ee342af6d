import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Generation } from "../../codegen/model/artifacts.js";
import { type FileSystem, nodeFileSystem } from "../../codegen/write/file-system.js";
import { writeGeneration } from "../../codegen/write/write-generation.js";
import { failAt } from "./failing-file-system.js";
import { emptyFolders, makeOut, readTree, treeOf } from "./sample.js";
import { makeGeneration } from "./sample-generation.js";

const old = makeGeneration("old");
const fresh = makeGeneration("new");

describe("a generation", () => {
  test("is written whole where nothing was", async () => {
    const out = makeOut();
    const files = await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
    expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(treeOf(old)).sort());
    expect(new Set(files.map(({ status }) => status))).toEqual(new Set(["written"]));
  });

  test("that stands already is not touched, nor are its folders", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    const paths = ["", "build", "docs", "docs/old", ...Object.keys(treeOf(old))];
    for (const path of paths) utimesSync(join(out, path), 1_000, 1_000);
    const files = await writeGeneration(out, old);
    expect(new Set(files.map(({ status }) => status))).toEqual(new Set(["unchanged"]));
    for (const path of paths) expect(statSync(join(out, path)).mtimeMs, path).toBe(1_000_000);
  });

  test("replaces another; what both share is not touched", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    utimesSync(join(out, "index.ts"), 1_000, 1_000);
    const files = await writeGeneration(out, fresh);
    expect(readTree(out)).toEqual(treeOf(fresh));
    expect(emptyFolders(out)).toEqual([]);
    expect(statSync(join(out, "index.ts")).mtimeMs).toBe(1_000_000);
    expect(files).toContainEqual({ path: "index.ts", status: "unchanged" });
    expect(files).toContainEqual({ path: "actions.ts", status: "written" });
    expect(files).toContainEqual({ path: "docs/old/page.md", status: "deleted" });
  });

  test("mends what was edited, cut or removed by hand", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    writeFileSync(join(out, "actions.ts"), "edited");
    writeFileSync(join(out, "build/current.json"), "");
    rmSync(join(out, "index.ts"));
    rmSync(join(out, "build/modules"), { recursive: true });
    await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
  });

  test("clears build/ of whatever it does not name", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    mkdirSync(join(out, "build/stray/empty"), { recursive: true });
    writeFileSync(join(out, "build/stray/file.js"), "");
    symlinkSync(out, join(out, "build/link"));
    await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
    expect(existsSync(join(out, "build/link"))).toBe(false);
    expect(emptyFolders(out)).toEqual([]);
  });

  test("cannot hold a path outside, a path twice, or the writer's own files", async () => {
    for (const path of ["../up.ts", "/root.ts", "a//b.ts", "./a.ts", "a\\b.ts", "C:a.ts", "actions.ts", "build/x.ts"]) {
      const generation: Generation = { ...old, committed: [...old.committed, { path, content: "" }] };
      await expect(writeGeneration(makeOut(), generation), path).rejects.toThrow(/cannot/);
    }
    for (const path of ["build/next/0", "build/lock", "build/committed.json"]) {
      const generation: Generation = { ...old, fixed: [{ path, content: "" }] };
      await expect(writeGeneration(makeOut(), generation), path).rejects.toThrow(/cannot/);
    }
  });
});

describe("a committed file that is generated no more", () => {
  const withoutDocs: Generation = { ...old, committed: old.committed.filter(({ path }) => !path.startsWith("docs/")) };
  const mine = {
    "README.md": "# Mine\n",
    "docs/mine.md": "# Mine\n",
    "docs/old/mine.md": "# Mine\n",
    "own.ts": "// own\n",
  };

  test.each([true, false])("is deleted, and what others wrote is kept (build there: %s)", async (hasBuild) => {
    const out = makeOut();
    await writeGeneration(out, old);
    for (const [path, content] of Object.entries(mine)) writeFileSync(join(out, path), content);
    if (!hasBuild) rmSync(join(out, "build"), { recursive: true });
    await writeGeneration(out, withoutDocs);
    expect(readTree(out)).toEqual({ ...treeOf(withoutDocs), ...mine });
  });

  test("is deleted by its name where it carries no marker, once it was ours", async () => {
    const out = makeOut();
    await writeGeneration(out, { ...old, committed: [...old.committed, { path: "extra.json", content: "{}" }] });
    await writeGeneration(out, old);
    expect(readTree(out)).toEqual(treeOf(old));
    writeFileSync(join(out, "extra.json"), "{}");
    rmSync(join(out, "build"), { recursive: true });
    await writeGeneration(out, old);
    expect(existsSync(join(out, "extra.json"))).toBe(true);
  });

  test("is found though another branch's build does not list it, or the list is broken", async () => {
    for (const list of ["[]", "{", '[1, "../../escape.ts", "build/x"]']) {
      const out = makeOut();
      await writeGeneration(out, old);
      writeFileSync(join(out, "build/committed.json"), list);
      await writeGeneration(out, withoutDocs);
      expect(readTree(out)).toEqual(treeOf(withoutDocs));
    }
  });

  test("is kept when a disk that ignores case shows it under another name", async () => {
    const out = makeOut();
    await writeGeneration(out, old);
    writeFileSync(join(out, "build/committed.json"), '["Manifest.json"]');
    const fold = (path: string) => path.replace("Manifest", "manifest");
    const fs: FileSystem = {
      ...nodeFileSystem,
      status: (path) => nodeFileSystem.status(fold(path)),
      readFile: (path) => nodeFileSystem.readFile(fold(path)),
      removeFile: (path) => nodeFileSystem.removeFile(fold(path)),
    };
    await writeGeneration(out, old, { fs });
    expect(readTree(out)).toEqual(treeOf(old));
  });
});

test("ten times as many new files cost ten times as many calls of the file system", async () => {
  const [few = 0, many = 0] = await Promise.all([100, 1_000].map(countCalls));
  expect(many).toBeLessThan(10 * few);
});

async function countCalls(files: number): Promise<number> {
  const { fs, calls } = failAt(0);
  await writeGeneration(makeOut(), makeGeneration("large", files), { fs });
  return calls().length;
}
