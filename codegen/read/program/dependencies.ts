import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
import { isPlatformFile } from "./source-parser.js";
import type { SyntaxTrees } from "./syntax-trees.js";

/** The files that decide what is read from a file, besides its own text. */
export interface Dependencies {
  /** The project's own files. */
  readonly own: readonly SourceText[];
  /** Absolute paths of files that are none of the project's actions. */
  readonly outside: readonly string[];
  /** Absolute paths of missing files that would be read instead of others if they were there. */
  readonly absent: readonly string[];
}

/** Returns the absolute paths of these files and of all that imports lead to; parses them on the way. */
export function closureOf(trees: SyntaxTrees, start: readonly TypeScript.SourceFile[]): ReadonlySet<string> {
  const seen = new Set(start.map((tree) => tree.fileName));
  const queue = [...start];
  for (let tree = queue.pop(); tree !== undefined; tree = queue.pop()) {
    for (const { fileName } of trees.importsOf(tree)) {
      if (fileName === undefined || seen.has(fileName) || isPlatformFile(fileName)) continue;
      seen.add(fileName);
      const target = trees.get(fileName);
      if (target) queue.push(target);
    }
  }
  return seen;
}

/** Follows imports, but outside of the project only through files that were parsed: from others nothing was read. */
export function dependenciesOf(
  trees: SyntaxTrees,
  start: TypeScript.SourceFile,
  sources: ReadonlyMap<string, SourceText>,
): Dependencies {
  const own = new Set<SourceText>();
  const outside = new Set<string>();
  const absent = new Set<string>();
  const seen = new Set<string>();
  const queue = [start];
  for (let tree = queue.pop(); tree !== undefined; tree = queue.pop()) {
    for (const { fileName, absent: missing, manifests } of trees.importsOf(tree)) {
      for (const path of missing) absent.add(path);
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
