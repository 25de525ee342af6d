import { createRequire } from "node:module";
import type { betterAjvErrors as BetterAjvErrors } from "@apideck/better-ajv-errors";
import type { Fault } from "../contract/errors.js";
import type { JsonObject } from "../contract/json.js";
import { didYouMean } from "../contract/suggest.js";
import { type Finding, reduceUnions } from "./branches.js";
import { below, keysOf } from "./pointer.js";
import { describeTypes, listed, schemaAt } from "./schema.js";
import { maxFaults } from "./take-json.js";
import type { Invalid } from "./validator.js";

const require = createRequire(import.meta.url);

/** Says in words what is wrong with a value, fault by fault, with its place and never the value. `schema` is JSON text. */
export function explainFaults(invalid: Invalid, schema: string): readonly Fault[] {
  if (invalid.kind === "faults") return invalid.faults;
  const root = JSON.parse(schema) as JsonObject;
  const faults = reduceUnions(invalid.errors, root).map((error) => ({
    path: placeOf(error),
    message: `${nameOf(error)} ${sentenceOf(error, root)}`,
  }));
  const unique = new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault]));
  return [...unique.values()].slice(0, maxFaults);
}

/** For a missing or a surplus property, the place is where it is missing or stands. */
function placeOf({ instancePath, keyword, params }: Finding): string {
  const name = keyword === "additionalProperties" ? params.additionalProperty : params.missingProperty;
  return typeof name === "string" ? below(instancePath, name) : instancePath;
}

function nameOf(error: Finding): string {
  const name = keysOf(placeOf(error)).at(-1);
  return name === undefined ? "The value" : `\`${name}\``;
}

function sentenceOf(error: Finding, root: JsonObject): string {
  const { keyword, params } = error;
  if (error.sentence !== undefined) return `${error.sentence}.`;
  switch (keyword) {
    case "required":
      return "is missing.";
    case "additionalProperties":
      return `is not expected here.${nearestProperty(error, root)}`;
    case "enum":
      return `must be ${listed(valuesOf(params.allowedValues).map((value) => JSON.stringify(value)))}.`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}.`;
    case "type":
      return `must be ${describeTypes(valuesOf(params.type))}.`;
    default:
      return inWords(error, root);
  }
}

function nearestProperty({ schemaPath, params }: Finding, root: JsonObject): string {
  const { properties } = schemaAt(root, schemaPath.slice(0, schemaPath.lastIndexOf("/")));
  return didYouMean(String(params.additionalProperty), Object.keys(properties ?? {}));
}

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

const subject = /^(?:property '[^']*'|'[^']*' property|\{base\}|[.\w]*)\s+(?=must|is|boolean)/;

/** The library's sentence, less its subject: it says `property 'x'` where the whole value has no name. */
function inWords(error: Finding, root: JsonObject): string {
  const { sentence: _, ...plain } = error;
  const errors = [{ ...plain, instancePath: "/value", message: error.message ?? "is not valid" }];
  // Here, because nothing needs it before something is wrong.
  const { betterAjvErrors } = require("@apideck/better-ajv-errors") as { betterAjvErrors: typeof BetterAjvErrors };
  const [explained] = betterAjvErrors({ errors, data: {}, schema: root });
  return `${(explained?.message ?? "is not valid").replace(subject, "")}.`;
}
