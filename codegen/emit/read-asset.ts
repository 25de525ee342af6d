import { readFileSync } from "node:fs";

/** Returns the text of a file beside a module; the build copies it beside the bundle. */
export function readAsset(moduleUrl: string, name: string): string {
  return readFileSync(new URL(name, moduleUrl), "utf8");
}
