import type { Fault } from "../contract/errors.js";
import type { Json } from "../contract/json.js";

/** One error as Ajv tells it, without the value. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A standalone validator: tells whether a value is valid and leaves its errors behind. */
export interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

/** A validator module of a build. */
export interface ValidatorModule {
  readonly default: Validate;
  /** The schema as JSON text: parsed only when something is wrong. */
  readonly schema: string;
}

/** Why a value is not valid: errors to be explained, or a fault already in words. */
export type Invalid =
  | { readonly kind: "errors"; readonly errors: readonly SchemaError[] }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/** As many errors as anybody reads; a list of a million wrong items has as many. */
const maxErrors = 1_000;

/** Judges a value; undefined if it is valid. A value too deep for the validator is invalid, not a crash. */
export function findInvalid(validate: Validate, value: Json): Invalid | undefined {
  try {
    if (validate(value)) return undefined;
    return { kind: "errors", errors: (validate.errors ?? []).slice(0, maxErrors).map(withoutValue) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: "faults", faults: [{ path: "", message: "must not be nested so deeply" }] };
  }
}

function withoutValue({ instancePath, schemaPath, keyword, params, message }: SchemaError): SchemaError {
  return { instancePath, schemaPath, keyword, params, ...(message !== undefined && { message }) };
}
