import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { writtenTypeAt } from "../written/written-properties.js";
import { isResolvedKind } from "./resolved-parser.js";
import { isOpenText, writtenMembers } from "./written-literals.js";

const { SyntaxKind } = ts;

/** Values that a type written with keywords alone has: none, or undefined alone. */
type Emptiness = "never" | "undefined";

/**
 * Returns whether a property is never there: its type has no value besides undefined, and it may be left out. JSON has
 * one form of it, an object without it.
 */
export function isAbsent(node: TypeScript.TypeNode, isOptional: boolean, program: Program): boolean {
  const emptiness = emptinessOf(node, program);
  return emptiness === "undefined" || (emptiness === "never" && isOptional);
}

/** Returns whether a written type has no value. */
export function isNever(node: TypeScript.TypeNode, program: Program): boolean {
  return emptinessOf(node, program) === "never";
}

/** Returns the emptiness of a written type; undefined where it may have values. */
function emptinessOf(node: TypeScript.TypeNode, program: Program): Emptiness | undefined {
  if (node.kind === SyntaxKind.NeverKeyword) return "never";
  if (node.kind === SyntaxKind.UndefinedKeyword || node.kind === SyntaxKind.VoidKeyword) return "undefined";
  if (ts.isParenthesizedTypeNode(node)) return emptinessOf(node.type, program);
  if (ts.isUnionTypeNode(node)) {
    const members = node.types.map((member) => emptinessOf(member, program));
    if (members.includes(undefined)) return undefined;
    return members.includes("undefined") ? "undefined" : "never";
  }
  if (isOpenText(node, program) || writtenMembers(node, program)) return undefined;
  if (isResolvedKind(node)) return resolvedEmptiness(node, program);
  const alias = keywordAlias(node, program);
  return alias && emptinessOf(alias.type, program);
}

/** Returns the emptiness of a type that the type checker has to work out, unless its syntax says that it has values. */
function resolvedEmptiness(node: TypeScript.TypeNode, program: Program): Emptiness | undefined {
  const written = writtenTypeAt(node, program);
  if (written) return written.kind === "keyword" && written.name === "undefined" ? "undefined" : undefined;
  const { flags } = program.checker.getTypeAtLocation(node);
  if (flags & ts.TypeFlags.Never) return "never";
  return flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void) ? "undefined" : undefined;
}

/** Returns the alias that a name leads to, if it stands for a keyword; others are read in their own time. */
function keywordAlias(node: TypeScript.TypeNode, program: Program): TypeScript.TypeAliasDeclaration | undefined {
  if (!ts.isTypeReferenceNode(node) || node.typeArguments) return undefined;
  const alias = resolveSymbol(program, node.typeName)?.declarations?.find(ts.isTypeAliasDeclaration);
  const isKeyword = alias && emptyKeywords.has(alias.type.kind);
  return isKeyword ? alias : undefined;
}

const emptyKeywords: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  SyntaxKind.NeverKeyword,
  SyntaxKind.UndefinedKeyword,
  SyntaxKind.VoidKeyword,
]);
