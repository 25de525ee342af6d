import type TypeScript from "typescript";
import { importsOf } from "../program/imported-names.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";
import { memberName } from "./members.js";

/** A call that contacts the address of an argument. */
export interface RequestCall {
  readonly call: TypeScript.CallExpression | TypeScript.NewExpression;
  /** The address, or options that hold the host. */
  readonly address: TypeScript.Expression;
}

/** Functions that contact the address of an argument, by module and name; the index of that argument. */
const senders: ReadonlyMap<string, number> = new Map([
  ["global fetch", 0],
  ["global WebSocket", 0],
  ["global EventSource", 0],
  ...["http", "https"].flatMap((module) => [`${module} get`, `${module} request`].map((name) => [name, 0] as const)),
  ...["fetch", "request", "stream", "connect", "WebSocket"].map((name) => [`undici ${name}`, 0] as const),
]);

/** Options of Node's `http.request` that tell the host. */
const hostOptions: ReadonlySet<string> = new Set(["host", "hostname", "socketPath"]);

/** Returns the calls that contact an address. */
export function requestsAmong(
  program: Program,
  calls: readonly (TypeScript.CallExpression | TypeScript.NewExpression)[],
): readonly RequestCall[] {
  return calls.flatMap((call) => {
    const name = senderName(program, call.expression);
    const index = name === undefined ? undefined : senders.get(name);
    const address = index === undefined ? undefined : call.arguments?.[index];
    return address && !ts.isSpreadElement(address) ? [{ call, address }] : [];
  });
}

/** Returns the host that the options of a request write out; undefined where they do not. */
export function hostOption(
  program: Program,
  options: TypeScript.ObjectLiteralExpression,
): TypeScript.Expression | undefined {
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property)) continue;
    const name = memberName(program, property.name);
    if (name !== undefined && hostOptions.has(name)) return property.initializer;
  }
  return undefined;
}

/** Returns `module name` of a function that a module of Node's or a package exports, or `global name`. */
function senderName(program: Program, callee: TypeScript.Expression): string | undefined {
  const [root, member] = ts.isPropertyAccessExpression(callee)
    ? [callee.expression, callee.name.text]
    : [callee, undefined];
  if (!ts.isIdentifier(root)) return undefined;
  const imported = importsOf(root.getSourceFile()).get(root.text);
  if (imported) {
    const isWhole = imported.name === "*" || imported.name === "default";
    const name = isWhole ? member : member === undefined ? imported.name : undefined;
    return name === undefined ? undefined : `${imported.module} ${name}`;
  }
  const name = root.text === "globalThis" ? member : member === undefined ? root.text : undefined;
  if (name === undefined || !senders.has(`global ${name}`)) return undefined;
  const declarations = program.checker.getSymbolAtLocation(root)?.declarations ?? [];
  const isOwn = declarations.some((each) => !each.getSourceFile().isDeclarationFile);
  return isOwn ? undefined : `global ${name}`;
}
