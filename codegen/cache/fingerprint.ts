import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ChangingList } from "../model/changing-list.js";
import { digestOfSource, sha256OfTexts } from "../model/hash.js";
import type { Project } from "../model/project.js";
import type { SourceText } from "../model/source-text.js";

/** The version file: beside this module in `dist`; when running from source, in the `dist` of the checkout. */
const versionUrl = new URL(import.meta.url.endsWith(".ts") ? "../../dist/version" : "./version", import.meta.url);

/** Returns the version of codegen, which changes with its code. */
export function codegenVersion(): string {
  return readTextOrEmpty(versionUrl);
}

/** Returns the files besides the sources that codegen depends on; paths from the project's root. */
export function configurationFiles(project: Project): readonly string[] {
  return ["package.json", "package-lock.json", "tsconfig.json", `${project.actions}/tsconfig.json`];
}

/**
 * Returns one hash of everything that the generation depends on: sources, the project's configuration, codegen. `elsewhere`
 * are further files, by their paths from the root.
 */
export function fingerprint(project: Project, files: readonly SourceText[], elsewhere: readonly string[] = []): string {
  const facts = [
    codegenVersion(),
    ...configurationFiles(project).map((name) => readTextOrEmpty(join(project.root, name))),
    `${project.actions}\n${project.out}`,
    // One text, because each costs as much as a thousand characters.
    lines.map(files, lineOfSource).join(""),
    ...elsewhere.flatMap((file) => [file, readTextOrEmpty(join(project.root, file), "latin1")]),
  ];
  return sha256OfTexts(facts, "hex");
}

/** Lines of the last sources of this process. */
const lines = new ChangingList<SourceText, string>();

function lineOfSource(source: SourceText): string {
  return `${JSON.stringify(source.file)} ${digestOfSource(source)}\n`;
}

/** Returns the text of a file; empty where it cannot be read, because it then decides nothing. */
export function readTextOrEmpty(path: string | URL, encoding: "utf8" | "latin1" = "utf8"): string {
  try {
    return readFileSync(path, encoding);
  } catch {
    return "";
  }
}
