import type { FailureData, Fault } from "../contract/errors.js";
import type { Json } from "../contract/json.js";

/** Result of an attempt where it ran. */
export type Outcome =
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "failed"; readonly failure: FailureData }
  | { readonly kind: "invalid"; readonly faults: readonly Fault[] }
  | { readonly kind: "not-built"; readonly message: string }
  | { readonly kind: "lost"; readonly message: string };

/** An outcome without a result. */
export type NoValue = Exclude<Outcome, { readonly kind: "value" }>;
