import type { Fault } from "../contract/errors.js";
import type { Json } from "../contract/json.js";
import { maxSchemaErrors } from "../contract/limits.js";

/** One error of Ajv, without the value. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A standalone validator: returns whether a value is valid, and leaves its errors in `errors`. */
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

/** Reasons why a value is not valid: errors to be explained, or faults in words. */
export type Invalid =
  | { readonly kind: "errors"; readonly errors: readonly SchemaError[] }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/** Validates a value; undefined if it is valid. A value nested too deeply for the validator is invalid, not a crash. */
export function findInvalid(validate: Validate, value: Json): Invalid | undefined {
  try {
    if (validate(value)) return undefined;
    return { kind: "errors", errors: (validate.errors ?? []).slice(0, maxSchemaErrors).map(withoutValue) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: "faults", faults: [{ path: "", message: "must not be nested so deeply" }] };
  }
}

function withoutValue({ instancePath, schemaPath, keyword, params, message }: SchemaError): SchemaError {
  return { instancePath, schemaPath, keyword, params, ...(message !== undefined && { message }) };
}
