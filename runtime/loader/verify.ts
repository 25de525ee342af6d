import fs from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFile } from "../contract/build.js";

// Taken before any action runs, so that none can replace them.
const { getBuiltinModule } = process;
const { readFileSync, openSync, fstatSync, readSync, closeSync } = fs;

let hash: ((content: string | Uint8Array) => string) | undefined;

/**
 * Returns the sha256 of bytes or of a text in UTF-8. The module is loaded with the first file, in a lane before its first action, because
 * loading it with the runtime would take a fifth of the time of every import.
 */
function sha256Of(content: string | Uint8Array): string {
  if (!hash) {
    const { hash: digest } = getBuiltinModule("node:crypto");
    hash = (each) => digest("sha256", each);
  }
  return hash(content);
}

/** Error of a file that is missing or does not have the hash of the build. The message says what to do. */
export class BuildError extends Error {}

/** Checks files of one build folder against their hashes and loads them; each file is checked once. */
export interface BuildLoader {
  /** Throws a `BuildError` unless every file is present and unchanged. */
  verify(files: readonly BuildFile[]): void;
  /** Imports a file that was verified. */
  load(file: string): Promise<unknown>;
}

/** Opens a build folder for loading; `folder` is absolute. */
export function openBuild(folder: string): BuildLoader {
  const verified = new Set<string>();
  return {
    verify: (files) => {
      for (const file of files) {
        if (verified.has(file.file)) continue;
        verifyFile(folder, file);
        verified.add(file.file);
      }
    },
    load: (file) => import(pathToFileURL(join(folder, file)).href),
  };
}

/** Throws a `BuildError` unless a file is present and unchanged. */
export function verifyFile(folder: string, { file, sha256 }: BuildFile): void {
  let content: string | Uint8Array;
  try {
    content = readContent(join(folder, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw error;
    throw new BuildError(
      `${join(folder, file)} is gone: the build was renewed or removed. Create a new runtime; if that fails, run ` +
        "`npx actionary codegen`.",
    );
  }
  if (sha256Of(content) === sha256) return;
  throw new BuildError(
    `${join(folder, file)} is not what the build made. Run \`npx actionary codegen\` to build it again.`,
  );
}

/** Reads code as text, which an action cannot interfere with, and any other file as bytes. */
function readContent(path: string): string | Uint8Array {
  if (path.endsWith(".js")) return readFileSync(path, "utf8");
  // `readFileSync` would read bytes by the `fs.readSync` of now, which an action may have replaced.
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(fstatSync(file).size);
    for (let at = 0; at < bytes.length; ) {
      const count = readSync(file, bytes, at, bytes.length - at, at);
      if (count === 0) break;
      at += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
