import { readFileSync } from "node:fs";

/** Reads a file below `fixtures`. */
export function readFixture(file: string): string {
  return readFileSync(new URL(`./fixtures/${file}`, import.meta.url), "utf8");
}
