import { digest } from "../model/hash.js";
import { createFileStates, type FileState, type FileStates } from "./file-states.js";
import { once } from "./once.js";
import type { Pack } from "./pack.js";
import { packagePath } from "./package-files.js";
import { ReadingCache } from "./reading-cache.js";

/** Files that declare something for all others, without the standard library's and Node's; absolute paths. */
export interface Ambient {
  /** Those that imports lead to. */
  readonly reached: readonly string[];
  /** Those that are part of every program without an import. */
  readonly loose: readonly string[];
  /** Folders of packages that may be part of the program: any of their files may decide how all others are read. */
  readonly packages: readonly string[];
  /** Missing folders in which packages would be found instead. */
  readonly absent: readonly string[];
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
  /** Returns the value that was kept of a package, by its folder; undefined when any of its files has changed since. */
  readonly findPackage: (folder: string) => unknown;
  /** Keeps what was found in a package; does nothing when a file of it changed during the run. */
  readonly keepPackage: (folder: string, value: unknown) => void;
  /** Returns the value that was kept under a name and facts; undefined when there is none. */
  readonly find: (name: string, facts: string) => unknown;
  readonly keep: (name: string, facts: string, value: unknown) => void;
  /** Like `find` and `keep`, for bytes as they are. */
  readonly findBytes: (name: string, facts: string) => Uint8Array | undefined;
  readonly keepBytes: (name: string, facts: string, bytes: Uint8Array) => void;
  /** Bytes to append to the file of the cache, as `Pack.added`. */
  readonly added: () => Uint8Array | undefined;
  /** The whole file of the cache, as `Pack.print`. */
  readonly print: () => Uint8Array | undefined;
}

type PathState = readonly [path: string, state: FileState | undefined];

/** Ambient files as the pack stores them. */
interface AmbientEntry {
  readonly at: number;
  readonly ambient: Ambient;
  /** States of the ambient files that are of none of the packages. */
  readonly states: readonly PathState[];
  readonly packages: readonly PathState[];
  /** Changes when a package has changed in place, but not when one is added. */
  readonly epoch: string;
}

/** A value that was found in a package. */
interface PackageEntry {
  readonly at: number;
  readonly state: FileState;
  readonly value: unknown;
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
  const isSame = ([path, state]: PathState, since: number): boolean =>
    state !== undefined && states.isSame(path, state, since);
  const epoch = once(() => (known === undefined ? "" : epochOf(known, { isSame, states })));
  // The texts of the ambient files as they are now: they decide which readings are found.
  const ambientFacts = (): string => {
    if (known === undefined) return "unknown";
    const { at: since, ambient, states: before } = known;
    const hashes = before.map((each) => (isSame(each, since) ? each[1]?.hash : (states.stateOf(each[0])?.hash ?? "")));
    return JSON.stringify([ambient.reached, ambient.loose, hashes, epoch()]);
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
      const earlier = new Map([...(known?.states ?? []), ...(known?.packages ?? [])]);
      const stateNow = (path: string): PathState => {
        const before = earlier.get(path);
        const isOld = later.signatureOf(path)?.text === before?.signature && later.isSettled(path, known?.at ?? 0);
        return [path, isOld ? before : later.stateOf(path)];
      };
      const isInPackage = (path: string): boolean => ambient.packages.some((folder) => path.startsWith(`${folder}/`));
      const files = [...ambient.reached, ...ambient.loose].filter((path) => !isInPackage(path)).map(stateNow);
      const packages = ambient.packages.map((folder) => stateNow(packagePath(folder)));
      if ([...files, ...packages].some(([path]) => !later.isSettled(path, at))) return false;
      if (ambient.absent.some((path) => later.exists(path))) return false;
      const now = { ambient, states: files, packages, epoch: epoch() };
      const { at: _, ...before } = known ?? { at };
      if (JSON.stringify(now) === JSON.stringify(before)) return true;
      known = { at, ...now };
      pack.put(ambientKey, known);
      return true;
    },
    findPackage: (folder) => {
      const entry = pack.get(keyOf("package", folder)) as PackageEntry | undefined;
      return entry && states.isSame(packagePath(folder), entry.state, entry.at) ? entry.value : undefined;
    },
    keepPackage: (folder, value) => {
      const path = packagePath(folder);
      const state = states.isSettled(path, at) ? states.stateOf(path) : undefined;
      if (state && !isReadOnly) pack.put(keyOf("package", folder), { at, state, value } satisfies PackageEntry);
    },
    find: (name, facts) => pack.get(keyOf(name, facts)),
    keep: (name, facts, value) => {
      if (!isReadOnly) pack.put(keyOf(name, facts), value);
    },
    findBytes: (name, facts) => pack.getBytes(keyOf(name, facts)),
    keepBytes: (name, facts, bytes) => {
      if (!isReadOnly) pack.putBytes(keyOf(name, facts), bytes);
    },
    added: () => pack.added(),
    print: () => pack.print(),
  };
}

/** Returns the epoch of ambient files as their packages are now. */
function epochOf(
  { at, ambient, packages, epoch }: AmbientEntry,
  { isSame, states }: { readonly isSame: (each: PathState, since: number) => boolean; readonly states: FileStates },
): string {
  const changed = packages
    .filter((each) => !isSame(each, at))
    .map(([path]) => [path, states.stateOf(path)?.hash ?? ""]);
  const appeared = ambient.absent.filter((path) => states.exists(path));
  return changed.length + appeared.length === 0 ? epoch : digest(JSON.stringify([epoch, changed, appeared]));
}
