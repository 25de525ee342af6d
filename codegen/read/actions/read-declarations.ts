import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import type { CustomSecretType, GrantType } from "../../../runtime/contract/manifest.js";
import { oauthSecretName, oauthTokenKey } from "../../../runtime/contract/oauth.js";
import type { ActionFile } from "../../model/action-file.js";
import { sdkPackage } from "../../model/action-file.js";
import type { Declared } from "../../model/file-reading.js";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import { titleOf } from "../../model/title.js";
import type { ProblemList } from "../../report/problems.js";
import { sdkNameOf, sdkNames } from "../program/read-imports.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";

/** What constants declare, read when it is asked for. */
export interface Declarations {
  /** What the constant at a node declares. */
  readonly at: (node: TypeScript.Node) => Declared | undefined;
  /** What a file declares, in order. */
  readonly of: (tree: TypeScript.SourceFile) => readonly Declared[];
  /** What all files declare. */
  readonly everywhere: () => readonly Declared[];
}

/** The constants at the top of files that declare secrets and endpoints; `known` has those of files that need no reading. */
export function createDeclarations(
  program: Program,
  known: ReadonlyMap<string, readonly Declared[]>,
  problems: ProblemList,
): Declarations {
  const calls = new Map<TypeScript.SourceFile, ReadonlyMap<TypeScript.Node, DeclaringCall>>();
  const read = new Map<TypeScript.Node, Declared | undefined>();
  const callsOf = (tree: TypeScript.SourceFile): ReadonlyMap<TypeScript.Node, DeclaringCall> => {
    const found = calls.get(tree) ?? new Map(declaringCalls(tree).map((call) => [call.node, call]));
    calls.set(tree, found);
    return found;
  };
  const at = (node: TypeScript.Node): Declared | undefined => {
    if (!ts.isVariableDeclaration(node)) return undefined;
    if (read.has(node)) return read.get(node);
    const tree = node.getSourceFile();
    const call = program.isOwn(tree) ? callsOf(tree).get(node) : undefined;
    if (call === undefined) return undefined;
    // Until it is read: what speaks of itself declares nothing.
    read.set(node, undefined);
    const before = known.get(program.sourceOf(tree).file)?.find((each) => each.constant === call.constant);
    const declared = before ?? readCall(program, call, at, problems);
    read.set(node, declared);
    return declared;
  };
  const of = (tree: TypeScript.SourceFile): readonly Declared[] =>
    [...callsOf(tree).keys()].flatMap((node) => at(node) ?? []);
  return {
    at,
    of,
    everywhere: () =>
      program.files.flatMap((file) => {
        const before = known.get(file.source.file);
        if (before) return before;
        // What does not import the SDK declares nothing, and need not be parsed.
        if (!file.source.text.includes(sdkPackage)) return [];
        return program.parses(file) ? of(program.treeOf(file)) : [];
      }),
  };
}

interface DeclaringCall {
  readonly node: TypeScript.VariableDeclaration;
  readonly constant: string;
  readonly callee: string;
  readonly call: TypeScript.CallExpression;
}

const declaringNames: ReadonlySet<string> = new Set(["secret", "oauth", "oneOf", "endpoint"]);

/** Whether a file imports a function that declares something, by itself or with all of the SDK. */
function mayDeclare(names: ReadonlyMap<string, string>): boolean {
  return [...names.values()].some((name) => name === "*" || declaringNames.has(name));
}

/** Reports the declarations that nothing can bind, because no constant at the top of the file holds them. */
export function reportUnbound(program: Program, file: ActionFile, problems: ProblemList): void {
  const tree = program.treeOf(file);
  const names = sdkNames(tree);
  if (!mayDeclare(names)) return;
  const read = new Set<TypeScript.Node>(declaringCalls(tree).map(({ call }) => call));
  const visit = (node: TypeScript.Node): void => {
    const callee = ts.isCallExpression(node) && !read.has(node) ? sdkNameOf(node.expression, names) : undefined;
    if (callee && declaringNames.has(callee) && ts.isCallExpression(node) && isImported(program, node.expression)) {
      const at = { source: file.source, start: node.getStart(tree), end: node.getEnd() };
      problems.report("ACT403", at, callee, "it is not the value of a constant at the top of a file");
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

/** Whether a name, or what stands before its dot, is an import: a parameter may be called `secret`, too. */
function isImported({ checker }: Program, callee: TypeScript.Expression): boolean {
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const symbol = checker.getSymbolAtLocation(root);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}

function declaringCalls(tree: TypeScript.SourceFile): readonly DeclaringCall[] {
  const names = sdkNames(tree);
  if (!mayDeclare(names)) return [];
  return tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap((node) => {
      const call = declarationList.flags & ts.NodeFlags.Const ? unwrapped(node.initializer) : undefined;
      if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(node.name)) return [];
      const callee = sdkNameOf(call.expression, names);
      return callee && declaringNames.has(callee) ? [{ node, constant: node.name.text, callee, call }] : [];
    }),
  );
}

function unwrapped(node: TypeScript.Expression | undefined): TypeScript.Expression | undefined {
  const isWrapper =
    node && (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node));
  return isWrapper ? unwrapped(node.expression) : node;
}

function readCall(
  program: Program,
  { node, constant, callee, call }: DeclaringCall,
  known: Declarations["at"],
  problems: ProblemList,
): Declared | undefined {
  const source = program.sourceOf(node.getSourceFile());
  const spanOf = (part: TypeScript.Node): Span => ({ source, start: part.getStart(), end: part.getEnd() });
  const wrong = (part: TypeScript.Node, reason: string): undefined => {
    problems.report("ACT403", spanOf(part), callee, reason);
  };
  const [first, second] = call.arguments;
  if (callee === "oneOf") {
    const members = call.arguments.map((argument) => declaredBy(program, argument, known));
    const index = members.findIndex((member) => member?.kind !== "secret");
    const odd = call.arguments[index];
    if (odd) return wrong(odd, "its arguments are not all constants that declare a secret");
    return {
      kind: "oneOf",
      constant,
      members: members.flatMap((member) => (member?.kind === "secret" ? [member.secret] : [])),
    };
  }
  if (first === undefined) return wrong(call, "it has no argument");
  const literal = readLiteral(first, program.checker);
  if (literal === undefined) return wrong(first, "it is not written in literals");
  if (callee === "endpoint") {
    const url = second ? readLiteral(second, program.checker)?.value : undefined;
    if (typeof literal.value !== "string" || typeof url !== "string")
      return wrong(call, "its name and URL are not literal texts");
    if (!URL.canParse(url)) return wrong(second ?? call, "the URL is not absolute");
    return { kind: "endpoint", constant, name: literal.value, host: new URL(url).host };
  }
  const read = callee === "oauth" ? readOAuth : readSecret;
  const result = read(literal.value, spanOf(node.name));
  return typeof result === "string" ? wrong(first, result) : { kind: "secret", constant, secret: result };
}

/** What a name stands for below the actions folder, through imports and shorthand properties. */
export function symbolNamed({ checker, isForeign }: Program, node: TypeScript.Node): TypeScript.Symbol | undefined {
  const symbol =
    node.parent && ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  return isForeign(symbol) ? undefined : checker.getAliasedSymbol(symbol);
}

/** What the constant declares that an expression names. */
export function declaredBy(program: Program, node: TypeScript.Node, known: Declarations["at"]): Declared | undefined {
  const declaration = symbolNamed(program, node)?.valueDeclaration;
  return declaration ? known(declaration) : undefined;
}

const fixedKeys: Readonly<Record<Exclude<CustomSecretType, "custom">, readonly string[]>> = {
  ssh_key: ["PRIVATE_KEY"],
  mtls: ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"],
  ca_cert: ["CA_CERTIFICATE"],
};

/** The secret that a definition describes, or what is wrong with it. */
function readSecret(definition: Json, source: Span): SecretModel | string {
  const given = objectOf(definition);
  const type = given.type === undefined ? "custom" : given.type;
  if (type !== "custom" && type !== "ssh_key" && type !== "mtls" && type !== "ca_cert") return "`type` is unknown";
  const { name, optional = false, title, docUrl, fields = {} } = given;
  if (typeof name !== "string" || !/^[a-z0-9_]+$/.test(name)) return "`name` is not a text of the form [a-z0-9_]+";
  if (name === "__proto__") return "`name` cannot be `__proto__`";
  if (name.endsWith("_oauth")) return "`name` ends in `_oauth`, which is kept for `oauth(…)`";
  const keys = keysOf(given.keys ?? (type === "custom" ? [] : [...fixedKeys[type]]));
  const optionalKeys = keysOf(given.optionalKeys ?? []);
  if (keys === undefined || optionalKeys === undefined) return "its keys are not texts of the form [A-Za-z0-9_]+";
  if (keys.length + optionalKeys.length === 0) return "it has no key";
  if ([...keys, ...optionalKeys].includes("__proto__")) return "a key cannot be `__proto__`";
  if (new Set([...keys, ...optionalKeys]).size < keys.length + optionalKeys.length) return "a key stands twice";
  if (typeof optional !== "boolean") return "`optional` is not true or false";
  const hints = objectOf(fields);
  return {
    kind: "custom",
    name,
    type,
    keys,
    optionalKeys,
    optional,
    title: typeof title === "string" ? title : titleOf(name),
    ...(typeof docUrl === "string" ? { docUrl } : {}),
    fields: [...keys, ...optionalKeys].map((key) => {
      const hint = objectOf(hints[key] ?? {});
      return {
        key,
        title: typeof hint.title === "string" ? hint.title : titleOf(key.toLowerCase()),
        multiline: typeof hint.multiline === "boolean" ? hint.multiline : /PRIVATE_KEY|CERTIFICATE|_PEM$/.test(key),
        ...(typeof hint.format === "string" ? { format: hint.format } : {}),
      };
    }),
    source,
  };
}

function readOAuth(definition: Json, source: Span): SecretModel | string {
  const { providerId, grantType, optional = false } = objectOf(definition);
  if (typeof providerId !== "string" || !/^[a-z][a-z0-9_]*$/.test(providerId)) {
    return "`providerId` is not a text of the form [a-z][a-z0-9_]*";
  }
  if (!isGrantType(grantType)) return "`grantType` is neither `authorization_code` nor `client_credentials`";
  if (typeof optional !== "boolean") return "`optional` is not true or false";
  const name = oauthSecretName(providerId);
  return { kind: "oauth", name, providerId, grantType, key: oauthTokenKey(providerId, grantType), optional, source };
}

function isGrantType(value: Json | undefined): value is GrantType {
  return value === "authorization_code" || value === "client_credentials";
}

function keysOf(value: Json): readonly string[] | undefined {
  const isKey = (key: Json): key is string => typeof key === "string" && /^[A-Za-z0-9_]+$/.test(key);
  return Array.isArray(value) && value.every(isKey) ? value : undefined;
}

function objectOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}
