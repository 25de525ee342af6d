import { readFileSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Colors } from "picocolors/types.js";
import type { ActionErrorData, FailureData } from "../../../runtime/contract/errors.js";
import type { JsonObject } from "../../../runtime/contract/json.js";
import { plainText } from "../../../runtime/contract/plain-text.js";
import { frameLines } from "./source-frame.js";

/** Frames of the project's own code that are shown of one error. */
const maxFrames = 5;

/** Where an error is printed: the project's folder, the working directory that paths start at, and the colours. */
export interface ErrorSetting {
  readonly root: string;
  readonly cwd: string;
  readonly paint: Colors;
}

/** Prints the error of a call: code and message, the faults of a value, or what the action threw and where. */
export function printActionError(error: ActionErrorData, setting: ErrorSetting): string {
  const { paint } = setting;
  const head = `${paint.red("error")} ${paint.dim(`${error.code}:`)} ${plainText(error.message)}`;
  const lines = error.failure ? failureLines(error.failure, setting) : faultLines(error);
  return `${[head, ...lines].join("\n")}\n`;
}

/** The faults of a value that does not fit its schema, by pointer. */
function faultLines({ code, details }: ActionErrorData): readonly string[] {
  if (!code.startsWith("INVALID_") || !Array.isArray(details)) return [];
  return (details as readonly JsonObject[]).map(
    (fault) => `  ${plainText(String(fault.path) || "/")}: ${plainText(String(fault.message))}`,
  );
}

function failureLines(failure: FailureData, setting: ErrorSetting): readonly string[] {
  const { kind, name, code, retryAfter, details } = failure;
  const facts = [
    kind === "internal" ? name : `${kind} (${name})`,
    ...(code === undefined ? [] : [code]),
    ...(retryAfter === undefined ? [] : [`retry after ${retryAfter} s`]),
  ];
  return [
    // The class of most errors alone says nothing that the first line did not say.
    ...(facts.join() === "Error" ? [] : [`  ${plainText(facts.join(", "))}`]),
    ...(details === undefined ? [] : [`  details: ${plainText(JSON.stringify(details))}`]),
    ...stackLines(failure, setting, { withSource: true }),
    ...innerLines(failure, setting),
  ];
}

/** The members of an error, then its cause, each with its own. */
function innerLines({ errors = [], cause }: FailureData, setting: ErrorSetting): readonly string[] {
  const members = errors.flatMap((each) => [
    `  one of ${errors.length}: ${summary(each)}`,
    ...innerLines(each, setting),
  ]);
  return [...members, ...causeLines(cause, setting)];
}

/** The class and the message of an error, with its kind and its code where they tell more. */
function summary({ name, message, kind, code }: FailureData): string {
  const facts = [
    ...(kind === "internal" ? [] : [kind]),
    ...(code === undefined || message.includes(code) ? [] : [code]),
  ];
  return plainText(
    `${name}${message === "" ? "" : `: ${message}`}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`,
  );
}

function causeLines(cause: FailureData | undefined, setting: ErrorSetting): readonly string[] {
  if (cause === undefined) return [];
  return [
    `  caused by ${summary(cause)}`,
    ...stackLines(cause, setting, { withSource: false }),
    ...innerLines(cause, setting),
  ];
}

/** A call in a stack. */
interface Frame {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The frames of the project's own files, with the source line of the first. */
function stackLines(
  { stack = "" }: FailureData,
  { root, cwd, paint }: ErrorSetting,
  { withSource }: { readonly withSource: boolean },
): readonly string[] {
  const own = stack
    .split("\n")
    .flatMap((line) => parseFrame(line) ?? [])
    .filter(({ path }) => isOwn(path, root))
    .slice(0, maxFrames);
  const [first] = own;
  const lines = own.map(({ name, path, line, column }) => {
    const position = `${relative(cwd, path)}:${line}:${column}`;
    return `  at ${plainText(name === "" ? position : `${name} (${position})`)}`;
  });
  return [...lines, ...(withSource && first ? sourceLines(first, paint) : [])];
}

/** Reads a line of a stack: `at NAME (PATH:1:2)` or `at PATH:1:2`. */
function parseFrame(text: string): Frame | undefined {
  const [, named = "", bracketed, bare] = /^\s+at (?:async )?(?:(.+?) )?(?:\((.+)\)|(\S+))$/.exec(text) ?? [];
  const [, place = "", line, column] = /^(.+):(\d+):(\d+)$/.exec(bracketed ?? bare ?? "") ?? [];
  if (place === "") return undefined;
  const path = place.startsWith("file:") ? fileURLToPath(place) : place;
  return { name: named, path, line: Number(line), column: Number(column) };
}

function isOwn(path: string, root: string): boolean {
  if (!isAbsolute(path)) return false;
  const below = relative(root, path);
  return !below.startsWith("..") && !isAbsolute(below) && !below.split(sep).includes("node_modules");
}

function sourceLines({ path, line, column }: Frame, paint: Colors): readonly string[] {
  const text = readLine(path, line);
  if (text === undefined || column > text.length) return [];
  return [...frameLines({ text: plainText(text), line, column, endColumn: column + 1 }, paint, "red"), ""];
}

/** Returns a line of a file; undefined when it is not there any more. */
function readLine(path: string, line: number): string | undefined {
  try {
    return readFileSync(path, "utf8").split("\n")[line - 1]?.replace(/\r$/, "");
  } catch {
    return undefined;
  }
}
