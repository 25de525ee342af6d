import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blankBoard } from "./file-board-layout.js";

/** Opens a file for a board and removes its name: only processes that get its number can use it, and nothing is left. */
export function openUnnamedFile(): number {
  const name = `actionary-${crypto.randomUUID()}`;
  try {
    return openAndUnlink(join("/dev/shm", name)); // in memory, so that a lane waits for no disk
  } catch {
    return openAndUnlink(join(tmpdir(), name)); // macOS has no such folder, and in some containers it cannot be written
  }
}

function openAndUnlink(path: string): number {
  const file = fs.openSync(path, "wx+", 0o600);
  fs.unlinkSync(path);
  fs.writeSync(file, blankBoard(), 0, undefined, 0);
  return file;
}
