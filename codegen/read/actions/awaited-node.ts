import type TypeScript from "typescript";
import type { Program } from "../program/read-program.js";
import { resolveSymbol } from "../types/tree/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";

const promiseNames: ReadonlySet<string> = new Set(["Promise", "PromiseLike"]);

/**
 * What a function gives once awaited, as its result's type is written: `T` of `Promise<T>`; `nothing` for `void` and
 * `undefined`. Undefined where only the type checker can say it: a promise or `void` stands among others or behind a name.
 */
export function awaitedNode(node: TypeScript.TypeNode, program: Program): TypeScript.TypeNode | "nothing" | undefined {
  const awaited = promised(node, program) ?? node;
  if (membersOf(awaited).every(isNothing)) return "nothing";
  return needsChecker(awaited, program, new Set()) ? undefined : awaited;
}

/** `T` of `Promise<T>`, at any depth; undefined for what is no promise. */
function promised(node: TypeScript.TypeNode, program: Program): TypeScript.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(node)) return promised(node.type, program);
  const [inner] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  if (!ts.isTypeReferenceNode(node) || inner === undefined) return undefined;
  const symbol = program.checker.getSymbolAtLocation(node.typeName);
  const isLibrary = symbol?.declarations?.some((each) => program.isLibrary(each.getSourceFile())) ?? false;
  return symbol && isLibrary && promiseNames.has(symbol.name) ? (promised(inner, program) ?? inner) : undefined;
}

function needsChecker(
  node: TypeScript.TypeNode,
  program: Program,
  seen: ReadonlySet<TypeScript.TypeAliasDeclaration>,
): boolean {
  return membersOf(node).some((member) => {
    if (member.kind === ts.SyntaxKind.VoidKeyword || promised(member, program)) return true;
    if (!ts.isTypeReferenceNode(member)) return false;
    const alias = resolveSymbol(program, member.typeName)?.declarations?.find(ts.isTypeAliasDeclaration);
    if (alias === undefined || seen.has(alias) || program.isLibrary(alias.getSourceFile())) return false;
    return needsChecker(alias.type, program, new Set([...seen, alias]));
  });
}

/** The members of a union, nested ones opened; of any other type itself. */
function membersOf(node: TypeScript.TypeNode): readonly TypeScript.TypeNode[] {
  if (ts.isParenthesizedTypeNode(node)) return membersOf(node.type);
  return ts.isUnionTypeNode(node) ? node.types.flatMap(membersOf) : [node];
}

function isNothing({ kind }: TypeScript.TypeNode): boolean {
  return kind === ts.SyntaxKind.VoidKeyword || kind === ts.SyntaxKind.UndefinedKeyword;
}
