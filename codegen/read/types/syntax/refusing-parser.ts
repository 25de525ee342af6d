import type { BaseType, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import type { Way } from "../tree/type-path.js";

const { SyntaxKind } = ts;

/** What has no JSON form, by kind of syntax: what to write instead. */
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

/** What the parsers behind this one read faithfully. Everything else is refused, never guessed. */
const readKinds: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ...[SyntaxKind.StringKeyword, SyntaxKind.NumberKeyword, SyntaxKind.BooleanKeyword, SyntaxKind.UnknownKeyword],
  ...[SyntaxKind.UndefinedKeyword, SyntaxKind.LiteralType, SyntaxKind.StringLiteral, SyntaxKind.NumericLiteral],
  ...[SyntaxKind.PrefixUnaryExpression, SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword],
  ...[SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.UnionType, SyntaxKind.ParenthesizedType],
  ...[SyntaxKind.ArrayType, SyntaxKind.TypeLiteral, SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeReference],
  ...[SyntaxKind.TypeAliasDeclaration, SyntaxKind.EnumDeclaration, SyntaxKind.EnumMember],
  ...[SyntaxKind.BigIntKeyword, SyntaxKind.ObjectKeyword, SyntaxKind.TupleType, SyntaxKind.TemplateLiteralType],
  ...[SyntaxKind.MappedType, SyntaxKind.ConditionalType, SyntaxKind.IndexedAccessType, SyntaxKind.IntersectionType],
  ...[SyntaxKind.TypeQuery, SyntaxKind.TypeOperator],
]);

/** Comes first: reports every kind of syntax that has no JSON form or that nothing behind it reads. */
export class RefusingParser implements SubNodeParser {
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return !readKinds.has(node.kind) || isInfinite(node);
  }

  createType(node: TypeScript.Node): BaseType {
    const text = textOf(node);
    const hint = isInfinite(node) ? "Write a number that JSON can say." : refusedKinds.get(node.kind);
    if (hint !== undefined) this.#way.report("ACT301", node, text, hint);
    else this.#way.report("ACT303", node, text);
    return placeholder();
  }
}

/** A numeric literal that is too large for a number. */
function isInfinite(node: TypeScript.Node): boolean {
  return ts.isNumericLiteral(node) && !Number.isFinite(Number(node.text));
}

/** `readonly T[]` and `readonly [A, B]`. */
export function isReadonlyArray(node: TypeScript.Node): node is TypeScript.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword;
}
