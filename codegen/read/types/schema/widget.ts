import { isJsonObject, type JsonSchema } from "../../../../runtime/contract/json.js";
import type { Widget } from "../../../../runtime/contract/manifest.js";
import { isWidget } from "../../comments/widget-names.js";

/** Form components of texts by their format. */
const formats: ReadonlyMap<string, Widget> = new Map([
  ["date-time", "date-time"],
  ["email", "email"],
  ["uri", "url"],
]);

/** Returns the form component of a schema: the one that its comment chose, else one that suits its type, else JSON. */
export function widgetOf(schema: JsonSchema): Widget {
  const chosen = schema["x-widget"];
  if (typeof chosen === "string" && isWidget(chosen)) return chosen;
  const [beside, ...others] = membersBesideNull(schema);
  if (beside && others.length === 0) return widgetOf(beside);
  if (schema.enum !== undefined || schema.const !== undefined) return "select";
  const types = [schema.type].flat().filter((type) => type !== "null");
  const [type] = types;
  if (types.length !== 1) return "json";
  switch (type) {
    case "string":
      return (typeof schema.format === "string" ? formats.get(schema.format) : undefined) ?? "text";
    case "integer":
      return "integer";
    case "number":
      return "number";
    case "boolean":
      return "toggle";
    case "array":
      return arrayWidget(schema.items);
    default:
      return "json";
  }
}

/** Returns the members of a union besides null. */
function membersBesideNull(schema: JsonSchema): readonly JsonSchema[] {
  const members = Array.isArray(schema.anyOf) ? (schema.anyOf as readonly JsonSchema[]) : [];
  return members.filter((member) => member.type !== "null");
}

function arrayWidget(items: JsonSchema[string]): Widget {
  if (!isJsonObject(items)) return "json";
  const widget = widgetOf(items);
  if (widget === "select") return "multi-select";
  return widget === "text" || widget === "email" || widget === "url" ? "tag-input" : "json";
}
