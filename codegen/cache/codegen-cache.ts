import { createHash } from "node:crypto";
import { createFileStates, type FileStates } from "./file-states.js";
import type { Pack } from "./pack.js";
import { createReadingCache, type ReadingCache } from "./reading-cache.js";

/** What earlier runs have worked out, by what they worked it out from: safe to delete at any time. */
export interface CodegenCache {
  /** What was read of files; `options` are the compiler's, as JSON. */
  readonly readings: (options: string) => ReadingCache;
  /** Whether a file that was read before declares something for all others. */
  readonly hasAmbient: boolean;
  /** Whether all of these files, which declare something for all others, did so before. */
  readonly isAmbientKnown: (paths: readonly string[]) => boolean;
  readonly keepAmbient: (paths: readonly string[]) => void;
  /** What was made from facts under a name before. */
  readonly find: (name: string, facts: string) => unknown;
  readonly keep: (name: string, facts: string, value: unknown) => void;
  /** Everything as one text; undefined where nothing new was kept. */
  readonly print: () => string | undefined;
}

/** Opens what was kept. `conditions`: what everything depends on, such as codegen's own version. */
export function openCache(
  pack: Pack,
  {
    root,
    conditions,
    states = createFileStates(),
  }: { readonly root: string; readonly conditions: string; readonly states?: FileStates },
): CodegenCache {
  const ambientKey = `ambient-${hashOf(conditions)}`;
  const before = (pack.get(ambientKey) ?? []) as readonly string[];
  const keyOf = (name: string, facts: string): string => `${name}-${hashOf(`${conditions}\n${facts}`)}`;
  const readings = new Map<string, ReadingCache>();
  return {
    readings: (options) => {
      const found =
        readings.get(options) ?? createReadingCache(pack, { root, conditions: `${conditions}\n${options}`, states });
      readings.set(options, found);
      return found;
    },
    hasAmbient: before.length > 0,
    isAmbientKnown: (paths) => paths.every((path) => before.includes(path)),
    keepAmbient: (paths) => {
      const all = [...new Set([...before, ...paths])].sort();
      if (all.length > before.length) pack.put(ambientKey, all);
    },
    find: (name, facts) => pack.get(keyOf(name, facts)),
    keep: (name, facts, value) => pack.put(keyOf(name, facts), value),
    print: pack.print,
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
