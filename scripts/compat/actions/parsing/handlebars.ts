import Handlebars from "handlebars";

/**
 * Fill a template.
 *
 * A template that is compiled makes code from a text, which lanes allow.
 *
 * @title handlebars
 */
export async function useHandlebars(): Promise<string> {
  return Handlebars.compile("{{#each items}}{{name}};{{/each}}")({ items: [{ name: "a" }, { name: "b" }] });
}
