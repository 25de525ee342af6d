import { randomUUID } from "node:crypto";
import { chmodSync, readFileSync, realpathSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, WriteError } from "./write-error.js";

/** A text that replaces another one in a file that people wrote. */
export interface SourceChange {
  /** The file, below `folder`, with `/`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const byteOrderMark = "\uFEFF";

/**
 * Writes a file below `folder` anew, whole or not at all; a byte order mark and the file's mode stay.
 *
 * @throws WriteError `CHANGED` when the file does not hold `before` any more, `LINKED` when it is reached by a symbolic link.
 */
export function writeSource(folder: string, { path, before, after }: SourceChange): void {
  const target = join(folder, path);
  const draft = `${target}.${randomUUID()}.draft`;
  attempt(target, () => {
    if (realpathSync(target) !== join(realpathSync(folder), path)) throw new WriteError("LINKED", target);
    const standing = readFileSync(target, "utf8");
    const mark = standing.startsWith(byteOrderMark) ? byteOrderMark : "";
    try {
      writeFileSync(draft, mark + after, { flag: "wx", flush: true });
      chmodSync(draft, statSync(target).mode);
      // Looked at last, so that next to no time is left in which somebody else may write.
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
    // It was never made.
  }
}
