import type { Json } from "../contract/json.js";

/** Values that are the same for every call of a runtime. */
export interface Surroundings {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Json>>;
}
