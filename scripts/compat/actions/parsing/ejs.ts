import ejs from "ejs";

/**
 * Fill a template.
 *
 * @title ejs
 */
export async function useEjs(): Promise<string> {
  return ejs.render("<% for (const each of items) { %><%= each %>;<% } %>", { items: ["a", "<b>"] });
}
