import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { maxFolderReads } from "../../contract/limits.js";
import type { SecretContext, SecretRecord, SecretRequest } from "../provider.js";
import { SecretsError } from "../secrets-error.js";
import { qualifiedVariable } from "../variable-name.js";
import { isAbsent, readSmallFile, reasonOf } from "./read-small-file.js";
import { mayBeBare } from "./variables.js";

/**
 * Returns the values in a mounted folder: of each key the first of the files `NAME__KEY` and `name__KEY`, `NAME/KEY` and `name/KEY`,
 * and the bare `KEY` where a variable may stand so. The files of a folder are all of one state, also while Kubernetes replaces
 * it through its link `..data`. Rejects with a `SecretsError` for a link that leads out of the folder.
 */
export async function valuesInFolder(
  folder: string,
  requests: readonly SecretRequest[],
  signal: SecretContext["signal"],
): Promise<SecretRecord> {
  const root = await realpath(folder);
  const values: Record<string, Record<string, string | undefined>> = Object.create(null);
  for (const request of requests.filter(({ connection }) => connection === undefined)) {
    signal.throwIfAborted();
    values[request.name] = await readSecret(root, request);
  }
  return values;
}

async function readSecret(root: string, request: SecretRequest): Promise<Record<string, string | undefined>> {
  const { name, keys } = request;
  const found: Record<string, string | undefined> = Object.create(null);
  if (!isFileName(name)) return found;
  const add = async (folder: string, fileOf: (key: string) => string | undefined): Promise<void> => {
    const open = keys.filter((key) => found[key] === undefined && isFileName(key));
    Object.assign(found, await readState({ root, folder }, open, fileOf));
  };
  await add(root, (key) => qualifiedVariable(name, key));
  await add(root, (key) => `${name}__${key}`);
  await add(join(root, name.toUpperCase()), (key) => key);
  await add(join(root, name), (key) => key);
  await add(root, (key) => (mayBeBare(request, key) ? key : undefined));
  return found;
}

interface Place {
  readonly root: string;
  readonly folder: string;
}

/** Reads files of one folder until it was the same before and after: two keys of two states would not fit each other. */
async function readState(
  place: Place,
  keys: readonly string[],
  fileOf: (key: string) => string | undefined,
): Promise<Record<string, string>> {
  let state = await stateOf(place);
  for (let left = maxFolderReads; state !== undefined; left--) {
    const found: Record<string, string> = Object.create(null);
    for (const key of keys) {
      const file = fileOf(key);
      const text = file === undefined ? undefined : await readWithin(place.root, join(state, file));
      if (text !== undefined && text !== "") found[key] = text;
    }
    const now = await stateOf(place);
    if (now === state) return found;
    if (left === 0) throw refused(place.folder, "is replaced again and again while it is read");
    state = now;
  }
  return {};
}

/** Returns the real folder of the files of a folder at this moment: that behind `..data`, if there is one. */
async function stateOf({ root, folder }: Place): Promise<string | undefined> {
  const data = await realPathWithin(root, join(folder, "..data"));
  return data ?? realPathWithin(root, folder);
}

async function readWithin(root: string, path: string): Promise<string | undefined> {
  const real = await realPathWithin(root, path);
  const text = real === undefined ? undefined : await readSmallFile(real);
  return text === undefined ? undefined : withoutLastBreak(text);
}

async function realPathWithin(root: string, path: string): Promise<string | undefined> {
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw refused(path, `cannot be read: ${reasonOf(error)}`);
  }
  if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return real;
  throw refused(path, `is a link out of the folder of secrets \`${root}\`, and is not followed`);
}

/** Returns a text of one line without its line break, which editors and `echo` add; a text of several lines, such as a key, as it is. */
function withoutLastBreak(text: string): string {
  const line = /^[^\r\n]*(?=\r?\n$)/.exec(text);
  return line ? line[0] : text;
}

function isFileName(text: string): boolean {
  return /^\w[\w.-]*$/.test(text);
}

function refused(path: string, reason: string): SecretsError {
  return new SecretsError("FILE_REFUSED", `\`${path}\` ${reason}`);
}
