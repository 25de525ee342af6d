import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { isReference, nameIn, type ReferenceNode } from "../tree/reference-of.js";
import { isDeclared } from "./object-refusal.js";
import { isOfPackage } from "./of-package.js";

/**
 * Returns whether a package declares an object type that has no members: its author means an object that is not described.
 * `places` are the nodes in which the type is written, the innermost last: to the type checker all `{}` are one type
 * without a declaration.
 */
export function isEmptyOfPackage(type: TypeScript.Type, places: readonly TypeScript.Node[], program: Program): boolean {
  if (type.isIntersection()) return type.types.every((part) => isEmptyOfPackage(part, places, program));
  const { aliasSymbol, aliasTypeArguments, symbol } = type;
  const named = aliasSymbol && !aliasTypeArguments ? aliasSymbol : isDeclared(type) ? symbol : undefined;
  if (named) {
    const bases = (targetOf(type) ?? type).getBaseTypes() ?? [];
    return declaresIn(named, program) || bases.some((base) => isEmptyOfPackage(base, places, program));
  }
  for (const place of [...places].reverse()) {
    const written = writtenEmpty(place, program);
    if (written.length > 0) return written.every((node) => isOfPackage(node, program));
  }
  return symbol !== undefined && declaresIn(symbol, program);
}

function targetOf(type: TypeScript.Type): TypeScript.Type | undefined {
  return (type as Partial<TypeScript.TypeReference>).target;
}

function declaresIn({ declarations = [] }: TypeScript.Symbol, program: Program): boolean {
  return declarations.some((each) => isOfPackage(each, program));
}

/** Utility types that can take every member of another type away. */
const emptying: ReadonlySet<string> = new Set(["Omit", "Pick"]);

/**
 * Returns where a type writes objects without members, outside of the members of other objects: `{}`, an empty interface,
 * or a type that may turn out to be one. `T & {}` is any value but null and undefined, and so is `NonNullable<T>`.
 */
function writtenEmpty(start: TypeScript.Node, program: Program): readonly TypeScript.Node[] {
  const found: TypeScript.Node[] = [];
  const seen = new Set<TypeScript.Node>();
  const visit = (node: TypeScript.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (ts.isTypeLiteralNode(node)) {
      if (node.members.length === 0 && !isIntersected(node)) found.push(node);
      return;
    }
    if (ts.isIndexedAccessTypeNode(node)) {
      visitMembers(node);
      return;
    }
    if (ts.isMappedTypeNode(node) && !isOverKeys(node)) found.push(node);
    if (isReference(node)) follow(node);
    ts.forEachChild(node, visit);
  };
  const visitMembers = ({ objectType, indexType }: TypeScript.IndexedAccessTypeNode): void => {
    const { checker } = program;
    const keys = checker.getTypeAtLocation(indexType);
    const names = (keys.isUnion() ? keys.types : [keys]).flatMap((key) => (key.isStringLiteral() ? [key.value] : []));
    const holder = checker.getTypeAtLocation(objectType);
    for (const each of names.flatMap((name) => holder.getProperty(name)?.declarations ?? [])) {
      if (ts.isPropertySignature(each) && each.type) visit(each.type);
    }
  };
  const follow = (node: ReferenceNode): void => {
    const name = nameIn(node);
    const { declarations = [] } = (name && resolveSymbol(program, name)) ?? {};
    if (declarations.some((each) => program.isLibrary(each.getSourceFile()))) {
      if (name && emptying.has(name.getText())) found.push(node);
      return;
    }
    for (const each of declarations) {
      if (ts.isInterfaceDeclaration(each) && each.members.length === 0 && !each.heritageClauses) found.push(each);
      if (!ts.isInterfaceDeclaration(each) && !ts.isTypeAliasDeclaration(each)) continue;
      for (const { default: preset } of each.typeParameters ?? []) if (preset) visit(preset);
      if (ts.isTypeAliasDeclaration(each)) visit(each.type);
    }
  };
  visit(start);
  return found;
}

function isIntersected(node: TypeScript.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  return ts.isParenthesizedTypeNode(parent) ? isIntersected(parent) : ts.isIntersectionTypeNode(parent);
}

/** Returns whether a mapped type has the keys of another type: it is empty only where that one is. */
function isOverKeys({ typeParameter, nameType }: TypeScript.MappedTypeNode): boolean {
  const { constraint } = typeParameter;
  return nameType === undefined && constraint !== undefined && ts.isTypeOperatorNode(constraint);
}
