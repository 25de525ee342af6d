import { digest } from "../model/hash.js";
import { createFileStates, type FileState, type FileStates } from "./file-states.js";
import type { Pack } from "./pack.js";
import { ReadingCache } from "./reading-cache.js";

/** Files that declare something for all others, without the standard library's and Node's; absolute paths. */
export interface Ambient {
  /** Those that imports lead to. */
  readonly reached: readonly string[];
  /** Those that are part of every program without an import: packages of types. */
  readonly loose: readonly string[];
}

/** Results of earlier runs, by the facts that they follow from; safe to delete at any time. */
export interface CodegenCache {
  /** True when nothing that is kept outlives the run, so that it need not be prepared. */
  readonly isReadOnly: boolean;
  /** Readings under the ambient files of now; `options` are the compiler's, as JSON. */
  readonly readings: (options: string) => ReadingCache;
  /** Ambient files of the last run that determined them; undefined when none has. */
  readonly ambient: () => Ambient | undefined;
  /** Keeps the ambient files; returns false when they changed during the run, so that no reading can be kept. */
  readonly keepAmbient: (ambient: Ambient) => boolean;
  /** Returns the value that was kept under a name and facts; undefined when there is none. */
  readonly find: (name: string, facts: string) => unknown;
  readonly keep: (name: string, facts: string, value: unknown) => void;
  /** Text to append to the file of the cache, as `Pack.added`. */
  readonly added: () => string | undefined;
  /** Whole text of the file of the cache, as `Pack.print`. */
  readonly print: () => string | undefined;
}

/** Ambient files as the pack stores them. */
interface AmbientEntry {
  readonly at: number;
  readonly ambient: Ambient;
  readonly states: readonly (readonly [path: string, state: FileState | undefined])[];
}

/** Circumstances of a run that uses the cache. */
export interface CacheSettings {
  readonly root: string;
  /** Everything that all results depend on, such as the version of codegen. */
  readonly conditions: string;
  /** Time at which the run began, in ms since 1970. */
  readonly at: number;
  readonly states: FileStates;
  readonly isReadOnly?: boolean;
}

/** Opens the cache in `pack`. */
export function openCache(
  pack: Pack,
  { root, conditions, at, states, isReadOnly = false }: CacheSettings,
): CodegenCache {
  const keyOf = (name: string, facts: string): string => `${name}-${digest(`${conditions}\n${facts}`)}`;
  const ambientKey = keyOf("ambient", "");
  let known = pack.get(ambientKey) as AmbientEntry | undefined;
  const readings = new Map<string, ReadingCache>();
  // The texts of the ambient files as they are now: they decide which readings are found.
  const ambientFacts = (): string => {
    if (known === undefined) return "unknown";
    const hashes = known.states.map(([path, state]) =>
      state && states.isSame(path, state, known?.at ?? 0) ? state.hash : (states.stateOf(path)?.hash ?? ""),
    );
    return JSON.stringify([known.ambient, hashes]);
  };
  return {
    isReadOnly,
    readings: (options) => {
      const facts = `${conditions}\n${options}\n${ambientFacts()}`;
      const found = readings.get(facts) ?? new ReadingCache(pack, { root, conditions: facts, at, states });
      readings.set(facts, found);
      return found;
    },
    ambient: () => known?.ambient,
    keepAmbient: (ambient) => {
      const later = createFileStates();
      const now = [...ambient.reached, ...ambient.loose].map((path) => [path, later.stateOf(path)] as const);
      if (now.some(([path]) => !later.isSettled(path, at))) return false;
      if (JSON.stringify([ambient, now]) === JSON.stringify([known?.ambient, known?.states])) return true;
      known = { at, ambient, states: now };
      pack.put(ambientKey, known);
      return true;
    },
    find: (name, facts) => pack.get(keyOf(name, facts)),
    keep: (name, facts, value) => {
      if (!isReadOnly) pack.put(keyOf(name, facts), value);
    },
    added: () => pack.added(),
    print: () => pack.print(),
  };
}
