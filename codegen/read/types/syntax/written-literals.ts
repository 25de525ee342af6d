import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";

/** A literal that a constant has as a member. */
export type MemberValue = string | number;

/**
 * Returns the values of `(typeof levels)[number]` and `(typeof Level)[keyof typeof Level]` where the constant is written in
 * literals; undefined for any other type, which only the type checker knows.
 */
export function writtenMembers(node: TypeScript.Node, program: Program): readonly MemberValue[] | undefined {
  if (!ts.isIndexedAccessTypeNode(node)) return undefined;
  const query = plainType(node.objectType);
  if (!ts.isTypeQueryNode(query) || query.typeArguments || !ts.isIdentifier(query.exprName)) return undefined;
  const index = plainType(node.indexType);
  const isList = index.kind === ts.SyntaxKind.NumberKeyword;
  if (!isList && !isKeyOf(index, query.exprName.text)) return undefined;
  const declaration = resolveSymbol(program, query.exprName)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const values = isList ? elementsOf(declaration) : propertiesOf(declaration);
  const known = values?.filter((value) => value !== undefined) ?? [];
  return known.length > 0 && known.length === values?.length ? [...new Set(known)] : undefined;
}

/** Returns whether a type is any text, with literals beside it in a union: `string & {}`. */
export function isOpenText(node: TypeScript.Node, program: Program): boolean {
  if (!ts.isIntersectionTypeNode(node)) return false;
  const others = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.StringKeyword);
  return others.length === 1 && node.types.length === 2 && others.every((each) => isEmptyObject(each, program));
}

function isEmptyObject(node: TypeScript.TypeNode, program: Program): boolean {
  if (ts.isTypeLiteralNode(node)) return node.members.length === 0;
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName) || node.typeName.text !== "Record") return false;
  const declarations = resolveSymbol(program, node.typeName)?.declarations ?? [];
  const isLibrary = declarations.every((each) => program.isLibrary(each.getSourceFile()));
  return isLibrary && (node.typeArguments ?? []).every(({ kind }) => kind === ts.SyntaxKind.NeverKeyword);
}

function plainType(node: TypeScript.TypeNode): TypeScript.TypeNode {
  return ts.isParenthesizedTypeNode(node) ? plainType(node.type) : node;
}

function isKeyOf(node: TypeScript.TypeNode, name: string): boolean {
  if (!ts.isTypeOperatorNode(node) || node.operator !== ts.SyntaxKind.KeyOfKeyword) return false;
  const query = plainType(node.type);
  return ts.isTypeQueryNode(query) && ts.isIdentifier(query.exprName) && query.exprName.text === name;
}

type Values = readonly (MemberValue | undefined)[] | undefined;

/** The values of a list, `["a"] as const` or of the type `readonly ["a"]`. */
function elementsOf({ type, initializer }: TypeScript.VariableDeclaration): Values {
  const plain = type && ts.isTypeOperatorNode(type) ? type.type : type;
  if (plain) return ts.isTupleTypeNode(plain) ? plain.elements.map(literalOfType) : undefined;
  const value = constantOf(initializer);
  return value && ts.isArrayLiteralExpression(value) ? value.elements.map(literalOf) : undefined;
}

/** The values of an object, `{ a: "a" } as const` or of the type `{ readonly a: "a" }`. */
function propertiesOf({ type, initializer }: TypeScript.VariableDeclaration): Values {
  if (type) {
    if (!ts.isTypeLiteralNode(type)) return undefined;
    return type.members.map((member) => {
      const isPlain = ts.isPropertySignature(member) && !member.questionToken && isPlainName(member.name);
      return isPlain && member.type ? literalOfType(member.type) : undefined;
    });
  }
  const value = constantOf(initializer);
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return undefined;
  return value.properties.map((member) => {
    const isPlain = ts.isPropertyAssignment(member) && isPlainName(member.name);
    return isPlain ? literalOf(member.initializer) : undefined;
  });
}

function isPlainName(name: TypeScript.PropertyName): boolean {
  return ts.isIdentifier(name) || ts.isStringLiteral(name);
}

/** The expression in front of `as const`. */
function constantOf(node: TypeScript.Expression | undefined): TypeScript.Expression | undefined {
  return node && ts.isAsExpression(node) && ts.isConstTypeReference(node.type) ? node.expression : undefined;
}

function literalOfType(node: TypeScript.TypeNode): MemberValue | undefined {
  return ts.isLiteralTypeNode(node) ? literalOf(node.literal) : undefined;
}

function literalOf(node: TypeScript.Node): MemberValue | undefined {
  if (ts.isStringLiteral(node)) return node.text;
  return ts.isNumericLiteral(node) ? Number(node.text) : undefined;
}
