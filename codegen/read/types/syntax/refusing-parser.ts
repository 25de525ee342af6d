import type { BaseType, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";

const { SyntaxKind } = ts;

/** Hints for types without a JSON form, by kind of syntax: the form to write instead. */
const refusedKinds: ReadonlyMap<TypeScript.SyntaxKind, string> = new Map([
  [SyntaxKind.AnyKeyword, "Use `unknown` for any JSON at all."],
  [SyntaxKind.NeverKeyword, "Leave it out."],
  [SyntaxKind.VoidKeyword, "Leave it out, or use `null`."],
  [SyntaxKind.SymbolKeyword, "Use a string."],
  [
    SyntaxKind.FunctionType,
    "Actions take data; leave callbacks out: `action.log` and `action.progress` of the SDK tell how it goes.",
  ],
  [SyntaxKind.ConstructorType, "Actions take data; leave constructors out."],
  [SyntaxKind.ClassDeclaration, "Use an interface with its plain shape."],
  [SyntaxKind.ThisType, "Write the type's own name."],
]);

/** Kinds of syntax that the parsers behind this one read exactly. All others are refused, never guessed. */
const readKinds: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ...[SyntaxKind.StringKeyword, SyntaxKind.NumberKeyword, SyntaxKind.BooleanKeyword, SyntaxKind.UnknownKeyword],
  ...[SyntaxKind.UndefinedKeyword, SyntaxKind.LiteralType, SyntaxKind.StringLiteral, SyntaxKind.NumericLiteral],
  ...[SyntaxKind.PrefixUnaryExpression, SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword],
  ...[SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.UnionType, SyntaxKind.ParenthesizedType],
  ...[SyntaxKind.ArrayType, SyntaxKind.TypeLiteral, SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeReference],
  ...[SyntaxKind.ExpressionWithTypeArguments, SyntaxKind.ImportType],
  ...[SyntaxKind.TypeAliasDeclaration, SyntaxKind.EnumDeclaration, SyntaxKind.EnumMember],
  ...[
    SyntaxKind.BigIntKeyword,
    SyntaxKind.BigIntLiteral,
    SyntaxKind.ObjectKeyword,
    SyntaxKind.TupleType,
    SyntaxKind.TemplateLiteralType,
  ],
  ...[SyntaxKind.MappedType, SyntaxKind.ConditionalType, SyntaxKind.IndexedAccessType, SyntaxKind.IntersectionType],
  ...[SyntaxKind.TypeQuery, SyntaxKind.TypeOperator],
]);

/** Reports every kind of syntax that has no JSON form or no parser. Comes first in the chain. */
export class RefusingParser implements SubNodeParser {
  readonly #typePath: TypePath;

  constructor(typePath: TypePath) {
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return !readKinds.has(node.kind) || isInfinite(node);
  }

  createType(node: TypeScript.Node): BaseType {
    // A symbol among keys is none of JSON's, and its record is read without it.
    if (node.kind === SyntaxKind.SymbolKeyword && this.#typePath.isAside) return new generator.SymbolType();
    const text = textOf(node);
    const hint = isInfinite(node) ? "Write a number that JSON can say." : refusedKinds.get(node.kind);
    if (hint !== undefined) this.#typePath.report("ACT301", node, text, hint);
    else this.#typePath.report("ACT303", node, text);
    return placeholder();
  }
}

/** Returns whether a numeric literal is too large for a number. */
function isInfinite(node: TypeScript.Node): boolean {
  return ts.isNumericLiteral(node) && !Number.isFinite(Number(node.text));
}

/** Returns whether a type is `readonly T[]` or `readonly [A, B]`. */
export function isReadonlyArray(node: TypeScript.Node): node is TypeScript.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword;
}
