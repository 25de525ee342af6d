import AdmZip from "adm-zip";
import { Open } from "unzipper";

/**
 * Read a ZIP in memory.
 *
 * @title unzipper
 */
export async function useUnzipper(): Promise<string> {
  const zip = new AdmZip();
  zip.addFile("a.txt", Buffer.from("hello"));
  const { files } = await Open.buffer(zip.toBuffer());
  return String(await files[0]?.buffer());
}
