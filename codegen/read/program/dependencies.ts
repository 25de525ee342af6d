import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { isShared, type Trees } from "./syntax-trees.js";

/** What decides how a file reads, besides its own text. */
export interface Dependencies {
  readonly own: readonly SourceText[];
  /** Absolute paths of files that are none of the project's actions. */
  readonly outside: readonly string[];
  /** Files that are not there, and would be read instead of others if they were. */
  readonly absent: readonly string[];
}

/** Everything that imports lead to from these files, which are parsed for it; absolute paths, theirs included. */
export function closureOf(trees: Trees, start: readonly TypeScript.SourceFile[]): ReadonlySet<string> {
  const seen = new Set(start.map((tree) => tree.fileName));
  const queue = [...start];
  for (let tree = queue.pop(); tree !== undefined; tree = queue.pop()) {
    for (const { fileName } of trees.importsOf(tree)) {
      if (fileName === undefined || seen.has(fileName) || isShared(fileName)) continue;
      seen.add(fileName);
      const target = trees.get(fileName);
      if (target) queue.push(target);
    }
  }
  return seen;
}

/** Follows imports, through files that were parsed: what nobody opened, nothing was read from. */
export function dependenciesOf(
  trees: Trees,
  start: TypeScript.SourceFile,
  sources: ReadonlyMap<string, SourceText>,
): Dependencies {
  const own = new Set<SourceText>();
  const outside = new Set<string>();
  const absent = new Set<string>();
  const seen = new Set<string>();
  const queue = [start];
  for (let tree = queue.pop(); tree !== undefined; tree = queue.pop()) {
    for (const { fileName, absent: lookups, manifests } of trees.importsOf(tree)) {
      for (const path of lookups) absent.add(path);
      for (const path of manifests) outside.add(path);
      if (fileName === undefined || seen.has(fileName)) continue;
      seen.add(fileName);
      const source = sources.get(fileName);
      const target = source ? trees.get(fileName) : trees.peek(fileName);
      if (target === undefined) continue;
      if (source) own.add(source);
      else outside.add(fileName);
      queue.push(target);
    }
  }
  return { own: [...own], outside: [...outside], absent: [...absent].filter((path) => !outside.has(path)) };
}
