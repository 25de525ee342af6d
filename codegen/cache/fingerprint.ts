import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";
import { digestOfText } from "./digest.js";

/** Beside this module in `dist`; in the checkout's `dist` when running from source. */
const versionUrl = new URL(import.meta.url.endsWith(".ts") ? "../../dist/version" : "./version", import.meta.url);

/** Changes with the code of codegen. */
export function codegenVersion(): string {
  return readIfThere(versionUrl);
}

/** The files besides the sources that decide what is generated; paths from the project's root. */
export function configurationFiles(project: Project): readonly string[] {
  return ["package.json", "package-lock.json", "tsconfig.json", `${project.actions}/tsconfig.json`];
}

/** One hash of all that decides what is generated: the sources, the project's configuration and this codegen. */
export function fingerprint(project: Project, files: readonly SourceText[]): string {
  const hash = createHash("sha256");
  const add = (text: string): unknown => hash.update(`${text.length}\n`).update(text);
  add(codegenVersion());
  for (const name of configurationFiles(project)) add(readIfThere(join(project.root, name)));
  add(`${project.actions}\n${project.out}`);
  for (const source of files) {
    add(source.file);
    add(digestOfText(source));
  }
  return hash.digest("hex");
}

function readIfThere(path: string | URL): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // What is not there decides nothing.
    return "";
  }
}
