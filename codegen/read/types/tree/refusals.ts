/** Hint for `{}`, which in TypeScript is any value except null and undefined. */
export const emptyHint = "Use `object` for any object, or `unknown` for any JSON at all.";

/** Hint for a property that is always undefined. */
export const undefinedHint = "Leave it out, or use `null`.";

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
  Request: "Use a plain object with the parts that matter.",
  Response: "Use a plain object with the parts that matter.",
};
