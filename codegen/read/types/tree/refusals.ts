import type TypeScript from "typescript";
import type { ProblemCode } from "../../../report/problems.js";

/** Hint for `{}`, which in TypeScript is any value except null and undefined. */
export const emptyHint = "Use `object` for any object, or `unknown` for any JSON at all.";

/** Hint for a property that is always undefined. */
export const undefinedHint = "Leave it out, or use `null`.";

/** Hint for a `toJSON` that returns what has a `toJSON` itself. */
export const jsonOnceHint = "Return plain data from `toJSON()`: JSON calls it only once.";

/** Hints for types without a JSON form, by their names: the form to write instead. */
export const refusedNames: Readonly<Record<string, string>> = {
  Map: "Use `Record<string, T>`, or an array of pairs.",
  ReadonlyMap: "Use `Record<string, T>`, or an array of pairs.",
  Set: "Use an array.",
  ReadonlySet: "Use an array.",
  WeakMap: "Use `Record<string, T>`.",
  WeakSet: "Use an array.",
  RegExp: "Use a string that holds the pattern.",
  Function: "Actions take data; leave callbacks out.",
  Promise: "A value is waited for before it is sent: write its own type.",
  PromiseLike: "A value is waited for before it is sent: write its own type.",
  Error: "Throw it, or describe it with a plain object.",
  Symbol: "Use a string.",
  AbortSignal: "Do not take a signal as an argument: `action.signal` of the SDK is the call's own.",
  ReadableStream: "Use a string, or base64 text for bytes.",
  WritableStream: "Return the data as a string.",
  Readable: "Use a string, or base64 text for bytes.",
  File: "Use its content as a string.",
  Blob: "Use its content as a string.",
  FormData: "Use a plain object.",
  Headers: "Use `Record<string, string>`.",
  Request: "Take the fields that the action needs, such as `path: string`.",
  Response: "Take or return the data: `return await response.json()`.",
  IncomingMessage: "Take the fields that the action needs, such as `path: string`.",
  ServerResponse: "Return the data: the caller answers the request.",
  EventEmitter: "Return the data at the end; `action.progress` of the SDK tells how it goes.",
  AbortController: "Do not take a signal as an argument: `action.signal` of the SDK is the call's own.",
  URLSearchParams: "Use `Record<string, string>`.",
};

/** Returns the name of the package that a node's file belongs to; undefined outside of packages and for a node without a file. */
export function packageOf(node: TypeScript.Node): string | undefined {
  if (node.pos < 0) return undefined;
  const path = node.getSourceFile().fileName;
  const name = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  // Types of `@scope/name` that another package has are called `@types/scope__name`.
  const typed = name?.startsWith("@types/") ? name.slice("@types/".length).split("__") : undefined;
  return typed ? (typed.length > 1 ? `@${typed.join("/")}` : typed[0]) : name;
}

/** Number of facts behind the path after which a problem takes a hint. */
const factsBeforeHint: Partial<Record<ProblemCode, number>> = {
  ACT301: 1,
  ACT303: 1,
  ACT309: 1,
  ACT313: 1,
  ACT315: 1,
};

/** Returns the facts of a problem in a package's type with another hint: the author cannot mend the type. */
export function factsOfPackage(code: ProblemCode, owner: string, facts: readonly string[]): readonly string[] {
  const count = factsBeforeHint[code];
  const isClient = facts[1]?.includes(`\`${owner}\``);
  if (count === undefined || isClient) return facts;
  const hint = `It is part of a type of \`${owner}\`: declare a smaller interface of your own, with the properties that you need.`;
  return [...facts.slice(0, count), hint];
}
