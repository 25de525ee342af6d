import { buffer } from "node:stream/consumers";
import { ZipArchive } from "archiver";

/**
 * Make a ZIP in memory.
 *
 * @title archiver
 */
export async function useArchiver(): Promise<boolean> {
  const archive = new ZipArchive({ zlib: { level: 9 } });
  archive.append("hello", { name: "a.txt", date: new Date(0) });
  const [bytes] = await Promise.all([buffer(archive), archive.finalize()]);
  return bytes.includes("a.txt");
}
