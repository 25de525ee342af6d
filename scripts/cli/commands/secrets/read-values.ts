import { readFileSync } from "node:fs";
import { isJsonObject, type Json } from "../../../../runtime/contract/json.js";
import type { SecretEntry } from "../../../../runtime/contract/manifest.js";
import { plainText } from "../../../../runtime/contract/plain-text.js";
import { CommandFault } from "../../project/project-files.js";
import { ask } from "./ask.js";
import { declaredKey, keysOf, type SecretKey } from "./declared-secrets.js";

/** Flags that say where values come from. */
export interface ValueFlags {
  readonly fromFile?: readonly string[];
  /** The key that standard input is the value of; true for the only one. */
  readonly stdin?: string | true;
  /** `-` or `@file`: JSON with values by key. */
  readonly input?: string;
}

/** Values by key. */
export type Values = Readonly<Record<string, string>>;

/** Returns the values that the flags name, else those that somebody types. Throws a `CommandFault`. */
export async function readValues(secret: SecretEntry, flags: ValueFlags): Promise<Values> {
  const values: Record<string, string> = {
    ...(flags.input === undefined ? {} : valuesInJson(secret, readInput(flags.input))),
    ...Object.fromEntries((flags.fromFile ?? []).map((each) => valueInFile(secret, each))),
  };
  if (flags.stdin !== undefined) {
    const { key } = flags.stdin === true ? onlyKey(secret, "--stdin KEY") : declaredKey(secret, flags.stdin);
    values[key] = trimmed(readText(0, "standard input"));
  }
  if (Object.keys(values).length > 0) return values;
  if (!process.stdin.isTTY) {
    throw new CommandFault(
      "there is no terminal to ask on: give the values by --stdin, --input - or --from-file. They never stand on the command line, which others can read.",
    );
  }
  return askForValues(secret);
}

async function askForValues(secret: SecretEntry): Promise<Values> {
  const values: Record<string, string> = {};
  for (const each of keysOf(secret)) {
    const value = each.isMultiline ? await askForFile(each) : await ask(promptOf(each), { isHidden: true });
    if (value !== "") values[each.key] = value;
    else if (each.isRequired) throw new CommandFault(`${each.key} is required. Nothing was stored.`);
  }
  return values;
}

function promptOf({ key, title, isRequired }: SecretKey): string {
  return plainText(`${title} (${key})${isRequired ? "" : ", optional"}: `);
}

/** A text of several lines comes from a file: a terminal would take its first line alone. */
async function askForFile(key: SecretKey): Promise<string> {
  const path = await ask(promptOf(key).replace(/: $/, ", path of its file: "));
  return path.trim() === "" ? "" : trimmed(readText(path.trim(), path.trim()));
}

function valueInFile(secret: SecretEntry, flag: string): readonly [string, string] {
  const [, named, rest = flag] = /^([A-Za-z0-9_]+)=(.*)$/s.exec(flag) ?? [];
  const { key } = named === undefined ? onlyKey(secret, "--from-file KEY=FILE") : declaredKey(secret, named);
  return [key, trimmed(readText(rest, rest))];
}

function onlyKey(secret: SecretEntry, form: string): SecretKey {
  const keys = keysOf(secret);
  const [first] = keys;
  if (first && keys.length === 1) return first;
  throw new CommandFault(
    `the secret \`${secret.name}\` has several keys, so say which one: ${form}. It has ${keys.map(({ key }) => key).join(", ")}.`,
  );
}

function valuesInJson(secret: SecretEntry, text: string): Values {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    // The parser's message quotes the text, which holds values.
    throw new CommandFault('--input is not JSON. Write it as `{"KEY": "value"}`.');
  }
  if (!isJsonObject(value)) throw new CommandFault('--input is not a JSON object: `{"KEY": "value"}`.');
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const { key } = declaredKey(secret, name);
      if (typeof each !== "string") throw new CommandFault(`--input: the value of ${key} is not text.`);
      return [key, each];
    }),
  );
}

function readInput(flag: string): string {
  if (flag === "-") return readText(0, "standard input");
  if (flag.startsWith("@")) return readText(flag.slice(1), flag.slice(1));
  throw new CommandFault(
    "--input takes - or @file: a value on the command line stands in the shell's history, and others can read it.",
  );
}

/** Reads a file, or standard input by its number. */
export function readText(source: string | 0, name: string): string {
  try {
    return readFileSync(source, "utf8");
  } catch (error) {
    throw new CommandFault(`${plainText(name)} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Without the line break that editors and `echo` put behind a line; a text of several lines stays as it is. */
function trimmed(text: string): string {
  return /^[^\n]*\r?\n$/.test(text) ? text.trimEnd() : text;
}
