import { randomUUID } from "node:crypto";
import { chmodSync, readFileSync, realpathSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WriteError, withWriteError } from "./write-error.js";

/** New text of a source file. */
export interface SourceChange {
  /** The file, below `folder`, with `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const byteOrderMark = "\uFEFF";

/**
 * Replaces the text of a file below `folder`, all of it or nothing; keeps a byte order mark and the file's mode.
 *
 * @throws WriteError `CHANGED` when the file no longer holds `before`, `LINKED` when the path has a symbolic link.
 */
export function writeSource(folder: string, { path, before, after }: SourceChange): void {
  const target = join(folder, path);
  const draft = `${target}.${randomUUID()}.draft`;
  withWriteError(target, () => {
    if (realpathSync(target) !== join(realpathSync(folder), path)) throw new WriteError("LINKED", target);
    const standing = readFileSync(target, "utf8");
    const mark = standing.startsWith(byteOrderMark) ? byteOrderMark : "";
    try {
      writeFileSync(draft, mark + after, { flag: "wx", flush: true });
      chmodSync(draft, statSync(target).mode);
      // Compared last, so that others have next to no time to write in between.
      if (readFileSync(target, "utf8") !== mark + before) throw new WriteError("CHANGED", target);
      renameSync(draft, target);
    } catch (error) {
      removeDraft(draft);
      throw error;
    }
  });
}

function removeDraft(draft: string): void {
  try {
    unlinkSync(draft);
  } catch {
    // It was not created.
  }
}
