import type { BaseType } from "ts-json-schema-generator";
import { templateTypeMaxTexts } from "../../../model/limits.js";
import { holePatterns } from "../../../model/schema-patterns.js";
import { generator } from "../../typescript/typescript.js";
import { literalValues } from "./literal-values.js";
import { WireType } from "./wire-type.js";

/** One part of a template: some texts, or all that match a pattern. */
export type Part = { readonly texts: readonly string[] } | { readonly pattern: string };

/** Text that matches a pattern as a whole: a template that is not finite, or text in upper or lower case. */
export class PatternText extends generator.AnnotatedType {
  /** The pattern without its anchors. */
  readonly pattern: string;
  /** The case of the text, where that is all that the pattern says. */
  readonly textCase: TextCase | undefined;

  constructor(pattern: string, textCase?: TextCase) {
    super(new generator.StringType(), { pattern: `^${pattern}$` }, false);
    this.pattern = pattern;
    this.textCase = textCase;
  }
}

/** Makes the type of a template: an enumeration where it is finite, else text that matches a pattern. */
export function templateType(parts: readonly Part[]): BaseType {
  const count = parts.reduce(
    (product, part) => product * ("texts" in part ? part.texts.length : Number.POSITIVE_INFINITY),
    1,
  );
  if (count > templateTypeMaxTexts) return new PatternText(parts.map(patternOf).join(""));
  const texts = parts.reduce<readonly string[]>(
    (all, part) => all.flatMap((text) => ("texts" in part ? part.texts.map((each) => text + each) : [])),
    [""],
  );
  return new generator.UnionType(texts.map((text) => new generator.LiteralType(text)));
}

/** Makes the type of any text in a case (`Uppercase<string>`); undefined where `inner` is neither text nor text in a case. */
export function casedText(name: CaseName, inner: BaseType): BaseType | undefined {
  const text = patternTextIn(inner);
  if (text ? text.textCase === undefined : !(generator.derefType(inner) instanceof generator.StringType)) {
    return undefined;
  }
  const textCase = applyCase(name, text?.textCase);
  return new PatternText(casePattern(textCase), textCase);
}

/** Returns a type as a part of a template; undefined where it cannot be one. */
export function partOf(type: BaseType): Part | undefined {
  const values = literalValues(type);
  if (values) return { texts: values.map(String) };
  const text = patternTextIn(type);
  if (text) return { pattern: text.pattern };
  const inner = generator.derefType(type);
  if (inner instanceof generator.UnionType) return alternatives(inner.getTypes().map(partOf));
  if (inner instanceof generator.StringType) return { pattern: holePatterns.string };
  if (inner instanceof generator.NumberType) return { pattern: holePatterns.number };
  if (inner instanceof WireType && inner.kind === "bigint") {
    return inner.values ? { texts: inner.values } : { pattern: holePatterns.bigint };
  }
  return inner instanceof generator.BooleanType ? { texts: ["false", "true"] } : undefined;
}

function alternatives(parts: readonly (Part | undefined)[]): Part | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const texts = known.flatMap((part) => ("texts" in part ? part.texts : []));
  if (known.every((part) => "texts" in part)) return { texts };
  return { pattern: `(?:${known.map(patternOf).join("|")})` };
}

/** Returns the text with a pattern that a type is, through names and mere comments. */
export function patternTextIn(type: BaseType): PatternText | undefined {
  if (type instanceof PatternText) return type;
  const isName = type instanceof generator.AliasType || type instanceof generator.AnnotatedType;
  return isName ? patternTextIn(type.getType()) : undefined;
}

function patternOf(part: Part): string {
  if ("pattern" in part) return part.pattern;
  const escaped = part.texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return escaped.length === 1 ? (escaped[0] ?? "") : `(?:${escaped.join("|")})`;
}

/** TypeScript's types of texts in upper or lower case, by name. */
export const caseNames = ["Uppercase", "Lowercase", "Capitalize", "Uncapitalize"] as const;

export type CaseName = (typeof caseNames)[number];

/** Case of a text's first character and of the others. */
export interface TextCase {
  readonly first?: "upper" | "lower";
  readonly rest?: "upper" | "lower";
}

/** Returns whether a name of the standard library is one of its types of texts in upper or lower case. */
export function isCaseName(name: string): name is CaseName {
  return (caseNames as readonly string[]).includes(name);
}

/** Returns the case of texts to which one more of TypeScript's types is applied: the last one that reaches a part wins. */
export function applyCase(name: CaseName, inner: TextCase = {}): TextCase {
  switch (name) {
    case "Uppercase":
      return { first: "upper", rest: "upper" };
    case "Lowercase":
      return { first: "lower", rest: "lower" };
    case "Capitalize":
      return { ...inner, first: "upper" };
    case "Uncapitalize":
      return { ...inner, first: "lower" };
    default:
      return name satisfies never;
  }
}

/** Characters that a change of case leaves as they are (Unicode's Changes_When_Uppercased and …_Lowercased). */
const unchanged = { upper: "\\P{CWU}", lower: "\\P{CWL}" } as const;

/** Returns the pattern of all texts in a case: TypeScript counts those that the change of case leaves as they are. */
export function casePattern({ first, rest }: TextCase): string {
  const others = `${rest ? unchanged[rest] : "[\\s\\S]"}*`;
  return first === rest || first === undefined ? others : `(?:${unchanged[first]}${others})?`;
}

/** Returns a text in another case. */
export function changeCase(name: CaseName, text: string): string {
  switch (name) {
    case "Uppercase":
      return text.toUpperCase();
    case "Lowercase":
      return text.toLowerCase();
    case "Capitalize":
      return text.charAt(0).toUpperCase() + text.slice(1);
    case "Uncapitalize":
      return text.charAt(0).toLowerCase() + text.slice(1);
    default:
      return name satisfies never;
  }
}
