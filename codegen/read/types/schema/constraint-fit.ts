import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { jsonTypesOf } from "../tree/json-types.js";
import { literalValues } from "../tree/literal-values.js";
import { WireType } from "../tree/wire-type.js";

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

/** Whether a keyword speaks of one kind of value. */
export function isConstraint(keyword: string): boolean {
  return Object.hasOwn(kindOfTag, keyword);
}

/** Why a constraint cannot hold for values of a type; undefined where it can. */
export function misfit(tag: string, content: string, type: BaseType): string | undefined {
  if (tag === "multipleOf" && Number(content) <= 0) return "only a number above 0 has multiples";
  if (tag === "closed") {
    const inner = generator.derefType(type);
    // Without properties, nothing but `{}` would be left of it.
    const isClosable = inner instanceof generator.ObjectType && inner.getProperties().length > 0;
    return isClosable ? undefined : "only an object with properties of its own can be closed";
  }
  const wanted = tag === "widget" ? kindOfWidget(content) : Object.hasOwn(kindOfTag, tag) ? kindOfTag[tag] : undefined;
  if (tag === "widget" && wanted && !jsonTypesOf(type)?.every((kind) => kind === "number" || kind === "null")) {
    return "the type holds values that are no number";
  }
  if (wanted === undefined || kindsOf(type).has(wanted)) return undefined;
  return `the type holds no value that is ${wanted === "array" ? "an array" : `a ${wanted}`}`;
}

/** Bounds of which the lower lies above the upper. */
const bounds = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
] as const;

/** The upper bound that a lower one contradicts, so that no value fits. */
export function contradiction(annotations: Readonly<Record<string, unknown>>): string | undefined {
  const found = bounds.find(([low, high]) => Number(annotations[low]) > Number(annotations[high]));
  return found?.[1];
}

function kindOfWidget(name: string): Kind | undefined {
  return name === "integer" || name === "number" ? "number" : undefined;
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
