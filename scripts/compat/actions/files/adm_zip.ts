import AdmZip from "adm-zip";

/**
 * Make a ZIP in memory and read it.
 *
 * @title adm-zip
 */
export async function useAdmZip(): Promise<string> {
  const zip = new AdmZip();
  zip.addFile("a.txt", Buffer.from("hello"));
  return new AdmZip(zip.toBuffer()).readAsText("a.txt");
}
