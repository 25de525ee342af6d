import type TypeScript from "typescript";
import type { Program } from "../program/read-program.js";
import { resolveSymbol } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";

/** Type that a parameter gets from the type around its function: `const f: Handler = (x) => …`. */
export type ContextualType =
  | { readonly kind: "written"; readonly type: TypeScript.TypeNode; readonly optional: boolean }
  /** Only the type checker knows it. */
  | { readonly kind: "inferred" };

/** Returns the type of a parameter without an annotation of its own; undefined where nothing around it tells one. */
export function contextualType(node: TypeScript.ParameterDeclaration, program: Program): ContextualType | undefined {
  const written = typeAround(node.parent);
  if (written === undefined) return undefined;
  const signature = signatureIn(written, program, new Set());
  if (signature === undefined) return isTypedByChecker(node, program) ? { kind: "inferred" } : undefined;
  const parameters = signature.parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
  const isRest = (each: TypeScript.ParameterDeclaration | undefined): boolean => each?.dotDotDotToken !== undefined;
  const index = node.parent.parameters.indexOf(node);
  const given = parameters[index];
  const last = parameters.at(-1);
  if (isRest(node) !== isRest(given) || (isRest(last) && index >= parameters.length)) {
    return isTypedByChecker(node, program) ? { kind: "inferred" } : undefined;
  }
  if (given?.type === undefined) return undefined;
  return { kind: "written", type: given.type, optional: given.questionToken !== undefined };
}

function isTypedByChecker(node: TypeScript.Node, { checker }: Program): boolean {
  return !(checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any);
}

/** The type that is written around a function expression: of its constant, or behind `as` or `satisfies`. */
function typeAround(node: TypeScript.Node): TypeScript.TypeNode | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return typeAround(parent);
  const isTyped = ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent) || ts.isVariableDeclaration(parent);
  return isTyped && (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isParenthesizedExpression(node))
    ? parent.type
    : undefined;
}

/** The one signature that a type has, where its syntax tells it: a function type, also by the name of an alias. */
function signatureIn(
  type: TypeScript.TypeNode,
  program: Program,
  seen: ReadonlySet<TypeScript.Node>,
): TypeScript.FunctionTypeNode | TypeScript.CallSignatureDeclaration | undefined {
  if (ts.isParenthesizedTypeNode(type)) return signatureIn(type.type, program, seen);
  if (ts.isFunctionTypeNode(type)) return type.typeParameters ? undefined : type;
  if (!ts.isTypeReferenceNode(type) || type.typeArguments) return undefined;
  const [declaration, ...others] = resolveSymbol(program, type.typeName)?.declarations ?? [];
  if (declaration === undefined || others.length > 0 || seen.has(declaration)) return undefined;
  if (ts.isTypeAliasDeclaration(declaration) && !declaration.typeParameters) {
    return signatureIn(declaration.type, program, new Set([...seen, declaration]));
  }
  if (!ts.isInterfaceDeclaration(declaration)) return undefined;
  if (declaration.typeParameters || declaration.heritageClauses) return undefined;
  const [call, ...more] = declaration.members.filter(ts.isCallSignatureDeclaration);
  return call && more.length === 0 && !call.typeParameters ? call : undefined;
}
