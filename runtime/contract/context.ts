import type { Json } from "./json.js";
import type { SecretRequirement } from "./manifest.js";

/** The symbol under which a lane keeps the SDK's context: several copies of the SDK share one. */
export const contextSymbol: unique symbol = Symbol.for("actionary/1") as never;

/** Marks a `Failure`, whichever copy of the SDK made it. */
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

/** What the SDK needs to know of the call that is running. */
export interface CallContext {
  /** The action's key. */
  readonly action: string;
  /** What the action declares; reading anything else throws. `"any"` (in `testAction` alone): whatever has a value. */
  readonly requirements: readonly SecretRequirement[] | "any";
  /** The values of this call alone, by secret name and key. */
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Endpoint overrides by name; an endpoint without one uses its default. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
  readonly signal: AbortSignal;
  readonly log: (line: LogLine) => void;
  readonly progress: (fraction: number, message?: string) => void;
}

/** The object at `globalThis[contextSymbol]`. */
export interface ContextHolder {
  readonly current: () => CallContext | undefined;
}
