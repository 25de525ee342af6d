import MarkdownIt from "markdown-it";

/**
 * Turn Markdown into HTML.
 *
 * @title markdown-it
 */
export async function useMarkdownIt(): Promise<string> {
  return new MarkdownIt({ linkify: true }).render("# Hello\n\nhttps://example.com");
}
