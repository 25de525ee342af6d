import type Handlebars from "handlebars";
import { compiledTemplate, loadPackage } from "../packages/load-package.js";
import { docComment, propertyKey } from "./print-type.js";
import { readAsset } from "./read-asset.js";

let handlebars: typeof Handlebars | undefined;

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Fills the template beside `moduleUrl`. Throws when a value that it names is missing. */
export function render(moduleUrl: string, name: string, values: object): string {
  const template = compiled.get(name) ?? compile(moduleUrl, name);
  compiled.set(name, template);
  return template(values);
}

/** The build compiles the templates of `dist`, with the same options. */
function compile(moduleUrl: string, name: string): Handlebars.TemplateDelegate {
  const known = compiledTemplate(name);
  if (known !== undefined) return engine().template(known as ReturnType<typeof Handlebars.precompile>);
  return engine().compile(readAsset(moduleUrl, name), { noEscape: true, strict: true, knownHelpersOnly: false });
}

function engine(): typeof Handlebars {
  handlebars ??= createEngine();
  return handlebars;
}

function createEngine(): typeof Handlebars {
  const engine = (loadPackage("handlebars") as typeof Handlebars).create();
  // Every value goes through a helper that quotes it for its context, so that no text can break out of it.
  engine.registerHelper("json", (value: unknown) => JSON.stringify(value));
  engine.registerHelper("key", (value: string) => propertyKey(value));
  engine.registerHelper("line", (value: string) => value.replace(/[\n\r\u2028\u2029]+/g, " "));
  engine.registerHelper("doc", (value: string, indent: string) => docComment(value, indent).trimEnd());
  return engine;
}
