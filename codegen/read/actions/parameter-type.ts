import type TypeScript from "typescript";
import { spanOf } from "../declarations/span-of.js";
import { isAccess } from "../program/constant-node.js";
import { readDefaultValue } from "../program/read-literal.js";
import { isNarrow, writtenType } from "../program/written-type.js";
import { literalType } from "../types/schema/literal-type.js";
import { bigIntLiteral, WireType } from "../types/tree/wire-type.js";
import type { ReadType } from "../types/type-reader.js";
import { generator, ts } from "../typescript/typescript.js";
import { contextualType } from "./contextual-type.js";
import type { SignatureContext } from "./signature-context.js";

/** Reads the type of a parameter: its annotation, else what its function's type or its default tells. */
export function readParameterType(
  node: TypeScript.ParameterDeclaration,
  name: string,
  context: SignatureContext,
): ReadType {
  const { types } = context;
  const anchor = spanOf(context.source, node.name);
  const read = (type: TypeScript.TypeNode): ReadType => types.read(type, name, anchor, boundIn(type, context));
  if (node.type) return read(node.type);
  const contextual = contextualType(node, context.program);
  if (contextual?.kind === "inferred") return types.readDeclared(node, name, anchor);
  if (contextual === undefined) return readTypeOfDefault(node, name, context);
  const { type, optional } = read(contextual.type);
  return { type, optional: optional || contextual.optional };
}

function readTypeOfDefault(node: TypeScript.ParameterDeclaration, name: string, context: SignatureContext): ReadType {
  const { checker } = context.program;
  const { initializer } = node;
  const anchor = spanOf(context.source, node.name);
  const written = initializer && writtenType(initializer, checker);
  // The parsers read the declaration of an enum as they read a reference to it.
  if (written) return context.types.read(written as TypeScript.Node as TypeScript.TypeNode, name, anchor);
  const literal = initializer && readDefaultValue(initializer, checker);
  if (literal && (isNarrow(initializer, checker) || holdsMember(initializer))) {
    return context.types.readDeclared(node, name, anchor);
  }
  const isBigInt = initializer !== undefined && bigIntLiteral(initializer) !== undefined;
  const type = isBigInt ? new WireType("bigint") : literal && literalType(literal.value);
  if (type === undefined) context.problems.report("ACT302", anchor, name);
  return { type: type ?? new generator.UnknownType(false), optional: false };
}

/** Returns whether a member of something else is part of an expression: the type of a member is not its value's. */
function holdsMember(node: TypeScript.Node): boolean {
  return isAccess(node) || (ts.forEachChild(node, (child) => holdsMember(child) || undefined) ?? false);
}

/** The type parameters of the function that a type mentions. */
export function boundIn(
  type: TypeScript.Node,
  { typeParameters }: SignatureContext,
): readonly TypeScript.TypeParameterDeclaration[] {
  return typeParameters.some((parameter) => mentionsName(type, parameter.name.text)) ? typeParameters : [];
}

/** Returns whether a type mentions the type parameter of that name. */
export function mentionsName(node: TypeScript.Node, name: string): boolean {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === name) return true;
  return ts.forEachChild(node, (child) => mentionsName(child, name) || undefined) ?? false;
}
