import type { CustomSecretType } from "../contract/manifest.js";
import type { Signal } from "../contract/signal.js";

/** A secret of which a call needs values. */
export interface SecretRequest {
  readonly name: string;
  readonly type: CustomSecretType | "oauth";
  /** All keys that the action reads, and no others. */
  readonly keys: readonly string[];
  /** Those of `keys` without which the action runs, too; absent means none. */
  readonly optionalKeys?: readonly string[];
  /** Those of `keys` that only an included package declares, none of the project's own actions; absent means none. */
  readonly includedKeys?: readonly string[];
  /** The connection, such as one of two workspaces; absent for the default one. */
  readonly connection?: string;
}

/** The call that needs the values. */
export interface SecretContext {
  /** The key of the action. */
  readonly action: string;
  /** The `domain` of `run`. */
  readonly tenant?: string;
  /** Aborted as soon as the call has ended, because its time is over or it was cancelled. */
  readonly signal: Signal;
}

/** Values by the name of a secret and its key. */
export type SecretRecord = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/** How long the answers of a provider are kept, by tenant, connection and secret. */
export interface SecretCacheRule {
  /** Milliseconds for which a whole answer may be used again; one that lacks a key is kept for a second at most. */
  readonly maxAgeMs: number;
}

/** Source of the values of secrets. */
export interface SecretProvider {
  /** Name in messages, such as `store`. */
  readonly name?: string;
  /** The answers are kept by this rule; without one, each call asks anew. */
  readonly cache?: SecretCacheRule;
  /**
   * Returns the values that it has, once for all secrets of a call; a key without value is absent. What a rejection says is shown
   * only if it is a `SecretsError`, because the message of any other may hold a value.
   */
  resolve(requests: readonly SecretRequest[], context: SecretContext): SecretRecord | Promise<SecretRecord>;
}

/** A function that is a provider. */
export type SecretFunction = SecretProvider["resolve"];

/** A provider, a function that is one, or the values themselves. */
export type SecretSource = SecretProvider | SecretFunction | SecretRecord;

/** Values of one call, only those that its action reads, by secret name and key. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;
