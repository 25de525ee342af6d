import type TypeScript from "typescript";
import { memberName } from "../../program/read-literal.js";
import type { Program } from "../../program/read-program.js";
import type { BoundNode } from "../../typescript/internals.js";
import { ts } from "../../typescript/typescript.js";
import { writtenProperties } from "../written/written-properties.js";

/** Declared members of the types that interfaces extend, by name; each type is asked for them once. */
const membersOfBases = new WeakMap<TypeScript.Node, ReadonlyMap<string, TypeScript.Node>>();

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
  return {
    merged: (declaredMembers(all, program).get(name) ?? []).filter((member) => member !== node),
    extended: bases.flatMap((base) => membersOf(base, program).get(name) ?? []),
  };
}

/** Members of all declarations of an interface, by name; each interface is asked for them once. */
const membersOfInterfaces = new WeakMap<TypeScript.Node, ReadonlyMap<string, readonly TypeScript.Node[]>>();

function declaredMembers(
  all: readonly TypeScript.InterfaceDeclaration[],
  { checker }: Program,
): ReadonlyMap<string, readonly TypeScript.Node[]> {
  const [first] = all;
  const known = first && membersOfInterfaces.get(first);
  if (known) return known;
  const byName = new Map<string, TypeScript.Node[]>();
  for (const member of all.flatMap(({ members }) => [...members])) {
    const name = member.name && memberName(member.name, checker);
    if (name === undefined) continue;
    const same = byName.get(name);
    if (same) same.push(member);
    else byName.set(name, [member]);
  }
  if (first) membersOfInterfaces.set(first, byName);
  return byName;
}

function membersOf(
  base: TypeScript.ExpressionWithTypeArguments,
  program: Program,
): ReadonlyMap<string, TypeScript.Node> {
  const known = membersOfBases.get(base);
  if (known) return known;
  const byName = writtenMembersOf(base, program) ?? checkedMembersOf(base, program);
  membersOfBases.set(base, byName);
  return byName;
}

/** Returns the declared members of a type by its syntax; undefined where that takes the type checker. */
function writtenMembersOf(base: TypeScript.Node, program: Program): ReadonlyMap<string, TypeScript.Node> | undefined {
  const properties = writtenProperties(base, program);
  if (properties === undefined) return undefined;
  const declared = properties.flatMap(({ name, declaration }) =>
    declaration && ts.isPropertySignature(declaration) ? [[name, declaration] as const] : [],
  );
  return new Map(declared);
}

function checkedMembersOf(base: TypeScript.Node, { checker }: Program): ReadonlyMap<string, TypeScript.Node> {
  const members = checker.getPropertiesOfType(checker.getTypeAtLocation(base)).flatMap((symbol) => {
    const declaration = symbol.declarations?.find(ts.isPropertySignature);
    return declaration ? [[symbol.name, declaration] as const] : [];
  });
  return new Map(members);
}
