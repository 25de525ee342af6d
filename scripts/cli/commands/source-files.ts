import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Returns the given files, those that they import by relative paths, for values or types, and those that these import. */
export function withImports(sources: readonly string[]): ReadonlySet<string> {
  const files = new Set(sources);
  for (const file of files) {
    for (const [, specifier = ""] of readText(file).matchAll(/\b(?:from|import|require)\s*\(?\s*["'](\.[^"']+)["']/g)) {
      const path = resolve(dirname(file), specifier);
      const found = [path, path.replace(/\.([cm]?)js$/, ".$1ts"), `${path}.ts`, join(path, "index.ts")].find(isFile);
      if (found !== undefined) files.add(found);
    }
  }
  return files;
}

/** Returns the text of a file; empty where it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
