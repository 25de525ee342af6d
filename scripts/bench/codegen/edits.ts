import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFile } from "../tree/generate-tree.js";

/** A project on disk. */
export interface BenchProject {
  readonly root: string;
  /** A folder beside the project, for output of the measured programs. */
  readonly temporary: string;
  readonly tree: ReadonlyMap<string, string>;
}

/** Returns a file with actions from the middle of the tree; no other file imports its types. */
export function ownFile({ tree }: BenchProject): string {
  const files = [...tree.keys()].filter((path) => path.startsWith("actions/integrations/"));
  return files[Math.floor(files.length / 2)] ?? sharedFile;
}

/** Changes a file as its author would: adds a property with a new name to the first interface. */
export function addProperty({ root }: BenchProject, path: string): void {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  const count = text.match(/\bextra_\d+/g)?.length ?? 0;
  const head = /export interface \w+(?:<\w+>)? \{\n/;
  if (!head.test(text)) throw new Error(`${path} has no interface to change`);
  writeFileSync(
    file,
    text.replace(head, (found) => `${found}  /** One more. */\n  extra_${count}?: string;\n`),
  );
}
