import type { Json } from "./json.js";
import type { SecretRequirement } from "./manifest.js";
import type { Signal } from "./signal.js";

/** Symbol of the SDK's context on `globalThis`, which all copies of the SDK share. */
export const contextSymbol: unique symbol = Symbol.for("actionary/1") as never;

/** Marks a `Failure` of any copy of the SDK. */
export const failureSymbol: unique symbol = Symbol.for("actionary/failure") as never;

/** The severity of a log line. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** One log line of a call; `at` is milliseconds since the epoch. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly at: number;
  readonly fields: Json;
}

/** The running call, as the SDK needs it. */
export interface CallContext {
  /** The action's key. */
  readonly action: string;
  /** Secrets that the action declares; reading others throws. `"any"` (only in `testAction`): all that have a value. */
  readonly requirements: readonly SecretRequirement[] | "any";
  /** The values of this call only, by secret name and key. Throws once the call has ended. */
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Endpoint overrides by name; an endpoint without one uses its default. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
  /** Its function has ended, and its values are gone. */
  readonly hasEnded?: boolean;
  readonly signal: Signal;
  readonly log: (line: LogLine) => void;
  readonly progress: (fraction: number, message?: string) => void;
}

/** The object at `globalThis[contextSymbol]`. */
export interface ContextHolder {
  readonly current: () => CallContext | undefined;
}
