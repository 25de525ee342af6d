import type { BaseType, Definition, TypeFormatter } from "ts-json-schema-generator";
import type { JsonSchema } from "../../../../runtime/contract/json.js";
import { annotate } from "./annotate.js";
import type { Annotations } from "./annotations.js";
import { collectDefinitions } from "./definitions.js";

/** One property of an object schema that is put together from types. */
export interface SchemaProperty {
  readonly name: string;
  readonly required: boolean;
  readonly type: BaseType;
  readonly annotations: Annotations;
}

/** Returns a self-contained schema of a closed object with these properties. */
export function objectSchema(properties: readonly SchemaProperty[], formatter: TypeFormatter): JsonSchema {
  const entries = properties.map(({ name, type, annotations }): [string, Definition] => [
    name,
    annotate(formatter.getDefinition(type), annotations, type),
  ]);
  const required = properties.filter((property) => property.required).map((property) => property.name);
  const schema: Definition = {
    type: "object",
    properties: Object.fromEntries(entries),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  const types = properties.map((property) => property.type);
  return collectDefinitions(schema, types, formatter);
}
