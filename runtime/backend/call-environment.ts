import type { Json } from "../contract/json.js";

/** Values that all calls of a runtime share. */
export interface CallEnvironment {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
}
