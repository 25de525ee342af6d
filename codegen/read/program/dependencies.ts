import type TypeScript from "typescript";
import type { SourceText } from "../../model/source-text.js";
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

/**
 * Follows imports, but outside of the project only through files that were parsed: from others nothing was read. Packages
 * that were scanned are dependencies of all files, as a whole.
 */
export function dependenciesOf(
  trees: SyntaxTrees,
  start: TypeScript.SourceFile,
  {
    sources,
    isScanned,
  }: { readonly sources: ReadonlyMap<string, SourceText>; readonly isScanned: (path: string) => boolean },
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
      if (isScanned(fileName)) {
        // It tells which packages the file leads to.
        outside.add(fileName);
        continue;
      }
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
