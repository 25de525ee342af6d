import type { Docs } from "../comments/read-docs.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import type { Uses } from "../reach/read-uses.js";

/** A function with its comment, and what its code uses. */
export interface DocumentedUses {
  readonly exported: ExportedFunction;
  readonly docs: Docs;
  readonly uses: Uses;
}
