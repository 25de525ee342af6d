import type { Fault } from "../contract/errors.js";
import type { Json } from "../contract/json.js";
import { maxSchemaErrors, ordinaryJsonLevels } from "../contract/limits.js";

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

/**
 * Validates a value; undefined if it is valid. A value nested too deeply for the validator is invalid, not a crash. `"too
 * large"`: the validator itself overflows the stack, as one for a union of thousands of objects does.
 */
export function findInvalid(validate: Validate, value: Json): Invalid | "too large" | undefined {
  try {
    if (validate(value)) return undefined;
    return { kind: "errors", errors: (validate.errors ?? []).slice(0, maxSchemaErrors).map(withoutValue) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (!isDeeper(value, ordinaryJsonLevels)) return "too large";
    return { kind: "faults", faults: [{ path: "", message: "must not be nested so deeply" }] };
  }
}

/** Sentence about an action whose validator is too large, with what to do. */
export function tooLarge(action: string, side: "arguments" | "result"): string {
  return (
    `The schema of the ${side} of \`${action}\` is too large to be checked: a union in it has too many members. Divide the ` +
    "action, or take the members that differ in data alone together."
  );
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

function withoutValue({ instancePath, schemaPath, keyword, params, message }: SchemaError): SchemaError {
  return { instancePath, schemaPath, keyword, params, ...(message !== undefined && { message }) };
}
