import fs from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFile, BuiltValidator } from "../contract/build.js";

// Taken before any action runs, so that none can put itself in between.
const { getBuiltinModule } = process;
const { readFileSync } = fs;

let hash: ((text: string) => string) | undefined;

/**
 * Of text in UTF-8. To load the module costs every import of the runtime a fifth of its time, so that is left to the first
 * file: in a lane, before its first action is loaded.
 */
function sha256Of(text: string): string {
  if (!hash) {
    const { hash: digest } = getBuiltinModule("node:crypto");
    hash = (each) => digest("sha256", each);
  }
  return hash(text);
}

/** A file of the build that is not, or no longer, what the build said. The message says what to do. */
export class BuildFault extends Error {}

/** A validator and what it imports. */
export function filesOf(validator: BuiltValidator): readonly BuildFile[] {
  return validator.helpers ? [validator, validator.helpers] : [validator];
}

/** Checks the files of one build folder against their hashes and loads them; each file is checked once. */
export interface BuildLoader {
  /** Throws a `BuildFault` unless every file is there and unchanged. */
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
        check(folder, file);
        verified.add(file.file);
      }
    },
    load: (file) => import(pathToFileURL(join(folder, file)).href),
  };
}

function check(folder: string, { file, sha256 }: BuildFile): void {
  let text: string;
  try {
    text = readFileSync(join(folder, file), "utf8"); // bytes would be read by `fs.readSync`, whatever that is by now
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw error;
    throw new BuildFault(
      `${join(folder, file)} is gone: the build was renewed or removed. Create a new runtime; if that fails, run ` +
        "`npx actionary codegen`.",
    );
  }
  if (sha256Of(text) === sha256) return;
  throw new BuildFault(
    `${join(folder, file)} is not what the build made. Run \`npx actionary codegen\` to build it again.`,
  );
}
