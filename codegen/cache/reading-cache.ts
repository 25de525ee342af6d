import { isAbsolute, join } from "node:path";
import type { FileReading } from "../model/file-reading.js";
import type { SourceText } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import { digest, digestOfText } from "./digest.js";
import { createFileStates, type FileState, type FileStates } from "./file-states.js";
import type { Pack } from "./pack.js";
import {
  reviveProblem,
  reviveReading,
  type StoredProblem,
  type StoredReading,
  storeProblem,
  storeReading,
  type Texts,
} from "./stored-reading.js";

/** What was read of a file before, and still holds. */
export interface CachedReading {
  readonly reading: FileReading;
  readonly problems: readonly Problem[];
  /** The paths of the project's files that it was read from, besides its own. */
  readonly own: readonly string[];
  /** Absolute paths of what else it was read from, and of files whose absence mattered. */
  readonly outside: readonly string[];
  readonly absent: readonly string[];
  /** Changes with the secrets that are declared anywhere, where a tag names one. */
  readonly secrets?: string;
}

/** What decides how a file reads, besides its own text; absolute paths, but for `own`, as in `SourceText.file`. */
export interface ReadingInputs {
  readonly own: readonly SourceText[];
  readonly outside: readonly string[];
  readonly absent: readonly string[];
  readonly secrets?: string;
}

/** Readings by the text of their file; one is found while nothing that it depends on has changed. */
export interface ReadingCache {
  readonly find: (source: SourceText, texts: Texts) => CachedReading | undefined;
  readonly keep: (
    source: SourceText,
    read: { readonly reading: FileReading; readonly problems: readonly Problem[] },
    inputs: ReadingInputs,
  ) => void;
}

interface Entry {
  readonly reading: StoredReading;
  readonly problems: readonly StoredProblem[];
  readonly own: readonly (readonly [file: string, hash: string])[];
  /** The key of an `Outside`: many files share one. */
  readonly outside: string;
  readonly secrets?: string;
}

interface Outside {
  readonly at: number;
  readonly files: readonly (readonly [path: string, state: FileState])[];
  readonly absent: readonly string[];
}

export interface ReadingCacheSettings {
  readonly root: string;
  /** Everything else that decides what is read, such as versions and the compiler's options. */
  readonly conditions: string;
  /** When this run began to read, in ms since 1970. */
  readonly at: number;
  readonly states: FileStates;
}

export function createReadingCache(
  pack: Pack,
  { root, conditions, at: began, states }: ReadingCacheSettings,
): ReadingCache {
  // Everything else than the files' texts is long, and the same for all of them.
  const others = digest(conditions);
  const keyOf = (source: SourceText): string => `file-${digest(`${others}\n${source.file}\n${digestOfText(source)}`)}`;
  const pathOf = (path: string): string => (isAbsolute(path) ? path : join(root, path));
  const checked = new Map<string, Pick<CachedReading, "outside" | "absent"> | undefined>();
  // Looked at after everything was read: what has not changed since the run began is what was read.
  const later = createFileStates();
  const isSame = ({ at, files, absent }: Outside): boolean =>
    files.every(([path, state]) => states.isSame(pathOf(path), state, at)) &&
    !absent.some((path) => states.exists(pathOf(path)));
  // The lists are shared by all files that depend on the same: whoever puts them together looks at each once.
  const pathsOf = ({ files, absent }: Outside): Pick<CachedReading, "outside" | "absent"> => ({
    outside: files.map(([path]) => pathOf(path)),
    absent: absent.map(pathOf),
  });
  const unchanged = (key: string): Pick<CachedReading, "outside" | "absent"> | undefined => {
    if (checked.has(key)) return checked.get(key);
    const outside = pack.get(key) as Outside | undefined;
    const found = outside && isSame(outside) ? pathsOf(outside) : undefined;
    checked.set(key, found);
    return found;
  };
  const near = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const kept = new Map<string, string | undefined>();
  // Most files share what they depend on outside of the project, which is looked at once.
  const keepOutside = (outside: readonly string[], absent: readonly string[]): string | undefined => {
    const paths = [[...outside].sort(), [...absent].sort()].flat().join("\n");
    if (!kept.has(paths)) kept.set(paths, keepPaths(outside, absent));
    return kept.get(paths);
  };
  const keepPaths = (outside: readonly string[], absent: readonly string[]): string | undefined => {
    const found = outside.map((path) => ({ path, state: later.stateOf(path) }));
    if (!found.every(({ path, state }) => (state ? later.isSettled(path, began) : !later.exists(path))))
      return undefined;
    const missing = found.flatMap(({ path, state }) => (state ? [] : [path]));
    const facts = {
      files: found.flatMap(({ path, state }) => (state ? [[near(path), state] as const] : [])),
      absent: [...new Set([...absent, ...missing])].map(near).sort(),
    };
    const key = `outside-${digest(JSON.stringify(facts))}`;
    if (!checked.get(key)) {
      const fresh: Outside = { at: began, ...facts };
      pack.put(key, fresh);
      checked.set(key, pathsOf(fresh));
    }
    return key;
  };
  return {
    find: (source, texts) => {
      const entry = pack.get(keyOf(source)) as Entry | undefined;
      const outside = entry && unchanged(entry.outside);
      if (entry === undefined || outside === undefined) return undefined;
      for (const [file, hash] of entry.own) {
        const text = texts(file);
        if (text === undefined || digestOfText(text) !== hash) return undefined;
      }
      return {
        reading: revived(entry, texts),
        problems: entry.problems.map((problem) => reviveProblem(problem, texts)),
        own: entry.own.map(([file]) => file),
        ...outside,
        ...(entry.secrets === undefined ? {} : { secrets: entry.secrets }),
      };
    },
    keep: (source, { reading, problems }, { own, outside, absent, secrets }) => {
      const key = keepOutside(outside, absent);
      if (key === undefined) return;
      const entry: Entry = {
        reading: storeReading(reading),
        problems: problems.map(storeProblem),
        own: own.map((each) => [each.file, digestOfText(each)]),
        outside: key,
        ...(secrets === undefined ? {} : { secrets }),
      };
      pack.put(keyOf(source), entry);
    },
  };
}

/** A process that runs more than once sees the same objects again, and whatever it has made of them. */
const readings = new WeakMap<Entry, FileReading>();

function revived(entry: Entry, texts: Texts): FileReading {
  const reading = readings.get(entry) ?? reviveReading(entry.reading, texts);
  readings.set(entry, reading);
  return reading;
}
