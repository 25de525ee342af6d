import { convert } from "html-to-text";

/**
 * Turn HTML into text.
 *
 * @title html-to-text
 */
export async function useHtmlToText(): Promise<string> {
  return convert("<h1>Hello</h1><ul><li>a</li></ul>");
}
