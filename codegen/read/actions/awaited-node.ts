import type TypeScript from "typescript";
import type { Program } from "../program/read-program.js";
import { resolveSymbol } from "../program/resolve-symbol.js";
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

function needsChecker(
  node: TypeScript.TypeNode,
  program: Program,
  seen: ReadonlySet<TypeScript.TypeAliasDeclaration>,
): boolean {
  return unionMembers(node).some((member) => {
    if (member.kind === ts.SyntaxKind.VoidKeyword || promisedType(member, program)) return true;
    if (!ts.isTypeReferenceNode(member)) return false;
    const alias = resolveSymbol(program, member.typeName)?.declarations?.find(ts.isTypeAliasDeclaration);
    if (alias === undefined || seen.has(alias) || program.isLibrary(alias.getSourceFile())) return false;
    return needsChecker(alias.type, program, new Set([...seen, alias]));
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
