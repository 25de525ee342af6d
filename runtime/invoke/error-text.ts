import { explainDenied } from "./access-denied.js";

/** Members whose messages stand in that of an error without one. */
const maxNamedMembers = 3;

/** Messages of Node's `fetch` that say nothing; its cause says what happened. */
const emptyWords: ReadonlySet<unknown> = new Set(["fetch failed", "terminated"]);

/** Reads a property of a thrown value, which may be a proxy or have throwing getters. */
export function readSafely(thrown: object, key: string | symbol | number): unknown {
  try {
    return (thrown as Readonly<Record<string | symbol | number, unknown>>)[key];
  } catch {
    return undefined;
  }
}

/** Returns the errors that an error holds beside its cause: those of an `AggregateError`, or of a `SuppressedError`. */
export function membersOf(thrown: object, limit: number): readonly object[] {
  const list = readSafely(thrown, "errors");
  const pair = readSafely(thrown, "name") === "SuppressedError" ? ["error", "suppressed"] : [];
  const found: object[] = [];
  for (const key of pair) addError(found, readSafely(thrown, key));
  const length = isList(list) ? Number(readSafely(list, "length")) : 0;
  for (let at = 0; at < length && at < 2 * limit && found.length < limit; at++) {
    addError(found, readSafely(list as object, at));
  }
  return found;
}

/** Errors only: libraries also list faults of a value as plain objects. */
function addError(found: object[], value: unknown): void {
  if (isObject(value) && typeof readSafely(value, "stack") === "string") found.push(value);
}

/**
 * Returns a sentence for an error: its message or, where it has none, what its members, its system call, its cause or its first
 * frame tell. Undefined if the value has no message that is text, so that it is no error.
 */
export function errorText(thrown: object, depth = 0): string | undefined {
  const message = readSafely(thrown, "message");
  if (typeof message !== "string") return undefined;
  if (message !== "" && !emptyWords.has(message)) return explainDenied(message, (key) => readSafely(thrown, key));
  const reason = depth > 2 ? undefined : (memberTexts(thrown, depth) ?? systemText(thrown) ?? causeText(thrown, depth));
  if (reason !== undefined) return message === "" ? reason : `${message}: ${reason}`;
  return message === "" ? unsaid(thrown) : message;
}

function memberTexts(thrown: object, depth: number): string | undefined {
  const texts = new Set(membersOf(thrown, 2 * maxNamedMembers).map((each) => errorText(each, depth + 1) ?? ""));
  texts.delete("");
  if (texts.size === 0) return undefined;
  const more = texts.size > maxNamedMembers ? "; …" : "";
  return [...texts].slice(0, maxNamedMembers).join("; ") + more;
}

/** Returns what Node tells of a system call that failed: `connect ECONNREFUSED 127.0.0.1:1`. */
function systemText(thrown: object): string | undefined {
  const [code, syscall, address, port, path] = ["code", "syscall", "address", "port", "path"].map((key) => {
    const value = readSafely(thrown, key);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
  if (!code) return undefined;
  const place = address ? `${address}${port ? `:${port}` : ""}` : path;
  return [syscall, code, place].filter(Boolean).join(" ");
}

function causeText(thrown: object, depth: number): string | undefined {
  const cause = readSafely(thrown, "cause");
  if (typeof cause === "string" && cause !== "") return cause;
  return isObject(cause) ? errorText(cause, depth + 1) : undefined;
}

/** Returns what is left to tell of an error without any words: its class, and where it was made. */
function unsaid(thrown: object): string {
  const name = readSafely(thrown, "name");
  const stack = readSafely(thrown, "stack");
  const frame = typeof stack === "string" ? /^\s+at .+$/m.exec(stack.slice(0, 4_096))?.[0].trim() : undefined;
  const kind = typeof name === "string" && name !== "" ? name : "Error";
  return `${kind} without a message${frame === undefined ? "" : ` ${frame}`}`;
}

function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy
  }
}

/** Returns whether a value may have the properties of an error. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
