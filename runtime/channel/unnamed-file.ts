import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blankBoard } from "./file-board.js";

/** Opens a file that has no name any more: only who is given its number can read or write it, and it leaves nothing behind. */
export function boardFile(): number {
  const name = `actionary-${crypto.randomUUID()}`;
  try {
    return openNameless(join("/dev/shm", name)); // memory: no disk makes a lane wait
  } catch {
    return openNameless(join(tmpdir(), name)); // macOS has no such folder, and some containers none that can be written
  }
}

function openNameless(path: string): number {
  const file = fs.openSync(path, "wx+", 0o600);
  fs.unlinkSync(path);
  fs.writeSync(file, blankBoard(), 0, undefined, 0);
  return file;
}
