import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { KeyReading } from "../../../codegen/model/models.js";
import type { Project } from "../../../codegen/model/project.js";
import type { ActionEntry } from "../../../runtime/contract/manifest.js";

/** Lines of a file, by its path from the working directory, that read a key; from 1. */
export interface ReadingLines {
  readonly file: string;
  readonly lines: readonly number[];
}

/** Finds the lines that read the keys of a secret, as the last build tells them: in the action's own file first, then in all that it runs. */
export function findReaders(project: Project, { key, source }: ActionEntry, secret: string): readonly ReadingLines[] {
  const lines = new Map<string, Set<number>>();
  const all = readingsOf(project, key).filter((read) => read.secret === secret);
  const isOwn = ({ file }: KeyReading): boolean => file === source.file;
  for (const read of [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))]) {
    const file = relative(process.cwd(), join(project.root, read.file));
    lines.set(file, (lines.get(file) ?? new Set()).add(read.line));
  }
  return [...lines].map(([file, found]) => ({ file, lines: [...found].sort((a, b) => a - b) }));
}

/** Returns what the build says of an action; nothing where there is none, or one of an earlier version. */
function readingsOf({ root, out }: Project, key: string): readonly KeyReading[] {
  try {
    const { actions } = JSON.parse(readFileSync(join(root, out, "build/sources.json"), "utf8")) as {
      readonly actions?: Readonly<Record<string, { readonly reads?: readonly KeyReading[] }>>;
    };
    return (actions && Object.hasOwn(actions, key) && actions[key]?.reads) || [];
  } catch {
    return [];
  }
}
