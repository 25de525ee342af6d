import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Returns the title that the comment of a property, or of an alias or interface behind it, gives a type. */
export function titleIn(type: BaseType): string | undefined {
  return textIn(type, "title");
}

/** Returns the description that such a comment gives a type. */
export function descriptionIn(type: BaseType): string | undefined {
  return textIn(type, "description");
}

function textIn(type: BaseType, keyword: "title" | "description"): string | undefined {
  const seen = new Set<BaseType>();
  for (let inner: BaseType | undefined = type; inner !== undefined && !seen.has(inner); inner = typeBehind(inner)) {
    seen.add(inner);
    const text = inner instanceof generator.AnnotatedType ? inner.getAnnotations()[keyword] : undefined;
    if (typeof text === "string") return text;
  }
  return undefined;
}

function typeBehind(type: BaseType): BaseType | undefined {
  // A recursive type may be met before it has been read completely.
  if (type instanceof generator.ReferenceType && !type.hasType()) return undefined;
  if (type instanceof generator.AliasType || type instanceof generator.AnnotatedType) return type.getType();
  return type instanceof generator.DefinitionType || type instanceof generator.ReferenceType
    ? type.getType()
    : undefined;
}
