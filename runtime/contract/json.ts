/** Any value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema, draft-07, as Actionary emits it; self-contained (`definitions` inside), with the annotation `x-widget`. */
export interface JsonSchema {
  readonly [keyword: string]: Json | undefined;
}
