import { join, relative } from "node:path";
import type { Project } from "../../../codegen/model/project.js";
import type { ActionEntry, SecretUse } from "../../../runtime/contract/manifest.js";
import { readText, withImports } from "./source-files.js";

/** Places in sources: a path from the working directory, and lines from 1. */
export interface ReadingLines {
  readonly file: string;
  readonly lines: readonly number[];
}

/**
 * Finds the lines that read the keys of a secret, in an action's file and the files that it imports by relative paths. It looks
 * for the keys in the text as it is now; a token that `oauth` gives has no key there.
 */
export function findReaders(project: Project, { source }: ActionEntry, use: SecretUse): readonly ReadingLines[] {
  const keys = [...use.keys, ...use.optionalKeys].map((key) => key.replace(/[^\w]/g, "\\$&"));
  if (keys.length === 0) return [];
  const key = `(?:${keys.join("|")})`;
  const quoted = `["'\`]${key}["'\`]`;
  const reading = new RegExp(
    [
      `\\.get\\(\\s*${quoted}`,
      `\\benv(?:\\?\\.|\\.)${key}\\b`,
      `\\benv\\s*\\[\\s*${quoted}`,
      `\\{[^}]*\\b${key}\\b[^}]*\\}\\s*=\\s*[\\w.]*\\benv\\b`,
      `@reads\\b.*\\b${key}\\b`,
    ].join("|"),
  );
  return [...withImports([join(project.root, source.file)])].flatMap((file) => {
    const lines = readText(file)
      .split("\n")
      .flatMap((line, index) => (reading.test(line) ? [index + 1] : []));
    return lines.length === 0 ? [] : [{ file: relative(process.cwd(), file), lines }];
  });
}
