import JSZip from "jszip";

/**
 * Make a ZIP in memory and read it.
 *
 * @title jszip
 */
export async function useJszip(): Promise<string> {
  const bytes = await new JSZip().file("a.txt", "hello").generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
  const zip = await JSZip.loadAsync(bytes);
  return (await zip.file("a.txt")?.async("string")) ?? "none";
}
