import type TypeScript from "typescript";
import { isAtLoad } from "../environment/env-keys.js";
import { type EnvReader, type EnvReads, noEnvReads } from "../environment/env-reads.js";
import { isAssignment } from "../environment/env-syntax.js";
import { withinCalls } from "../environment/env-uses.js";
import { isAccess } from "../program/constant-node.js";
import { importsOf, isPackage, sdkNameOf, sdkNames } from "../program/imported-names.js";
import type { Program } from "../program/read-program.js";
import { importedNamespaces, isReference, symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import { type FailureMade, failureIn } from "./failures.js";
import { hostIn } from "./host-in-text.js";
import { type RequestCall, requestsAmong } from "./requests.js";
import { configured, hostValue, sharedValue, type Value } from "./values.js";
import { type VerbSent, verbIn } from "./verbs.js";

/** A name in a piece of code, and the declarations that it stands for. */
export interface NameUse {
  readonly node: TypeScript.Identifier;
  readonly declarations: readonly TypeScript.Declaration[];
}

/** A value that is made where it stands. */
export interface MadeValue {
  readonly node: TypeScript.Expression;
  readonly value: Value;
}

/** A value that is given to a member of an object. */
export interface MemberAssignment {
  readonly target: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression;
  readonly value: TypeScript.Expression;
}

/** Facts about one piece of code, whoever runs it. */
export interface CodeFacts {
  readonly names: readonly NameUse[];
  readonly made: readonly MadeValue[];
  /** Names that take a key out of `process.env`. */
  readonly places: readonly TypeScript.Node[];
  readonly thisNodes: readonly TypeScript.Expression[];
  readonly superNodes: readonly TypeScript.Expression[];
  /** Calls of `secrets.get`. */
  readonly looseReads: readonly TypeScript.CallExpression[];
  readonly failures: readonly FailureMade[];
  readonly requests: readonly RequestCall[];
  readonly verbs: readonly VerbSent[];
  readonly memberAssignments: readonly MemberAssignment[];
  /** Whether it names something of a package. */
  readonly usesPackages: boolean;
  readonly vars: readonly string[];
  readonly env: EnvReads;
}

/** Reads the facts of a piece of code: a function, a class, an initialiser or a whole file. */
export function readCodeFacts(program: Program, env: EnvReader, root: TypeScript.Node): CodeFacts {
  const tree = root.getSourceFile();
  const isWhole = ts.isSourceFile(root);
  const sdk = sdkNames(tree);
  const namespaces = importedNamespaces(tree);
  const reads = noEnvReads();
  const facts = {
    names: [] as NameUse[],
    made: [] as MadeValue[],
    thisNodes: [] as TypeScript.Expression[],
    superNodes: [] as TypeScript.Expression[],
    looseReads: [] as TypeScript.CallExpression[],
    failures: [] as FailureMade[],
    places: [] as TypeScript.Node[],
    verbs: [] as VerbSent[],
    memberAssignments: [] as MemberAssignment[],
    vars: new Set<string>(),
  };
  let usesPackages = false;
  const calls: (TypeScript.CallExpression | TypeScript.NewExpression)[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isMetaProperty(node)) env.readMeta(node, reads);
    if (ts.isClassLike(node) && node !== root && !isWhole) {
      if (ts.isClassExpression(node)) facts.made.push({ node, value: sharedValue({ kind: "class", node }) });
      return;
    }
    if ((isWaiting(node) || ts.isFunctionDeclaration(node)) && node !== root && !isWhole) return;
    if (ts.isIdentifier(node) && isReference(node, namespaces)) {
      const symbol = symbolNamed(program, node);
      env.readName(node, symbol, reads);
      usesPackages ||= isOfPackage(node, symbol);
      const declarations = (symbol?.declarations ?? []).filter((each) => !each.getSourceFile().isDeclarationFile);
      if (declarations.length > 0 && !declares(node)) facts.names.push({ node, declarations });
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      calls.push(node);
      // What is loaded by a call may be any package.
      usesPackages ||= node.expression.kind === ts.SyntaxKind.ImportKeyword;
      if (ts.isCallExpression(node) && isLooseRead(node, sdk)) facts.looseReads.push(node);
    }
    const verb = verbIn(program, node);
    if (verb) facts.verbs.push(verb);
    const failure = failureIn(node, sdk);
    if (failure) facts.failures.push(failure);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && isAccess(node.left)) {
      facts.memberAssignments.push({ target: node.left, value: node.right });
    }
    const name = variableNamed(node, sdk);
    if (name !== undefined) {
      facts.vars.add(name);
      facts.made.push({ node: node as TypeScript.Expression, value: configured });
    }
    if (node.kind === ts.SyntaxKind.ThisKeyword) facts.thisNodes.push(node as TypeScript.Expression);
    if (node.kind === ts.SyntaxKind.SuperKeyword) facts.superNodes.push(node as TypeScript.Expression);
    const value = ts.isExpression(node) ? madeBy(program, node) : undefined;
    if (value) facts.made.push({ node: node as TypeScript.Expression, value });
    ts.forEachChild(node, visit);
  };
  if (ts.isClassLike(root)) visitClass(root, visit);
  else visit(root);
  if (ts.isClassExpression(root)) facts.made.push({ node: root, value: sharedValue({ kind: "class", node: root }) });
  for (const { node } of reads.keys) {
    if (isAccess(node.parent)) facts.made.push({ node: node.parent, value: configured });
    else if (ts.isBindingElement(node.parent)) facts.places.push(node.parent);
  }
  return {
    ...facts,
    usesPackages,
    requests: requestsAmong(program, calls),
    vars: [...facts.vars],
    env: withinCalls(reads),
  };
}

/** Visits the code that runs when a class is declared: not its members, which run when somebody asks for them. */
function visitClass(root: TypeScript.ClassLikeDeclaration, visit: (node: TypeScript.Node) => void): void {
  for (const { token, types } of root.heritageClauses ?? []) {
    // TypeScript takes the class behind `extends` for a type, but its code runs.
    if (token === ts.SyntaxKind.ExtendsKeyword) for (const type of types) visit(type.expression);
  }
  for (const member of root.members) {
    if (member.name && ts.isComputedPropertyName(member.name)) visit(member.name.expression);
    if (ts.isClassStaticBlockDeclaration(member)) visit(member.body);
  }
}

/** Returns whether code of an object runs only when somebody asks for its property. */
export function isWaiting(node: TypeScript.Node): boolean {
  if (!ts.isObjectLiteralElementLike(node) || ts.isSpreadAssignment(node)) return false;
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isShorthandPropertyAssignment(node)) return true;
  if (node.name && ts.isComputedPropertyName(node.name)) return false;
  const inner = ts.isPropertyAssignment(node) ? node.initializer : undefined;
  const isFunction = inner !== undefined && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner));
  const isName = inner !== undefined && ts.isIdentifier(inner);
  // What a module makes while it loads reads no secret: only what is asked of it later does.
  return isFunction || isName || isAtLoad(node);
}

/** Returns whether an identifier is the name of what it declares. `{ slack }` uses a name, too. */
function declares(node: TypeScript.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent)) return false;
  return "name" in parent && parent.name === node;
}

function madeBy(program: Program, node: TypeScript.Expression): Value | undefined {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return sharedValue({ kind: "function", node });
  if (ts.isObjectLiteralExpression(node)) return sharedValue({ kind: "object", node });
  if (ts.isArrayLiteralExpression(node)) return sharedValue({ kind: "list", node });
  const host = hostIn(program, node);
  return host === undefined ? undefined : hostValue("address", host);
}

function isLooseRead({ expression }: TypeScript.CallExpression, sdk: ReadonlyMap<string, string>): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    expression.name.text === "get" &&
    sdkNameOf(expression.expression, sdk) === "secrets"
  );
}

/** Returns whether a name stands for something of a package, also through a file of the project. */
function isOfPackage(node: TypeScript.Identifier, symbol: TypeScript.Symbol | undefined): boolean {
  const imported = importsOf(node.getSourceFile()).get(node.text);
  if (imported === undefined) return false;
  return isPackage(imported.module) || (symbol === undefined && imported.module.startsWith("."));
}

/** Returns the name of `action.vars.NAME`. */
function variableNamed(node: TypeScript.Node, sdk: ReadonlyMap<string, string>): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const inner = node.expression;
  const isVars = ts.isPropertyAccessExpression(inner) && inner.name.text === "vars";
  return isVars && sdkNameOf(inner.expression, sdk) === "action" ? node.name.text : undefined;
}
