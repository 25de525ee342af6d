import type TypeScript from "typescript";
import { enumValue } from "../../program/enum-value.js";
import { ts } from "../../typescript/typescript.js";
import { plainNameOf } from "./written-objects.js";
import { giveUp, type WrittenProperty, type WrittenType } from "./written-type.js";

const { SyntaxKind } = ts;

/** Returns the type of a constant that is written in literals, or annotated; `at` works annotations out. */
export function typeOfConstant(
  declaration: TypeScript.Declaration,
  at: (type: TypeScript.TypeNode) => WrittenType,
): WrittenType {
  if (ts.isEnumDeclaration(declaration)) return enumObject(declaration);
  if (!ts.isVariableDeclaration(declaration)) return giveUp();
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return giveUp();
  if (declaration.type) return at(declaration.type);
  const { initializer = giveUp() } = declaration;
  if (!ts.isAsExpression(initializer)) {
    // The type of a literal alone is that literal, and not what its kind is.
    return ts.isObjectLiteralExpression(initializer) ? valueType(initializer, false) : giveUp();
  }
  return ts.isConstTypeReference(initializer.type) ? constantType(initializer.expression) : giveUp();
}

/** Returns the type of an expression before `as const`, which is written in literals. */
export function constantType(node: TypeScript.Expression): WrittenType {
  return valueType(node, true);
}

/** Returns the type of a value; of one that is no constant, literals are widened. */
function valueType(node: TypeScript.Expression, isConstant: boolean): WrittenType {
  if (ts.isParenthesizedExpression(node)) return valueType(node.expression, isConstant);
  if (ts.isObjectLiteralExpression(node)) return objectType(node, isConstant);
  if (ts.isArrayLiteralExpression(node) && isConstant) {
    return { kind: "tuple", items: node.elements.map((element) => valueType(element, isConstant)) };
  }
  const value = literalOf(node);
  if (value === null) return { kind: "keyword", name: "null" };
  if (isConstant) return { kind: "literal", value };
  if (typeof value === "string") return { kind: "keyword", name: "string" };
  return { kind: "keyword", name: typeof value === "number" ? "number" : "boolean" };
}

function literalOf(node: TypeScript.Expression): string | number | boolean | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === SyntaxKind.NullKeyword) return null;
  if (node.kind === SyntaxKind.TrueKeyword) return true;
  return node.kind === SyntaxKind.FalseKeyword ? false : giveUp();
}

function objectType(node: TypeScript.ObjectLiteralExpression, isConstant: boolean): WrittenType {
  const properties = node.properties.map((member): WrittenProperty => {
    if (!ts.isPropertyAssignment(member)) return giveUp();
    const { initializer } = member;
    return {
      name: plainNameOf(member.name),
      isOptional: false,
      declaration: member,
      type: () => valueType(initializer, isConstant),
    };
  });
  return new Set(properties.map(({ name }) => name)).size === properties.length
    ? { kind: "object", properties }
    : giveUp();
}

/** The object that holds an enum's members when the program runs. */
function enumObject({ members }: TypeScript.EnumDeclaration): WrittenType {
  const properties = members.map((member): WrittenProperty => {
    const type = (): WrittenType => ({ kind: "literal", value: enumValue(member) ?? giveUp(), member });
    return { name: plainNameOf(member.name), isOptional: false, declaration: member, type };
  });
  return { kind: "object", properties };
}
