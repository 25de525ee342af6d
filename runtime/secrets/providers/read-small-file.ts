import { constants, type FileHandle, open } from "node:fs/promises";
import { maxSecretFileBytes } from "../../contract/limits.js";
import { SecretsError } from "../secrets-error.js";

/**
 * Returns the text of a file, or undefined if there is none. Rejects with a `SecretsError` for what is no ordinary file, is too long
 * or is no UTF-8. A byte order mark is left out.
 */
export async function readSmallFile(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    // Without waiting, so that a pipe that nobody writes to does not hang; Windows has no such flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await readAll(file, path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (error instanceof SecretsError) throw error;
    throw refused(path, `cannot be read: ${reasonOf(error)}`);
  } finally {
    await file?.close();
  }
}

async function readAll(file: FileHandle, path: string): Promise<string> {
  const facts = await file.stat();
  if (!facts.isFile()) throw refused(path, "is no ordinary file");
  if (facts.size > maxSecretFileBytes) throw refused(path, `is longer than ${maxSecretFileBytes} bytes`);
  const buffer = Buffer.alloc(facts.size + 1);
  let length = 0;
  for (let count = 1; count > 0 && length < buffer.length; length += count) {
    count = (await file.read(buffer, length, buffer.length - length, length)).bytesRead;
  }
  if (length > facts.size) throw refused(path, "grows while it is read");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, length));
  } catch {
    throw refused(path, "is no text in UTF-8");
  } finally {
    buffer.fill(0, 0, length);
  }
}

function refused(path: string, reason: string): SecretsError {
  return new SecretsError("FILE_REFUSED", `the file of secrets \`${path}\` ${reason}`);
}

/** Tells whether an error says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  return code === "ENOENT" || code === "ENOTDIR";
}

/** Returns the reason of an error of the file system in words, with its code. */
export function reasonOf(error: unknown): string {
  const code = (error as { readonly code?: unknown }).code;
  const text = typeof code === "string" ? reasons[code] : undefined;
  return text === undefined ? `the system says ${typeof code === "string" ? code : "no more"}` : `${text} (${code})`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is no folder",
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "the file system cannot be written",
  ENOSPC: "there is no space left",
  EDQUOT: "there is no space left for this user",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "this process has too many open files",
};
