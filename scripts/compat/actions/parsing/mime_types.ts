import mime from "mime-types";

/**
 * Look up types of files.
 *
 * @title mime-types
 */
export async function useMimeTypes(): Promise<string> {
  return `${mime.lookup("a.png")} ${mime.extension("text/html")}`;
}
