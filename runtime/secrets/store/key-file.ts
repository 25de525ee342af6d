import { appendFile, type FileHandle, mkdir, open, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { maxKeyFileBytes } from "../../contract/limits.js";
import { keyFolder } from "../../paths/secret-files.js";
import type { Variables } from "../providers/variables.js";
import { SecretsError } from "../secrets-error.js";
import { bytesOfKey } from "./master-key.js";
import { publishFile } from "./publish-file.js";

/** Returns the path of the user's key file. */
export function defaultKeyFile(env: Variables): string {
  return join(keyFolder(env), "master.key");
}

/**
 * Returns the keys in a file, one a line, the latest last; undefined if there is no such file. Other lines count as remarks. Rejects
 * for a file that others may read or that another user made.
 */
export async function readKeyFile(path: string): Promise<readonly Uint8Array[] | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { mode, uid, size } = await file.stat();
    checkOwner(path, mode, uid);
    if (size > maxKeyFileBytes) throw refused(path, `is longer than ${maxKeyFileBytes} bytes`);
    const keys = (await file.readFile("utf8")).split("\n").flatMap((line) => bytesOfKey(line.trim()) ?? []);
    if (keys.length === 0) throw refused(path, "holds no key, which is 32 bytes in base64 on a line of its own");
    return keys;
  } catch (error) {
    if (error instanceof SecretsError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw refused(path, `cannot be read (${code})`);
  } finally {
    await file?.close();
  }
}

/** Makes a key file for this user alone; nothing happens if there is one. */
export async function makeKeyFile(path: string, key: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await publishFile(path, (draft) => writeFile(draft, `${key}\n`, { mode: 0o600, flag: "wx" }));
  } catch (error) {
    throw refused(path, `cannot be made (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Adds a key to a file, behind those that other stores need. In one write, on a line of its own: two processes lose none. */
export async function addKey(path: string, key: string): Promise<void> {
  try {
    await appendFile(path, `\n${key}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    throw refused(path, `cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function checkOwner(path: string, mode: number, uid: number): void {
  if (process.platform === "win32") return; // Its files have no such mode.
  const own = process.geteuid?.();
  if (uid !== own && uid !== 0) throw refused(path, "belongs to another user, who could replace it");
  if ((mode & 0o077) === 0) return;
  const shown = (mode & 0o777).toString(8).padStart(4, "0");
  throw refused(path, `may be read by others (its mode is ${shown}): \`chmod 600\` makes it yours alone`);
}

function refused(path: string, reason: string): SecretsError {
  return new SecretsError("NO_MASTER_KEY", `the file of master keys \`${path}\` ${reason}.`);
}
