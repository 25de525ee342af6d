import { readFileSync } from "node:fs";

/** The text of a file that stands beside a module; the build copies it beside the bundle. */
export function readAsset(moduleUrl: string, name: string): string {
  return readFileSync(new URL(name, moduleUrl), "utf8");
}
