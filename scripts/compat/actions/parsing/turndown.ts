import TurndownService from "turndown";

/**
 * Turn HTML into Markdown.
 *
 * @title turndown
 */
export async function useTurndown(): Promise<string> {
  return new TurndownService().turndown("<h1>Hello</h1><p><b>a</b></p>");
}
