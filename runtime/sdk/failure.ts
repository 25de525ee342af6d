import { failureSymbol } from "../contract/context.js";
import type { FailureKind } from "../contract/errors.js";
import type { Json } from "../contract/json.js";

/** What a failure can say beyond its message. */
export interface FailureOptions {
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number | undefined;
  /** Facts for programs. */
  readonly details?: Json | undefined;
  readonly cause?: unknown;
}

/**
 * How an action says what went wrong, in the service's words. It crosses whole to the caller: kind, name of the class,
 * message, `retryAfter`, details, causes and stack. Subclasses are welcome. Anything else that is thrown arrives as
 * `internal`.
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
