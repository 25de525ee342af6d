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
export function openBoardFile(): UnnamedFile {
  return openAndUnlink(new Uint8Array(boardBytes), (path, own) => ({
    own,
    forLane: fs.openSync(path, fs.constants.O_WRONLY),
  }));
}

/** Opens a file without a name that holds `content`, to be read from its beginning. */
export function openUnnamedFile(content: Uint8Array): number {
  return openAndUnlink(content, (_, own) => own);
}

/** `use` gets the file's path, as long as it has one, and its number. */
function openAndUnlink<T>(content: Uint8Array, use: (path: string, own: number) => T): T {
  const name = `actionary-${crypto.randomUUID()}`;
  try {
    return openIn("/dev/shm", name); // in memory, so that a lane waits for no disk
  } catch {
    return openIn(tmpdir(), name); // macOS has no such folder, and in some containers it cannot be written
  }

  function openIn(folder: string, file: string): T {
    const path = join(folder, file);
    const own = fs.openSync(path, "wx+", 0o600);
    try {
      fs.writeSync(own, content, 0, undefined, 0);
      return use(path, own);
    } catch (error) {
      fs.closeSync(own);
      throw error;
    } finally {
      fs.unlinkSync(path);
    }
  }
}
