import type { JsonSchema } from "../../../../runtime/contract/json.js";
import type { Widget } from "../../../../runtime/contract/manifest.js";

const formats: ReadonlyMap<string, Widget> = new Map([
  ["date-time", "date-time"],
  ["email", "email"],
  ["uri", "url"],
]);

/** Every form component; the type holds the list whole. */
const widgets: Readonly<Record<Widget, true>> = {
  text: true,
  "text-area": true,
  code: true,
  select: true,
  "multi-select": true,
  "tag-input": true,
  integer: true,
  number: true,
  toggle: true,
  "date-time": true,
  email: true,
  url: true,
  password: true,
  file: true,
  json: true,
};

/** The names of all form components. */
export const widgetNames: readonly string[] = Object.keys(widgets);

/** The form component of a schema: what its comment chose, else what its type suggests, else JSON. */
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

/** The members of a union that are not null alone. */
function membersBesideNull(schema: JsonSchema): readonly JsonSchema[] {
  const members = Array.isArray(schema.anyOf) ? (schema.anyOf as readonly JsonSchema[]) : [];
  return members.filter((member) => member.type !== "null");
}

function arrayWidget(items: JsonSchema[string]): Widget {
  if (typeof items !== "object" || items === null || Array.isArray(items)) return "json";
  const widget = widgetOf(items as JsonSchema);
  if (widget === "select") return "multi-select";
  return widget === "text" || widget === "email" || widget === "url" ? "tag-input" : "json";
}

function isWidget(name: string): name is Widget {
  return Object.hasOwn(widgets, name);
}
