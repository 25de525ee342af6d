import type { BaseType, Definition } from "ts-json-schema-generator";
import { jsonTypesOf } from "../tree/json-types.js";
import { isConstraint } from "./constraint-fit.js";
import { oneOrMany } from "./one-or-many.js";

/**
 * Adds keywords to the schema of a type. Beside a `$ref` draft-07 ignores them, so the reference goes into `allOf`, and
 * the kinds of its values are repeated: a recursive type may be more than an object.
 */
export function annotate(
  definition: Definition,
  annotations: Readonly<Record<string, unknown>>,
  type: BaseType,
): Definition {
  if (Object.keys(annotations).length === 0) return definition;
  const { "x-closed": closed, ...keywords } = annotations;
  const own: Definition = definition.$ref === undefined ? definition : { allOf: [definition], ...typeKeyword(type) };
  const closing = closed === true && own.type === "object" && own.additionalProperties === undefined;
  const isTyped = own.type !== undefined || !Object.keys(keywords).some(isConstraint);
  return {
    ...(isTyped ? {} : { type: typesOf(own) }),
    ...own,
    ...(closing ? { additionalProperties: false } : {}),
    ...keywords,
    ...(keywords.type === "integer" ? wholeNumbers(own) : {}),
  };
}

/** The type of whole numbers among which there may be null. */
function wholeNumbers({ type }: Definition): Definition {
  return { type: Array.isArray(type) ? type.map((kind) => (kind === "number" ? "integer" : kind)) : "integer" };
}

/** The types of all members of a union: Ajv's strict mode wants the type beside a constraint on it. */
function typesOf(definition: Definition): NonNullable<Definition["type"]> {
  const members = (definition.anyOf ?? definition.oneOf ?? []) as readonly Definition[];
  const types = members.map((member) => member.type);
  const known = types.every((type) => type !== undefined) ? [...new Set(types.flat())] : undefined;
  return oneOrMany(known ?? ["string", "number", "boolean", "null", "array", "object"]);
}

function typeKeyword(type: BaseType): Definition {
  const kinds = jsonTypesOf(type);
  return kinds ? { type: oneOrMany(kinds) as NonNullable<Definition["type"]> } : {};
}
