import { SecretsError } from "../secrets-error.js";

// Primary result codes of SQLite.
const busy = 5;
const locked = 6;
const full = 13;
const ioError = 10;
const damaged: ReadonlySet<number> = new Set([1, 11, 19, 26]);

/** Tells whether another connection holds the file at this moment. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code === busy || code === locked;
}

/** Returns an error of the database, or of the file system, as one of the store, in words; any other as it is. */
export function storeFault(error: unknown, file: string): unknown {
  if (error instanceof SecretsError) return error;
  const code = codeOf(error);
  const system = (error as { readonly code?: unknown } | undefined)?.code;
  if (code === undefined && typeof system !== "string") return error;
  const store = `the store of secrets \`${file}\``;
  if (code === busy || code === locked) return lockedFor(file);
  if (code === full)
    return new SecretsError("STORE_FULL", `${store} cannot be written: there is no space left. Nothing was changed.`);
  if (code !== undefined && damaged.has(code))
    return storeDamaged(file, `its file is not what was written (SQLite code ${code})`);
  if (code === ioError) {
    return new SecretsError("STORE_REFUSED", `${store} cannot be read or written: its disk fails, or is full.`);
  }
  if (system === "ENOSPC" || system === "EDQUOT")
    return new SecretsError("STORE_FULL", `${store} cannot be made: there is no space left.`);
  const reason = code === undefined ? `the system says ${system}` : `SQLite code ${code}`;
  return new SecretsError(
    "STORE_REFUSED",
    `${store} cannot be opened or written (${reason}). This user must be able to write the file and its folder, because reading ` +
      "secrets writes who read them. `ACTIONARY_STORE` names another place.",
  );
}

/** Returns the error of a file that is no whole store. */
export function storeDamaged(file: string, reason: string): SecretsError {
  return new SecretsError(
    "STORE_DAMAGED",
    `the store of secrets \`${file}\` is damaged: ${reason}. Nothing was changed. Put a backup in its place, or move it away ` +
      "and set the secrets again.",
  );
}

/** Returns the error of a file that another process does not give free. */
export function lockedFor(file: string): SecretsError {
  return new SecretsError(
    "STORE_LOCKED",
    `the store of secrets \`${file}\` is held by another process, for longer than a write takes. Nothing was changed. Look for a ` +
      "process that was stopped while it wrote.",
  );
}

/** The code is a member of most errors, and the end of the text of those that opening makes. */
function codeOf(error: unknown): number | undefined {
  const { rawCode, message } = error as { readonly rawCode?: unknown; readonly message?: unknown };
  if (typeof rawCode === "number") return rawCode & 0xff;
  const [, code] = /^ConnectionFailed\(.*: (\d+)"?\)$/s.exec(String(message)) ?? [];
  return code === undefined ? undefined : Number(code) & 0xff;
}
