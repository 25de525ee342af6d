import { createRequire } from "node:module";
import type { betterAjvErrors as BetterAjvErrors } from "@apideck/better-ajv-errors";
import type { Fault } from "../contract/errors.js";
import type { JsonObject } from "../contract/json.js";
import { maxFaults } from "../contract/limits.js";
import { didYouMean } from "../contract/suggest.js";
import { type Finding, reduceUnions } from "./branches.js";
import { appendKey, keysOfPointer } from "./pointer.js";
import { describeTypes, listChoices, schemaAt } from "./schema.js";
import type { Invalid } from "./validator.js";

/** Explains each fault of a value in a sentence with its pointer, never with the value. `schema` is JSON text. */
export function explainFaults(invalid: Invalid, schema: string): readonly Fault[] {
  if (invalid.kind === "faults") return invalid.faults;
  const root = JSON.parse(schema) as JsonObject;
  const faults = reduceUnions(invalid.errors, root).map((error) => ({
    path: faultPointer(error),
    message: `${faultName(error)} ${faultSentence(error, root)}`,
  }));
  const unique = new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault]));
  return [...unique.values()].slice(0, maxFaults);
}

/** Returns the pointer of a fault; of a missing or surplus property, that of the property. */
function faultPointer({ instancePath, keyword, params }: Finding): string {
  const name = keyword === "additionalProperties" ? params.additionalProperty : params.missingProperty;
  return typeof name === "string" ? appendKey(instancePath, name) : instancePath;
}

function faultName(error: Finding): string {
  const name = keysOfPointer(faultPointer(error)).at(-1);
  return name === undefined ? "The value" : `\`${name}\``;
}

function faultSentence(error: Finding, root: JsonObject): string {
  const { keyword, params } = error;
  if (error.sentence !== undefined) return `${error.sentence}.`;
  switch (keyword) {
    case "required":
      return "is missing.";
    case "additionalProperties":
      return `is not expected here.${nearestProperty(error, root)}`;
    case "enum":
      return `must be ${listChoices(asList(params.allowedValues).map((value) => JSON.stringify(value)))}.`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}.`;
    case "type":
      return `must be ${describeTypes(asList(params.type))}.`;
    default:
      return libraryWords(error, root);
  }
}

function nearestProperty({ schemaPath, params }: Finding, root: JsonObject): string {
  const { properties } = schemaAt(root, schemaPath.slice(0, schemaPath.lastIndexOf("/")));
  return didYouMean(String(params.additionalProperty), Object.keys(properties ?? {}));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

const subject = /^(?:property '[^']*'|'[^']*' property|\{base\}|[.\w]*)\s+(?=must|is|boolean)/;

/** Returns the library's sentence without its subject, which is `property 'x'` even if the whole value has no name. */
function libraryWords(error: Finding, root: JsonObject): string {
  const { sentence: _, ...plain } = error;
  const errors = [{ ...plain, instancePath: "/value", message: error.message ?? "is not valid" }];
  // Loaded here, because only invalid values need it.
  const require = createRequire(import.meta.url);
  const { betterAjvErrors } = require("@apideck/better-ajv-errors") as { betterAjvErrors: typeof BetterAjvErrors };
  const [explained] = betterAjvErrors({ errors, data: {}, schema: root });
  return `${(explained?.message ?? "is not valid").replace(subject, "")}.`;
}
