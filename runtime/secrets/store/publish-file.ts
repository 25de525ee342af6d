import { randomBytes } from "node:crypto";
import { link, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Brings a file to a path at which there is none, as a whole and for good; returns false, without a change, if there is one. `write`
 * makes it at the path that it is given.
 */
export async function publishFile(file: string, write: (draft: string) => Promise<void>): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await write(draft);
    await sync(draft);
    await link(draft, file);
    await sync(dirname(file));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft).catch(() => {}); // It was not made, then.
  }
}

/** Has the disk keep a file or the names in a folder; Windows opens no folder. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => {});
  } finally {
    await handle?.close();
  }
}
