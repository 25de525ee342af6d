import { fullFormats } from "ajv-formats/dist/formats.js";

/** Names of the formats that validators check. */
export const formatNames: readonly string[] = Object.keys(fullFormats).sort();
