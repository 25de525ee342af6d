import { marked } from "marked";

/**
 * Turn Markdown into HTML.
 *
 * @title marked
 */
export async function useMarked(): Promise<string> {
  return marked("# Hello\n\n- a\n- b");
}
