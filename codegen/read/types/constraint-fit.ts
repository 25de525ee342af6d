import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../typescript.js";
import { literalValues } from "./literal-values.js";
import { WireType } from "./wire-type.js";

/** The kinds of JSON values that constraints speak of. */
type Kind = "string" | "number" | "array" | "other";

/** The kind of value that each constraint is about. */
const kindOfTag: Readonly<Record<string, Kind>> = {
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  multipleOf: "number",
  minLength: "string",
  maxLength: "string",
  pattern: "string",
  format: "string",
  minItems: "array",
  maxItems: "array",
  uniqueItems: "array",
};

/** What a constraint wants instead, in words, where no value of the type is of its kind; undefined where it fits. */
export function misfit(tag: string, type: BaseType): string | undefined {
  const wanted = Object.hasOwn(kindOfTag, tag) ? kindOfTag[tag] : undefined;
  if (wanted === undefined || kindsOf(type).has(wanted)) return undefined;
  return wanted === "array" ? "an array" : `a ${wanted}`;
}

function kindsOf(type: BaseType): ReadonlySet<Kind> {
  const inner = generator.derefType(type);
  if (inner instanceof generator.UnionType) return new Set(inner.getTypes().flatMap((member) => [...kindsOf(member)]));
  if (inner instanceof generator.StringType) return new Set(["string"]);
  if (inner instanceof generator.NumberType) return new Set(["number"]);
  if (inner instanceof generator.ArrayType || inner instanceof generator.TupleType) return new Set(["array"]);
  // The wire form of a date or of bytes is the codegen's to constrain.
  if (inner instanceof WireType) return new Set(["other"]);
  const values = literalValues(inner) ?? [];
  return new Set(
    values.map(
      (value): Kind => (typeof value === "string" || typeof value === "number" ? (typeof value as Kind) : "other"),
    ),
  );
}
