import sanitize from "sanitize-html";

/**
 * Take scripts out of HTML.
 *
 * @title sanitize-html
 */
export async function useSanitizeHtml(): Promise<string> {
  return sanitize('<b onclick="x()">a</b><script>y()</script>');
}
