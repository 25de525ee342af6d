import { digest } from "./digest.js";
import { createFileStates, type FileState, type FileStates } from "./file-states.js";
import type { Pack } from "./pack.js";
import { createReadingCache, type ReadingCache } from "./reading-cache.js";

/** The files that declare something for all others, without the standard library's and Node's; absolute paths. */
export interface Ambient {
  /** Those that imports lead to. */
  readonly reached: readonly string[];
  /** Those that are part of every program: packages of types that nobody has to import. */
  readonly loose: readonly string[];
}

/** What earlier runs have worked out, by what they worked it out from: safe to delete at any time. */
export interface CodegenCache {
  /** Whether whatever is kept is lost, so that nobody need put it together. */
  readonly isReadOnly: boolean;
  /** What was read of files, given what is ambient; `options` are the compiler's, as JSON. */
  readonly readings: (options: string) => ReadingCache;
  /** What was ambient last time; undefined as long as no run needed to know. */
  readonly ambient: () => Ambient | undefined;
  /** Keeps what is ambient; false where that changes while it is read, so that nothing can be kept. */
  readonly keepAmbient: (ambient: Ambient) => boolean;
  /** What was made from facts under a name before. */
  readonly find: (name: string, facts: string) => unknown;
  readonly keep: (name: string, facts: string, value: unknown) => void;
  /** What was kept since the last time, and all of it, as in a `Pack`. */
  readonly added: Pack["added"];
  readonly print: Pack["print"];
}

interface KnownAmbient {
  readonly at: number;
  readonly ambient: Ambient;
  readonly states: readonly (readonly [path: string, state: FileState | undefined])[];
}

/** Opens what was kept. `conditions`: what everything depends on, such as codegen's own version; `at`: when the run began. */
export function openCache(
  pack: Pack,
  {
    root,
    conditions,
    at,
    states,
    isReadOnly = false,
  }: {
    readonly root: string;
    readonly conditions: string;
    readonly at: number;
    readonly states: FileStates;
    readonly isReadOnly?: boolean;
  },
): CodegenCache {
  const keyOf = (name: string, facts: string): string => `${name}-${digest(`${conditions}\n${facts}`)}`;
  const ambientKey = keyOf("ambient", "");
  let known = pack.get(ambientKey) as KnownAmbient | undefined;
  const readings = new Map<string, ReadingCache>();
  // Names the texts that are ambient now: other ones, other readings.
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
      const found = readings.get(facts) ?? createReadingCache(pack, { root, conditions: facts, at, states });
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
    added: pack.added,
    print: pack.print,
  };
}
