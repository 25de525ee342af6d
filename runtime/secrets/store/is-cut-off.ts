import { open, stat } from "node:fs/promises";

// Where the header of a database file has the length of a page and the number of pages.
const headerBytes = 100;
const pageLengthAt = 16;
const pageCountAt = 28;

/**
 * Tells whether the end of a database file is missing, which the database itself may take for pages of zeros. Not where its log of
 * writes holds something: its end may be there. False for what is no database.
 */
export async function isCutOff(file: string): Promise<boolean> {
  // Another process may move its log into the file at this moment: its header first, then its end, and at last the log is empty.
  for (let look = 0; look < 3; look++) if (!(await looksCutOff(file))) return false;
  return true;
}

async function looksCutOff(file: string): Promise<boolean> {
  const handle = await open(file, "r").catch(() => undefined);
  try {
    const { bytesRead, buffer } = (await handle?.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)) ?? {};
    if (!handle || !buffer || bytesRead !== headerBytes || !buffer.toString("latin1").startsWith("SQLite format 3"))
      return false;
    const { size } = await handle.stat();
    const log = await stat(`${file}-wal`).catch(() => undefined);
    return (log?.size ?? 0) === 0 && size < buffer.readUInt32BE(pageCountAt) * buffer.readUInt16BE(pageLengthAt);
  } catch {
    return false; // It is a folder, or cannot be read: opening it as a database says so.
  } finally {
    await handle?.close();
  }
}
