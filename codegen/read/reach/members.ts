import type TypeScript from "typescript";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";
import type { Value } from "./values.js";

/** Returns whether a member belongs to the class itself and not to its instances. */
export function isStatic(node: TypeScript.Node | undefined): boolean {
  if (node === undefined || !ts.canHaveModifiers(node)) return false;
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}

/** Returns the name of a member, also of a computed one that is written out; undefined where only a run tells it. */
export function memberName(program: Program, name: TypeScript.Node | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name) && !isComputed(name)) return name.text;
  if (ts.isPrivateIdentifier(name)) return name.text;
  const node = ts.isComputedPropertyName(name) ? name.expression : (name as TypeScript.Expression);
  const value = readLiteral(node, program.checker)?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Returns whether a name is the key of `object[name]`, and not a name itself. */
function isComputed(name: TypeScript.Identifier): boolean {
  return ts.isElementAccessExpression(name.parent) && name.parent.argumentExpression === name;
}

/** Returns all members of an object, a class or its instances that have a name: a property may have a getter and a setter. */
export function memberParts(program: Program, value: Value, name: string): readonly TypeScript.Node[] {
  if (value.kind === "object") {
    return value.node.properties.filter((each) => each.name && memberName(program, each.name) === name);
  }
  if (value.kind !== "class" && value.kind !== "instance") return [];
  const { members } = value.node;
  const isOfKind = (member: TypeScript.ClassElement): boolean => isStatic(member) === (value.kind === "class");
  return members.filter((member) => isOfKind(member) && memberName(program, member.name) === name);
}

/** Returns the member of an object, a class or its instances; of an object the last one of that name. */
export function memberNamed(program: Program, value: Value, name: string): TypeScript.Node | undefined {
  const parts = memberParts(program, value, name);
  if (value.kind === "object") return parts.at(-1);
  const own = parts.find((member) => !ts.isMethodDeclaration(member) || member.body !== undefined);
  if (own || value.kind !== "instance") return own;
  // `constructor(private readonly client: Client)` declares a property, too.
  return ownConstructor(value.node)?.parameters.find(
    (parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name && parameter.modifiers !== undefined,
  );
}

/** Returns the expression behind `extends`. */
export function baseExpression(node: TypeScript.ClassLikeDeclaration): TypeScript.Expression | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression;
}

/** Returns the constructor of a class that has a body. */
export function ownConstructor(node: TypeScript.ClassLikeDeclaration): TypeScript.ConstructorDeclaration | undefined {
  return node.members.filter(ts.isConstructorDeclaration).find(({ body }) => body !== undefined);
}

/** Returns what an object literal spreads. */
export function spreadsOf({ properties }: TypeScript.ObjectLiteralExpression): readonly TypeScript.Expression[] {
  return properties.filter(ts.isSpreadAssignment).map(({ expression }) => expression);
}

/** Returns the code that decides what `this` is at a node: a function that is no arrow, or a part of a class. */
export function thisContainer(node: TypeScript.Node): TypeScript.Node | undefined {
  return ts.findAncestor(
    node.parent,
    (each) =>
      (ts.isFunctionLike(each) && !ts.isArrowFunction(each)) ||
      ts.isPropertyDeclaration(each) ||
      ts.isClassStaticBlockDeclaration(each),
  );
}

/** Returns the declarations that a file exports under a name, or all of them; those of packages are left out. */
export function exportsNamed(
  program: Program,
  tree: TypeScript.SourceFile,
  name?: string,
): readonly TypeScript.Declaration[] {
  const module = program.checker.getSymbolAtLocation(tree);
  if (module === undefined) return [];
  return program.checker.getExportsOfModule(module).flatMap((symbol) => {
    if (name !== undefined && ts.unescapeLeadingUnderscores(symbol.escapedName) !== name) return [];
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    if (isAlias && program.isForeign(symbol)) return [];
    return (isAlias ? program.checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
  });
}
