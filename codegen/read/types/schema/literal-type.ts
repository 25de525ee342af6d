import type { BaseType } from "ts-json-schema-generator";
import type { Json } from "../../../../runtime/contract/json.js";
import { generator } from "../../typescript/typescript.js";
import { namedProperty } from "../tree/named-property.js";

/** Returns the widened type of a default; undefined where the value tells too little (`null`, `[]`, `{}`). */
export function literalType(value: Json): BaseType | undefined {
  if (typeof value === "string") return new generator.StringType();
  if (typeof value === "number") return new generator.NumberType();
  if (typeof value === "boolean") return new generator.BooleanType();
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const kinds = new Map(items.map((item) => [JSON.stringify(shapeOf(item)), literalType(item)]));
    const [type] = kinds.values();
    return kinds.size === 1 && type ? new generator.ArrayType(type) : undefined;
  }
  const properties = Object.entries(value).map(([name, item]) => {
    const type = literalType(item);
    return type && namedProperty(name, type, "required");
  });
  if (properties.length === 0 || !properties.every((property) => property !== undefined)) return undefined;
  return new generator.ObjectType(`literal-${JSON.stringify(value)}`, [], properties, false);
}

/** Returns the shape of a value without its content: equal for values of one widened type. */
function shapeOf(value: Json): Json {
  if (typeof value !== "object" || value === null) return typeof value;
  if (Array.isArray(value)) return [value.length > 0 ? shapeOf(value[0] as Json) : "empty"];
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
}
