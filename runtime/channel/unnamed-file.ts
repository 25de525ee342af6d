import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boardBytes } from "./file-board-layout.js";

/** Numbers of one open file: the host's, and one for its lane, which may only write. */
export interface UnnamedFile {
  readonly own: number;
  readonly forLane: number;
}

/** Opens a file for a board and removes its name: only processes that get its number can use it, and nothing is left. */
export function openUnnamedFile(): UnnamedFile {
  const name = `actionary-${crypto.randomUUID()}`;
  try {
    return openAndUnlink(join("/dev/shm", name)); // in memory, so that a lane waits for no disk
  } catch {
    return openAndUnlink(join(tmpdir(), name)); // macOS has no such folder, and in some containers it cannot be written
  }
}

function openAndUnlink(path: string): UnnamedFile {
  const own = fs.openSync(path, "wx+", 0o600);
  try {
    fs.writeSync(own, new Uint8Array(boardBytes), 0, undefined, 0);
    return { own, forLane: fs.openSync(path, fs.constants.O_WRONLY) };
  } catch (error) {
    fs.closeSync(own);
    throw error;
  } finally {
    fs.unlinkSync(path);
  }
}
