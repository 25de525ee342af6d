import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { isDeclared } from "./object-refusal.js";
import { isOfPackage } from "./of-package.js";

const { SymbolFlags } = ts;

/**
 * Returns whether a declaration of a package is that of a client: a class, or an interface with a method, its own or one
 * that it extends. Looks at syntax alone, because a client can be the largest type of its package.
 */
export function isClientDeclaration(node: TypeScript.Declaration, program: Program): boolean {
  return isOfPackage(node, program) && behaves(node, program, new Set());
}

/** Returns whether a type is that of a package's client, or a part of it is. */
export function isClientType(type: TypeScript.Type, program: Program): boolean {
  if (type.isIntersection()) return type.types.some((part) => isClientType(part, program));
  const declarations = type.symbol?.declarations ?? [];
  if (!declarations.some((each) => isOfPackage(each, program))) return false;
  if (isDeclared(type)) return declarations.some((each) => isClientDeclaration(each, program));
  return program.checker.getPropertiesOfType(type).some(({ flags }) => flags & SymbolFlags.Method);
}

function behaves(node: TypeScript.Declaration, program: Program, seen: Set<TypeScript.Declaration>): boolean {
  if (ts.isClassDeclaration(node)) return true;
  if (!ts.isInterfaceDeclaration(node) || seen.has(node)) return false;
  seen.add(node);
  if (node.members.some(isBehaviour)) return true;
  const bases = (node.heritageClauses ?? []).flatMap((clause) => [...clause.types]);
  return bases.some((base) =>
    resolveSymbol(program, base.expression)?.declarations?.some(
      (each) => isOfPackage(each, program) && behaves(each, program, seen),
    ),
  );
}

function isBehaviour(member: TypeScript.TypeElement): boolean {
  if (ts.isPropertySignature(member)) return member.type !== undefined && ts.isFunctionTypeNode(member.type);
  return ts.isMethodSignature(member) || ts.isCallSignatureDeclaration(member);
}
