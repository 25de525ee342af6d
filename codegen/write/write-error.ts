const reasons: Readonly<Record<string, string>> = {
  EACCES: "not writable, permission is denied",
  EPERM: "not writable, permission is denied",
  EROFS: "not writable, the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is too large for this file system",
  EIO: "the disk reports a fault",
  ENOENT: "it is missing",
  ENOTDIR: "a file stands where a folder is wanted",
  EEXIST: "a file stands where a folder is wanted",
  EISDIR: "a folder stands where a file is wanted",
  ENOTEMPTY: "the folder is not empty",
  ENAMETOOLONG: "the name is too long for this file system",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open in this process",
  ENFILE: "too many files are open on this machine",
  EBUSY: "something else is using it",
  ETXTBSY: "something else is using it",
  OUTSIDE: "a symbolic link leads out of the folder of generated files",
  LINKED: "a symbolic link leads to it",
  CHANGED: "it was changed since it was read",
  LOCKED: "another run of actionary is writing",
};

/** Failure of the writer: the path, and the reason in words. */
export class WriteError extends Error {
  override readonly name = "WriteError";
  /** The system's code (`ENOSPC`, …), `OUTSIDE` (a link leads out of the folder), `LOCKED`, … */
  readonly code: string;
  /** The file or folder, below the out folder as the caller gave it. */
  readonly path: string;

  /** The reason in words. */
  readonly reason: string;

  constructor(code: string, path: string, options: ErrorOptions & { readonly detail?: string } = {}) {
    const reason = options.detail ?? reasons[code] ?? "the file system refuses";
    super(`${path}: ${reason} (${code}).`, options);
    this.reason = reason;
    this.code = code;
    this.path = path;
  }
}

/** Runs an operation on `path`; turns errors of the file system into `WriteError`s, and passes on all others. */
export function withWriteError<T>(path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string" && !(error instanceof WriteError)) {
      throw new WriteError(error.code, path, { cause: error });
    }
    throw error;
  }
}

/** Runs `operation`; returns undefined when it fails with one of these codes. */
export function unless<T>(codes: readonly string[], operation: () => T): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (error instanceof WriteError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
