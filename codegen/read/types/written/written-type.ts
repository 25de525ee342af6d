import type TypeScript from "typescript";
import type { Literal } from "../tree/literal-values.js";
import type { WireType } from "../tree/wire-type.js";

/** Keywords of types that syntax alone can work out. */
export type Keyword = "string" | "number" | "bigint" | "boolean" | "null" | "undefined" | "unknown";

/** A type as its syntax says it: what the type checker would make of it, for the closed part of the language that is read here. */
export type WrittenType =
  /** A literal; a member of an enum has its declaration, which tells it from equal values. */
  | { readonly kind: "literal"; readonly value: Literal; readonly member?: TypeScript.EnumMember }
  | { readonly kind: "keyword"; readonly name: Keyword }
  | { readonly kind: "wire"; readonly wire: WireType["kind"] }
  /** An enum as a whole, its values in source order. */
  | { readonly kind: "enum"; readonly members: readonly WrittenLiteral[] }
  /** Two members or more, of which none is a union or an enum, and none twice. */
  | { readonly kind: "union"; readonly members: readonly WrittenType[] }
  | { readonly kind: "list"; readonly item: WrittenType }
  | { readonly kind: "tuple"; readonly items: readonly WrittenType[] }
  /** An interface without type parameters, which keeps its name. */
  | { readonly kind: "interface"; readonly declaration: TypeScript.InterfaceDeclaration }
  | { readonly kind: "object"; readonly properties: readonly WrittenProperty[] };

export type WrittenLiteral = Extract<WrittenType, { readonly kind: "literal" }>;

/** A property of an object. */
export interface WrittenProperty {
  readonly name: string;
  readonly isOptional: boolean;
  /** The declaration whose comment it has; undefined where it has none. */
  readonly declaration: TypeScript.Node | undefined;
  /** Works its type out, without the `undefined` of its `?`. Throws `needsInference`. */
  readonly type: () => WrittenType;
}

/** Thrown where syntax does not say enough. */
export const needsInference: unique symbol = Symbol("needs inference");

/** Throws `needsInference`. */
export function giveUp(): never {
  throw needsInference;
}

/** Returns a result, or undefined where syntax does not say enough for it. */
export function whereWritten<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error !== needsInference) throw error;
    return undefined;
  }
}
