import type TypeScript from "typescript";
import type { Program } from "../program/read-program.js";
import { resolveSymbol } from "../program/resolve-symbol.js";
import { isReference, nameIn, type ReferenceNode } from "../types/tree/reference-of.js";
import { ts } from "../typescript/typescript.js";

const promiseNames: ReadonlySet<string> = new Set(["Promise", "PromiseLike"]);

/**
 * Returns the type of an awaited result as it is written: `T` of `Promise<T>`; `nothing` for `void` and `undefined`.
 * Undefined where only the type checker knows: a promise or `void` stands among other types or behind a name.
 */
export function awaitedNode(node: TypeScript.TypeNode, program: Program): TypeScript.TypeNode | "nothing" | undefined {
  const awaited = promisedType(node, program) ?? node;
  if (unionMembers(awaited).every(isNothing)) return "nothing";
  return needsChecker(awaited, program, new Set()) ? undefined : awaited;
}

/** Returns `T` of `Promise<T>`, at any depth; undefined for any other type. */
function promisedType(node: TypeScript.TypeNode, program: Program): TypeScript.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(node)) return promisedType(node.type, program);
  const [inner] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  if (!ts.isTypeReferenceNode(node) || inner === undefined) return undefined;
  const symbol = program.checker.getSymbolAtLocation(node.typeName);
  const isLibrary = symbol?.declarations?.some((each) => program.isLibrary(each.getSourceFile())) ?? false;
  return symbol && isLibrary && promiseNames.has(symbol.name) ? (promisedType(inner, program) ?? inner) : undefined;
}

function needsChecker(node: TypeScript.TypeNode, program: Program, seen: ReadonlySet<TypeScript.Declaration>): boolean {
  return unionMembers(node).some((member) => {
    if (member.kind === ts.SyntaxKind.VoidKeyword || promisedType(member, program)) return true;
    if (!isReference(member)) return false;
    return isPromising(member, program, seen);
  });
}

/** Returns whether a name stands for a type with a promise or `void` in it, or for an interface that extends a promise. */
function isPromising(node: ReferenceNode, program: Program, seen: ReadonlySet<TypeScript.Declaration>): boolean {
  const name = nameIn(node);
  const symbol = name && resolveSymbol(program, name);
  return (symbol?.declarations ?? []).some((declaration) => {
    if (seen.has(declaration)) return false;
    const isLibrary = program.isLibrary(declaration.getSourceFile());
    if (isLibrary) return ts.isExpressionWithTypeArguments(node) && promiseNames.has(symbol?.name ?? "");
    const next = new Set([...seen, declaration]);
    if (ts.isTypeAliasDeclaration(declaration)) return needsChecker(declaration.type, program, next);
    if (!ts.isInterfaceDeclaration(declaration)) return false;
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    return bases.some((base) => isPromising(base, program, next));
  });
}

/** Returns the members of a union, those of unions within it, too; any other type is its own only member. */
function unionMembers(node: TypeScript.TypeNode): readonly TypeScript.TypeNode[] {
  if (ts.isParenthesizedTypeNode(node)) return unionMembers(node.type);
  return ts.isUnionTypeNode(node) ? node.types.flatMap(unionMembers) : [node];
}

function isNothing({ kind }: TypeScript.TypeNode): boolean {
  return kind === ts.SyntaxKind.VoidKeyword || kind === ts.SyntaxKind.UndefinedKeyword;
}
