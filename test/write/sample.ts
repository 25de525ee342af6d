import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Artifact, Generation } from "../../codegen/model/artifacts.js";

/** Makes an empty folder that is removed after the test, and returns the path of an out folder below it. */
export function makeOut(): string {
  const folder = mkdtempSync(join(tmpdir(), "actionary-write-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "generated");
}

/** Reads every file below `folder`, by its path. */
export function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = entries.filter((path) => lstatSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** Returns the tree that a generation must leave. */
export function treeOf(generation: Generation): Record<string, string> {
  const { committed, addressed, fixed, current } = generation;
  const list = committed.map(({ path }) => path).sort();
  const artifacts: Artifact[] = [
    ...committed,
    ...addressed,
    ...fixed,
    current,
    { path: "build/committed.json", content: `${JSON.stringify(list, undefined, 2)}\n` },
  ];
  const files = artifacts.map(({ path, content }): [string, string] => [path, Buffer.from(content).toString()]);
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lists the empty folders. */
export function emptyFolders(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => {
    return lstatSync(join(folder, path)).isDirectory() && readdirSync(join(folder, path)).length === 0;
  });
}

/** Reads as the runtime does: through `current.json`, every file against its hash. Returns the generation's name, if any. */
export function readStanding(out: string): string | undefined {
  const tree = readTreeIfThere(out);
  const text = tree["build/current.json"];
  if (text === undefined) return undefined;
  const { name, files }: { name: string; files: Record<string, string> } = JSON.parse(text);
  for (const [path, sha256] of Object.entries(files)) {
    const found = createHash("sha256")
      .update(tree[path] ?? "missing")
      .digest("hex");
    if (found !== sha256) throw new Error(`${path} of generation ${name} is not whole.`);
  }
  return name;
}

function readTreeIfThere(out: string): Record<string, string> {
  try {
    return readTree(out);
  } catch {
    return {};
  }
}
