import type * as Tsdoc from "@microsoft/tsdoc";
import { loadPackage } from "../../packages/load-package.js";

/** Returns TSDoc; the first call loads it, because comments of plain prose are read without it. */
export function tsdoc(): typeof Tsdoc {
  return loadPackage("@microsoft/tsdoc") as typeof Tsdoc;
}
