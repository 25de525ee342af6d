import type { ChainNodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";

const { SyntaxKind } = ts;

/** Kinds of syntax that have one parser each, whatever is around them. */
const plainKinds: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  ...[SyntaxKind.StringKeyword, SyntaxKind.NumberKeyword, SyntaxKind.BooleanKeyword, SyntaxKind.UnknownKeyword],
  ...[SyntaxKind.UndefinedKeyword, SyntaxKind.BigIntKeyword, SyntaxKind.LiteralType, SyntaxKind.StringLiteral],
  ...[SyntaxKind.NullKeyword, SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.TypeReference],
  ...[SyntaxKind.ArrayType, SyntaxKind.TupleType, SyntaxKind.UnionType, SyntaxKind.TypeLiteral],
  ...[SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeAliasDeclaration, SyntaxKind.EnumDeclaration],
  ...[SyntaxKind.EnumMember, SyntaxKind.ParenthesizedType],
]);

/** Makes a chain ask its fifty parsers only once for each kind of syntax that alone decides on its parser. */
export function byKind(chain: ChainNodeParser): ChainNodeParser {
  const asking = chain as unknown as { getNodeParser: (node: TypeScript.Node) => SubNodeParser };
  const ask = asking.getNodeParser.bind(chain);
  const known = new Map<TypeScript.SyntaxKind, SubNodeParser>();
  asking.getNodeParser = (node) => {
    const parser = known.get(node.kind) ?? ask(node);
    if (plainKinds.has(node.kind)) known.set(node.kind, parser);
    return parser;
  };
  return chain;
}
