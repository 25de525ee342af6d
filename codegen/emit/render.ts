import { createRequire } from "node:module";
import type Handlebars from "handlebars";
import { docComment, propertyKey } from "./print-type.js";
import { readAsset } from "./read-asset.js";

const handlebars = (createRequire(import.meta.url)("handlebars") as typeof Handlebars).create();

// Every value goes through a helper that quotes it for its context, so that no text can break out of it.
handlebars.registerHelper("json", (value: unknown) => JSON.stringify(value));
handlebars.registerHelper("key", (value: string) => propertyKey(value));
handlebars.registerHelper("line", (value: string) => value.replace(/[\n\r\u2028\u2029]+/g, " "));
handlebars.registerHelper("doc", (value: string, indent: string) => docComment(value, indent).trimEnd());

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Fills the template beside `moduleUrl`. Throws when a value that it names is missing. */
export function render(moduleUrl: string, name: string, values: object): string {
  const template =
    compiled.get(name) ??
    handlebars.compile(readAsset(moduleUrl, name), { noEscape: true, strict: true, knownHelpersOnly: false });
  compiled.set(name, template);
  return template(values);
}
