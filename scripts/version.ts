import { readFileSync } from "node:fs";

/** The version in Actionary's own package.json, which lies above `dist` as above `scripts`. */
export function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof content === "object" && content !== null && "version" in content ? String(content.version) : "unknown";
}
