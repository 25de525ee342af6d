import { isAbsolute, join } from "node:path";
import type { FileReading } from "../model/file-reading.js";
import { digest, digestOfSource } from "../model/hash.js";
import type { SourceText } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import { createFileStates, type FileState, type FileStates } from "./file-states.js";
import type { Pack } from "./pack.js";
import {
  reviveProblem,
  reviveReading,
  type StoredProblem,
  type StoredReading,
  type StoredTypes,
  storeProblem,
  storeReading,
  storeTypes,
  type Texts,
} from "./stored-reading.js";

/** A reading from the cache that is still valid. */
export interface CachedReading {
  /** Undefined where the file does not parse. */
  readonly reading: FileReading | undefined;
  readonly problems: readonly Problem[];
  /** Paths of the project's files that it was read from, besides its own. */
  readonly own: readonly string[];
  /** Absolute paths of other files that it was read from, and of files whose absence mattered. */
  readonly outside: readonly string[];
  readonly absent: readonly string[];
  /** Changes with the secrets of the whole project; only where a tag names one. */
  readonly secrets?: string;
}

/** Inputs of a reading besides the file's own text; paths are absolute, but those of `own` as in `SourceText.file`. */
export interface ReadingInputs {
  readonly own: readonly SourceText[];
  readonly outside: readonly string[];
  readonly absent: readonly string[];
  readonly secrets?: string;
}

/** The files that an entry was made from. */
interface InputsEntry {
  readonly own: readonly (readonly [file: string, hash: string])[];
  /** Key of an `OutsideEntry`, which many files share. */
  readonly outside: string;
}

/** A reading as the pack stores it. */
interface ReadingEntry extends InputsEntry {
  readonly reading?: StoredReading | undefined;
  readonly problems: readonly StoredProblem[];
  readonly secrets?: string;
}

/** A part of a reading as the pack stores it. */
interface PartEntry extends InputsEntry {
  readonly part: unknown;
  readonly problems: readonly StoredProblem[];
}

/** A part of a reading from the cache that is still valid, with the files that it was read from. */
export interface CachedPart extends OutsidePaths {
  readonly part: unknown;
  readonly problems: readonly Problem[];
}

/** Files outside of the project that readings depend on; paths below the root are relative to it. */
interface OutsideEntry {
  readonly at: number;
  readonly files: readonly (readonly [path: string, state: FileState])[];
  readonly absent: readonly string[];
}

/** The paths of an `OutsideEntry`. */
export type OutsidePaths = Pick<CachedReading, "outside" | "absent">;

/** A part of a reading, and the facts that it follows from. */
export interface PartFacts {
  readonly facts: string;
  readonly part: unknown;
  /** Problems in other files that it was read from. */
  readonly problems: readonly Problem[];
}

/** Conditions under which readings are found again. */
export interface ReadingCacheSettings {
  readonly root: string;
  /** Everything else that decides what is read, such as versions and the compiler's options. */
  readonly conditions: string;
  /** Time at which this run began to read, in ms since 1970. */
  readonly at: number;
  readonly states: FileStates;
}

/** Readings by the text of their file; a reading is found as long as nothing that it depends on has changed. */
export class ReadingCache {
  readonly #pack: Pack;
  readonly #settings: ReadingCacheSettings;
  /** The conditions are long, and the same for all files. */
  readonly #conditions: string;
  /** Paths of the entries that were checked, by key; undefined for those that are out of date. */
  readonly #checked = new Map<string, OutsidePaths | undefined>();
  /** Keys of the entries that were stored, by their paths: most files depend on the same. */
  readonly #stored = new Map<string, string | undefined>();
  /** The same by the lists themselves, which the reading of a file and all its parts share. */
  readonly #storedLists = new WeakMap<
    readonly string[],
    { readonly absent: readonly string[]; readonly key: string | undefined }
  >();
  /** States after everything was read: a file that did not change since the run began has the state that was read. */
  readonly #later = createFileStates();

  constructor(pack: Pack, settings: ReadingCacheSettings) {
    this.#pack = pack;
    this.#settings = settings;
    this.#conditions = digest(settings.conditions);
  }

  /** Returns the reading of a file; undefined when there is none, or when anything that it depends on has changed. */
  find(source: SourceText, texts: Texts): CachedReading | undefined {
    const packed = this.#pack.decode(this.#keyOf(source), unpackReading);
    const outside = packed && this.#validPaths(packed.entry, texts);
    if (packed === undefined || outside === undefined) return undefined;
    const known = foundReadings.get(packed);
    if (known?.outside === outside.outside && known.absent === outside.absent) return known;
    const { entry } = packed;
    const found = {
      reading: revived(packed, texts),
      problems: entry.problems.map((problem) => reviveProblem(problem, texts)),
      own: entry.own.map(([file]) => file),
      ...outside,
      ...(entry.secrets === undefined ? {} : { secrets: entry.secrets }),
    };
    foundReadings.set(packed, found);
    return found;
  }

  /** Stores a reading; does nothing when a file that it depends on changed while it was read. */
  keep(
    source: SourceText,
    { reading, problems }: { readonly reading: FileReading | undefined; readonly problems: readonly Problem[] },
    { own, outside, absent, secrets }: ReadingInputs,
  ): void {
    const key = this.#storeOutside(outside, absent);
    if (key === undefined) return;
    const entry: ReadingEntry = {
      reading: reading && storeReading(reading),
      problems: problems.map(storeProblem),
      own: own.map((each) => [each.file, digestOfSource(each)]),
      outside: key,
      ...(secrets === undefined ? {} : { secrets }),
    };
    this.#pack.putBytes(this.#keyOf(source), packReading(entry, reading ? storeTypes(reading) : []));
  }

  /** Returns the part of a file's reading that follows from the facts alone; undefined where `find` would give undefined. */
  findPart({ file }: SourceText, facts: string, texts: Texts): CachedPart | undefined {
    const entry = this.#pack.get(this.#partKeyOf(file, facts)) as PartEntry | undefined;
    const outside = entry && this.#validPaths(entry, texts);
    if (entry === undefined || outside === undefined) return undefined;
    return { part: entry.part, problems: entry.problems.map((each) => reviveProblem(each, texts)), ...outside };
  }

  /** Stores a part of a reading, as `keep` does. */
  keepPart({ file }: SourceText, { facts, part, problems }: PartFacts, { own, outside, absent }: ReadingInputs): void {
    const key = this.#storeOutside(outside, absent);
    if (key === undefined) return;
    const entry: PartEntry = {
      ...{ part, problems: problems.map(storeProblem), outside: key },
      own: own.map((each) => [each.file, digestOfSource(each)]),
    };
    this.#pack.put(this.#partKeyOf(file, facts), entry);
  }

  #partKeyOf(file: string, facts: string): string {
    return `part-${digest(`${this.#conditions}\n${file}\n${facts}`)}`;
  }

  #validPaths(entry: InputsEntry, texts: Texts): OutsidePaths | undefined {
    for (const [file, hash] of entry.own) {
      const text = texts(file);
      if (text === undefined || digestOfSource(text) !== hash) return undefined;
    }
    return this.#unchangedPaths(entry.outside);
  }

  #keyOf(source: SourceText): string {
    const known = keys.get(source);
    if (known?.conditions === this.#conditions) return known.key;
    const key = `file-${digest(`${this.#conditions}\n${source.file}\n${digestOfSource(source)}`)}`;
    keys.set(source, { conditions: this.#conditions, key });
    return key;
  }

  #unchangedPaths(key: string): OutsidePaths | undefined {
    if (this.#checked.has(key)) return this.#checked.get(key);
    const outside = this.#pack.get(key) as OutsideEntry | undefined;
    const paths = outside && this.#isUnchanged(outside) ? this.#pathsOf(outside) : undefined;
    this.#checked.set(key, paths);
    return paths;
  }

  #isUnchanged({ at, files, absent }: OutsideEntry): boolean {
    const { states } = this.#settings;
    return (
      files.every(([path, state]) => states.isSame(this.#absolute(path), state, at)) &&
      !absent.some((path) => states.exists(this.#absolute(path)))
    );
  }

  /** Returns one list for all readings that share an entry, so that a caller can merge each list once. */
  #pathsOf(entry: OutsideEntry): OutsidePaths {
    const known = pathsByEntry.get(entry);
    if (known !== undefined) return known;
    const paths = {
      outside: entry.files.map(([path]) => this.#absolute(path)),
      absent: entry.absent.map((path) => this.#absolute(path)),
    };
    pathsByEntry.set(entry, paths);
    return paths;
  }

  #storeOutside(outside: readonly string[], absent: readonly string[]): string | undefined {
    const known = this.#storedLists.get(outside);
    if (known?.absent === absent) return known.key;
    const key = this.#storeLists(outside, absent);
    this.#storedLists.set(outside, { absent, key });
    return key;
  }

  #storeLists(outside: readonly string[], absent: readonly string[]): string | undefined {
    const paths = [[...outside].sort(), [...absent].sort()].flat().join("\n");
    if (!this.#stored.has(paths)) this.#stored.set(paths, this.#storePaths(outside, absent));
    return this.#stored.get(paths);
  }

  #storePaths(outside: readonly string[], absent: readonly string[]): string | undefined {
    const found = outside.map((path) => ({ path, state: this.#later.stateOf(path) }));
    const isAsRead = ({ path, state }: (typeof found)[number]): boolean =>
      state ? this.#later.isSettled(path, this.#settings.at) : !this.#later.exists(path);
    if (!found.every(isAsRead)) return undefined;
    const missing = found.flatMap(({ path, state }) => (state ? [] : [path]));
    const facts = {
      files: found.flatMap(({ path, state }) => (state ? [[this.#relative(path), state] as const] : [])),
      absent: [...new Set([...absent, ...missing])].map((path) => this.#relative(path)).sort(),
    };
    const key = `outside-${digest(JSON.stringify(facts))}`;
    if (!this.#checked.get(key)) {
      const entry: OutsideEntry = { at: this.#settings.at, ...facts };
      this.#pack.put(key, entry);
      this.#checked.set(key, this.#pathsOf(entry));
    }
    return key;
  }

  #absolute(path: string): string {
    return isAbsolute(path) ? path : join(this.#settings.root, path);
  }

  #relative(path: string): string {
    const { root } = this.#settings;
    return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  }
}

/** Keys of readings by their source: a staying process asks again at each run. */
const keys = new WeakMap<SourceText, { readonly conditions: string; readonly key: string }>();

/** Paths of entries that this process has used: a staying process gets the same lists again, and merges each once. */
const pathsByEntry = new WeakMap<OutsideEntry, OutsidePaths>();
/** Readings that this process has found, by entry. */
const foundReadings = new WeakMap<PackedReading, CachedReading>();

/** A reading of the pack: a line of JSON, and one more with the types of each action, which are decoded when they are needed. */
interface PackedReading {
  readonly entry: ReadingEntry;
  readonly typesOf: (index: number) => StoredTypes;
}

function packReading(entry: ReadingEntry, types: readonly StoredTypes[]): Uint8Array {
  return Buffer.from([entry, ...types].map((each) => JSON.stringify(each)).join("\n"));
}

function unpackReading(packed: Uint8Array): PackedReading {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  const end = endOfLine(bytes, 0);
  return {
    entry: JSON.parse(bytes.toString("utf8", 0, end)) as ReadingEntry,
    typesOf: (index) => {
      let start = end + 1;
      for (let at = 0; at < index; at++) start = endOfLine(bytes, start) + 1;
      return JSON.parse(bytes.toString("utf8", start, endOfLine(bytes, start))) as StoredTypes;
    },
  };
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf("\n", from);
  return end === -1 ? bytes.length : end;
}

/** Revived readings: a process that runs more than once gets the same objects again, with all that it has made of them. */
const readings = new WeakMap<PackedReading, FileReading>();

function revived(packed: PackedReading, texts: Texts): FileReading | undefined {
  const { entry, typesOf } = packed;
  if (entry.reading === undefined) return undefined;
  const reading = readings.get(packed) ?? reviveReading(entry.reading, { texts, typesOf });
  readings.set(packed, reading);
  return reading;
}
