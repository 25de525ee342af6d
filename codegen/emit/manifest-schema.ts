import { readAsset } from "./read-asset.js";

/** Returns the JSON Schema of `manifest.json`, made from the types of `runtime/contract/manifest.ts` and held to them by a test. */
export function manifestSchema(): unknown {
  return JSON.parse(readAsset(import.meta.url, "manifest.schema.json"));
}
