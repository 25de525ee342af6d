import { readFileSync } from "node:fs";
import { packageFile } from "./package-file.js";

/** Returns the version in Actionary's own package.json. */
export function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  return typeof content === "object" && content !== null && "version" in content ? String(content.version) : "unknown";
}
