import type { BaseType } from "ts-json-schema-generator";
import type { Json } from "../../../../runtime/contract/json.js";
import type { ConstrainedKind, KeywordLanding } from "../../comments/tag-row.js";
import { tagTable } from "../../comments/tag-table.js";
import { generator } from "../../typescript/typescript.js";
import { jsonTypesOf } from "../tree/json-types.js";
import { literalValues } from "../tree/literal-values.js";
import { WireType } from "../tree/wire-type.js";

/** Keywords that constrain values of one kind. */
const constraints: ReadonlySet<string> = new Set(
  Object.values(tagTable).flatMap(({ schema }) => (isKind(schema?.fits) ? [schema.keyword] : [])),
);

/** Returns whether a keyword constrains values of one kind. */
export function isConstraint(keyword: string): boolean {
  return constraints.has(keyword);
}

/** Returns the reason why a keyword does not fit a type; undefined where it fits. */
export function misfit({ fits }: KeywordLanding, value: Json, type: BaseType): string | undefined {
  const fit = typeof fits === "function" ? fits(value) : fits;
  switch (fit) {
    case undefined:
      return undefined;
    case "properties":
      return isClosable(type) ? undefined : "only an object with properties of its own can be closed";
    case "numbers alone":
      return isNumeric(type) ? lackOf("number", type) : "the type holds values that are no number";
    case "string":
    case "number":
    case "array":
      return lackOf(fit, type);
    default:
      return fit satisfies never;
  }
}

function isKind(fits: KeywordLanding["fits"]): fits is ConstrainedKind {
  return fits === "string" || fits === "number" || fits === "array";
}

/** Returns whether something is left of a type that is closed: without properties, only `{}` would fit. */
function isClosable(type: BaseType): boolean {
  const inner = generator.derefType(type);
  return inner instanceof generator.ObjectType && inner.getProperties().length > 0;
}

function isNumeric(type: BaseType): boolean {
  return jsonTypesOf(type)?.every((kind) => kind === "number" || kind === "null") ?? false;
}

function lackOf(kind: ConstrainedKind, type: BaseType): string | undefined {
  if (kindsOf(type).has(kind)) return undefined;
  return `the type holds no value that is ${kind === "array" ? "an array" : `a ${kind}`}`;
}

/** The kinds of a type's values; `other` ones have no constraints. */
function kindsOf(type: BaseType): ReadonlySet<ConstrainedKind | "other"> {
  const inner = generator.derefType(type);
  if (inner instanceof generator.UnionType) return new Set(inner.getTypes().flatMap((member) => [...kindsOf(member)]));
  if (inner instanceof generator.StringType) return new Set(["string"]);
  if (inner instanceof generator.NumberType) return new Set(["number"]);
  if (inner instanceof generator.ArrayType || inner instanceof generator.TupleType) return new Set(["array"]);
  // The wire form of a date or of bytes belongs to codegen, so nothing else constrains it.
  if (inner instanceof WireType) return new Set(["other"]);
  const values = literalValues(inner) ?? [];
  return new Set(
    values.map((value) => (typeof value === "string" ? "string" : typeof value === "number" ? "number" : "other")),
  );
}
