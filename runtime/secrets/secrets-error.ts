/** Every code of a `SecretsError`. */
export const secretsErrorCodes = [
  /** A provider failed, or gave something that is no values. */
  "PROVIDER_FAILED",
  /** A file or folder of secrets cannot be read, or must not be. */
  "FILE_REFUSED",
  /** A name, key, connection or value that the store does not take. */
  "INVALID_SECRET",
  /** There is no master key, or it cannot be read. */
  "NO_MASTER_KEY",
  /** The master key is not that of the store. */
  "WRONG_MASTER_KEY",
  /** The store was changed by something else, or is a part of a store. */
  "STORE_DAMAGED",
  /** The store was made by a later version. */
  "STORE_NEWER",
  /** The store cannot be opened, made or written. */
  "STORE_REFUSED",
  /** Another process has held the store for too long. */
  "STORE_LOCKED",
  /** There is no space for what is written. */
  "STORE_FULL",
  /** The store was closed. */
  "STORE_CLOSED",
] as const;
export type SecretsErrorCode = (typeof secretsErrorCodes)[number];

/** Error of a source of secrets. Its message is shown to callers, so it never holds a value. */
export class SecretsError extends Error {
  readonly code: SecretsErrorCode;

  constructor(code: SecretsErrorCode, message: string) {
    super(message);
    this.name = "SecretsError";
    this.code = code;
  }
}
