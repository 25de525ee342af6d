import mustache from "mustache";

/**
 * Fill a template.
 *
 * @title mustache
 */
export async function useMustache(): Promise<string> {
  return mustache.render("{{#items}}{{.}};{{/items}}", { items: ["a", "<b>"] });
}
