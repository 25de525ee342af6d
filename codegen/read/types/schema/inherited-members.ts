import type TypeScript from "typescript";
import { memberName } from "../../program/read-literal.js";
import type { Program } from "../../program/read-program.js";
import type { BoundNode } from "../../typescript/internals.js";
import { ts } from "../../typescript/typescript.js";

/** Declared members of the types that interfaces extend, by name; each type is asked for them once. */
const membersOfBases = new WeakMap<TypeScript.Node, ReadonlyMap<string, TypeScript.Declaration>>();

/**
 * Returns the declarations that a property of an interface redeclares, nearest first: those in other declarations of the
 * interface, and those of the types that it extends.
 */
export function inheritedMembers(
  node: TypeScript.Node,
  program: Program,
): { readonly merged: readonly TypeScript.Node[]; readonly extended: readonly TypeScript.Node[] } {
  const none = { merged: [], extended: [] };
  if (!ts.isPropertySignature(node) || !ts.isInterfaceDeclaration(node.parent)) return none;
  const all = (node.parent as BoundNode).symbol?.declarations?.filter(ts.isInterfaceDeclaration) ?? [node.parent];
  const bases = all.flatMap(({ heritageClauses = [] }) => heritageClauses.flatMap(({ types }) => [...types]));
  if (all.length === 1 && bases.length === 0) return none;
  const name = memberName(node.name, program.checker);
  if (name === undefined) return none;
  const siblings = all.flatMap(({ members }) => [...members]).filter((member) => member !== node);
  return {
    merged: siblings.filter((each) => each.name && memberName(each.name, program.checker) === name),
    extended: bases.flatMap((base) => membersOf(base, program).get(name) ?? []),
  };
}

function membersOf(
  base: TypeScript.ExpressionWithTypeArguments,
  { checker }: Program,
): ReadonlyMap<string, TypeScript.Declaration> {
  const known = membersOfBases.get(base);
  if (known) return known;
  const members = checker.getPropertiesOfType(checker.getTypeAtLocation(base)).flatMap((symbol) => {
    const declaration = symbol.declarations?.find(ts.isPropertySignature);
    return declaration ? [[symbol.name, declaration] as const] : [];
  });
  const byName = new Map(members);
  membersOfBases.set(base, byName);
  return byName;
}
