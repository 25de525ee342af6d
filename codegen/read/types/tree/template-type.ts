import type { BaseType } from "ts-json-schema-generator";
import { templateTypeMaxTexts } from "../../../model/limits.js";
import { generator } from "../../typescript/typescript.js";
import { literalValues } from "./literal-values.js";

const numberPattern = "-?(?:0|[1-9][0-9]{0,20})(?:\\.[0-9]{1,20})?(?:e[+-]?(?:[12][0-7][0-9]|[0-9]{1,2}))?";

/** One part of a template: some texts, or all that match a pattern. */
export type Part = { readonly texts: readonly string[] } | { readonly pattern: string };

/** Makes the type of a template: an enumeration where it is finite, else text that matches a pattern. */
export function templateType(parts: readonly Part[]): BaseType {
  const count = parts.reduce(
    (product, part) => product * ("texts" in part ? part.texts.length : Number.POSITIVE_INFINITY),
    1,
  );
  if (count > templateTypeMaxTexts) {
    const pattern = `^${parts.map(patternOf).join("")}$`;
    return new generator.AnnotatedType(new generator.StringType(), { pattern }, false);
  }
  const texts = parts.reduce<readonly string[]>(
    (all, part) => all.flatMap((text) => ("texts" in part ? part.texts.map((each) => text + each) : [])),
    [""],
  );
  return new generator.UnionType(texts.map((text) => new generator.LiteralType(text)));
}

/** Returns a type as a part of a template; undefined where it cannot be one. */
export function partOf(type: BaseType): Part | undefined {
  const values = literalValues(type);
  if (values) return { texts: values.map(String) };
  const inner = generator.derefType(type);
  // Any text, line breaks included; any number as JavaScript writes it, except those that overflow to infinity.
  if (inner instanceof generator.StringType) return { pattern: "[\\s\\S]*" };
  if (inner instanceof generator.NumberType) return { pattern: numberPattern };
  return inner instanceof generator.BooleanType ? { texts: ["false", "true"] } : undefined;
}

function patternOf(part: Part): string {
  if ("pattern" in part) return part.pattern;
  const escaped = part.texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return escaped.length === 1 ? (escaped[0] ?? "") : `(?:${escaped.join("|")})`;
}
