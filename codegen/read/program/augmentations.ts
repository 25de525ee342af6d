import type { ActionFile } from "../../model/action-file.js";
import type { SourceText } from "../../model/source-text.js";

/** Answers by source: a staying process asks again at each run. */
const known = new WeakMap<SourceText, boolean>();

/** Returns the files that add to the declarations of others, by `declare module "…"` or `declare global`. */
export function augmentingFiles(files: readonly ActionFile[]): readonly ActionFile[] {
  return files.filter(({ source }) => {
    const isAugmenting = known.get(source) ?? augmentsModules(source.text);
    known.set(source, isAugmenting);
    return isAugmenting;
  });
}

/** Returns whether a text adds to the declarations of other files. A comment that looks like it counts, too. */
export function augmentsModules(text: string): boolean {
  return text.includes("declare") && /\bdeclare\s+(?:global|module)\b/.test(text);
}
