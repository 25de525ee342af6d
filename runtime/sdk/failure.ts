import { failureSymbol } from "../contract/context.js";
import type { FailureKind } from "../contract/errors.js";
import type { Json } from "../contract/json.js";

/** Optional facts of a failure. */
export interface FailureOptions {
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number | undefined;
  /** Facts for programs. */
  readonly details?: Json | undefined;
  readonly cause?: unknown;
}

/**
 * Error of an action, in the service's words. The caller receives all of it: kind, name of the class, message, `retryAfter`,
 * details, causes and stack. It may have subclasses. Anything else that is thrown arrives as `internal`.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  declare readonly retryAfter?: number;
  declare readonly details?: Json;

  constructor(kind: FailureKind, message: string, options: FailureOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.kind = kind;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
    if (options.details !== undefined) this.details = options.details;
  }
}

Object.defineProperty(Failure.prototype, failureSymbol, { value: true });
