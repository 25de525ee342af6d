import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";
import type { SourceText, Span } from "../../model/source-text.js";
import { EnvReader, type EnvReads, noEnvReads } from "../environment/env-reads.js";
import { type EnvUses, joinEnvReads, withinCalls } from "../environment/env-uses.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { importedNamespaces, isReference, symbolNamed } from "../program/resolve-symbol.js";
import { sdkNameOf, sdkNames } from "../program/sdk-names.js";
import { ts } from "../typescript/typescript.js";
import type { Declarations } from "./read-declarations.js";
import { spanOf } from "./span-of.js";

/** A key that a function reads of a secret. */
export interface KeyUse {
  readonly secret: SecretModel;
  readonly key: string;
  /** The key, where it is written out; else the name of the secret. */
  readonly at: Span;
}

/** Secrets, hosts and variables that a function and the code that it uses read. */
export interface Uses {
  readonly keys: readonly KeyUse[];
  /** Groups of which one is enough. */
  readonly groups: readonly (readonly SecretModel[])[];
  /** Keys that are read by `secrets.get("KEY")`, without their secret. */
  readonly looseKeys: readonly { readonly key: string; readonly at: Span }[];
  readonly env: EnvUses;
  readonly hosts: readonly string[];
  readonly vars: readonly string[];
}

/** The text that code stands in, and the program that knows its names. */
interface CodeSource {
  readonly program: Program;
  readonly source: SourceText;
}

/** Uses while they are collected. */
interface UsesSoFar {
  readonly keys: KeyUse[];
  readonly groups: (readonly SecretModel[])[];
  readonly looseKeys: { readonly key: string; readonly at: Span }[];
  readonly hosts: Set<string>;
  readonly vars: Set<string>;
}

/** Uses of one piece of code itself, and the code below the actions folder that it names. */
interface CodeUses extends UsesSoFar {
  readonly env: EnvReads;
  readonly called: readonly TypeScript.Node[];
}

/** Uses that were read, by piece of code: many actions name the code of one client. */
interface KnownUses {
  readonly byCode: Map<TypeScript.Node, CodeUses>;
  readonly env: EnvReader;
}

const knownUses = new WeakMap<Declarations, KnownUses>();

/** Collects the uses of a function and of all code below the actions folder that it names, each piece once. */
export function readUses(program: Program, declarations: Declarations, start: TypeScript.Node): Uses {
  const known = knownUses.get(declarations) ?? { byCode: new Map(), env: new EnvReader(program) };
  knownUses.set(declarations, known);
  const found: CodeUses[] = [];
  const seen = new Set<TypeScript.Node>();
  const queue: TypeScript.Node[] = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const uses = known.byCode.get(node) ?? readCode(program, { declarations, env: known.env }, node);
    known.byCode.set(node, uses);
    found.push(uses);
    queue.push(...uses.called);
  }
  return {
    keys: found.flatMap(({ keys }) => keys),
    groups: found.flatMap(({ groups }) => groups),
    looseKeys: found.flatMap(({ looseKeys }) => looseKeys),
    env: joinEnvReads(
      known.env,
      found.map(({ env }) => env),
      start,
    ),
    hosts: [...new Set(found.flatMap(({ hosts }) => [...hosts]))].sort(),
    vars: [...new Set(found.flatMap(({ vars }) => [...vars]))].sort(),
  };
}

function readCode(
  program: Program,
  { declarations, env }: { readonly declarations: Declarations; readonly env: EnvReader },
  root: TypeScript.Node,
): CodeUses {
  const found: UsesSoFar = { keys: [], groups: [], looseKeys: [], hosts: new Set(), vars: new Set() };
  const tree = root.getSourceFile();
  const source = program.sourceOf(tree);
  const names = sdkNames(tree);
  const namespaces = importedNamespaces(tree);
  const reads = noEnvReads();
  const called: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isHeritageClause(node)) visitHeritage(node);
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isMetaProperty(node)) env.readMeta(node, reads);
    if (ts.isIdentifier(node) && isReference(node, namespaces)) {
      const symbol = symbolNamed(program, node);
      env.readName(node, symbol, reads);
      const declared = symbol?.valueDeclaration && declarations.at(symbol.valueDeclaration);
      if (declared?.kind === "secret") found.keys.push(...readKeyUses(node, declared.secret, { program, source }));
      else if (declared?.kind === "oneOf") found.groups.push(declared.members);
      else if (declared?.kind === "endpoint") found.hosts.add(declared.host);
      else if (symbol) called.push(...codeNamed(symbol, node, root));
    }
    if (ts.isPropertyAccessExpression(node)) readSdkUse(node, { names, found }, { program, source });
    ts.forEachChild(node, visit);
  };
  // TypeScript takes the class behind `extends` for a type, but its code runs.
  const visitHeritage = ({ token, types }: TypeScript.HeritageClause): void => {
    if (token === ts.SyntaxKind.ExtendsKeyword) for (const type of types) visit(type.expression);
  };
  visit(root);
  return { ...found, called, env: withinCalls(reads) };
}

/** Returns the keys that `slack.get("KEY")` or `token()` reads; all of them where the secret is handed on. */
function readKeyUses(node: TypeScript.Identifier, secret: SecretModel, { program, source }: CodeSource): KeyUse[] {
  const handle = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const access = handle.parent;
  const isGet = ts.isPropertyAccessExpression(access) && access.expression === handle && access.name.text === "get";
  const call = isGet ? access.parent : undefined;
  const argument = call && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  if (secret.kind === "oauth") return [{ secret, key: secret.key, at: spanOf(source, node) }];
  const key = argument && readLiteral(argument, program.checker)?.value;
  if (argument && typeof key === "string") return [{ secret, key, at: spanOf(source, argument) }];
  return [...secret.keys, ...secret.optionalKeys].map((key) => ({ secret, key, at: spanOf(source, node) }));
}

function readSdkUse(
  node: TypeScript.PropertyAccessExpression,
  { names, found }: { readonly names: ReadonlyMap<string, string>; readonly found: UsesSoFar },
  { program, source }: CodeSource,
): void {
  const argument = ts.isCallExpression(node.parent) ? node.parent.arguments[0] : undefined;
  if (sdkNameOf(node.expression, names) === "secrets" && node.name.text === "get" && argument) {
    const key = readLiteral(argument, program.checker)?.value;
    if (typeof key === "string") found.looseKeys.push({ key, at: spanOf(source, argument) });
  }
  const inner = node.expression;
  if (
    ts.isPropertyAccessExpression(inner) &&
    inner.name.text === "vars" &&
    sdkNameOf(inner.expression, names) === "action"
  ) {
    found.vars.add(node.name.text);
  }
}

/** Returns the code below the actions folder that an identifier names, unless it is a part of `root`. */
function codeNamed(
  { declarations = [] }: TypeScript.Symbol,
  node: TypeScript.Identifier,
  root: TypeScript.Node,
): readonly TypeScript.Node[] {
  const tree = root.getSourceFile();
  return declarations.flatMap((declaration) => {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) return [];
    if (ts.isSourceFile(declaration)) return ts.isPropertyAccessExpression(node.parent) ? [] : [declaration];
    if (file === tree && declaration.pos >= root.pos && declaration.end <= root.end) return [];
    return codeOf(declaration);
  });
}

/** Returns the code that may run when a declared name is used: a function, a class, or the value of a variable. */
function codeOf(declaration: TypeScript.Node): readonly TypeScript.Node[] {
  if (ts.isFunctionDeclaration(declaration)) return declaration.body ? [declaration] : [];
  if (ts.isClassDeclaration(declaration)) return [declaration];
  if (ts.isModuleDeclaration(declaration)) return [declaration];
  if (ts.isExportAssignment(declaration)) return [declaration.expression];
  if (ts.isBindingElement(declaration)) return codeOf(declaration.parent.parent);
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer ? [declaration.initializer] : [];
  return [];
}
