import { packKeptSpareShare, packMaxSpareBytes, packMaxSpareShare } from "../model/limits.js";
import { type PackedEntry, packEntry, printSegment, readSegments, sizeOfEntry, unpackEntry } from "./pack-segment.js";

/**
 * Many entries in one file: segments with an index of offsets and hashes each, sealed with a secret of the user, so that nothing is
 * used that others have written. Only the entries that are asked for are decoded. One file of 10 MB is read in a few
 * milliseconds, where a thousand small ones take a fifth of a second (measured).
 */
export class Pack {
  /** Entries of the file, by key, that were not used yet; the most recently used come last. */
  readonly #stored: Map<string, PackedEntry>;
  readonly #used = new Map<string, PackedEntry>();
  readonly #values = new Map<string, unknown>();
  /** Keys that were added since the pack was printed. */
  readonly #added = new Set<string>();
  readonly #secret: Uint8Array;
  /** False when the file cannot be appended to, because there is none or its end is damaged. */
  #isWhole: boolean;
  /** Bytes on disk, and those of them that are used. */
  #size: number;
  #usedSize = 0;

  /** Reads the bytes of a pack. Damaged entries count as missing, and those that were sealed with another secret. */
  constructor(bytes: Uint8Array, secret: Uint8Array) {
    const { entries, isWhole } = readSegments(bytes, secret);
    this.#secret = secret;
    this.#stored = entries;
    this.#isWhole = isWhole && bytes.length > 0;
    this.#size = bytes.length;
  }

  /** Returns the value under a key, the same object each time; undefined when it is missing or damaged. */
  get(key: string): unknown {
    return this.decode(key, (bytes) => JSON.parse(bytes.toString()) as unknown);
  }

  /** Returns what `decode` made of the bytes under a key when it was first asked; undefined when they are missing or damaged. */
  decode<T>(key: string, decode: (bytes: Uint8Array) => T): T | undefined {
    const known = this.#values.get(key);
    if (known !== undefined) return known as T;
    const bytes = this.getBytes(key);
    if (bytes === undefined) return undefined;
    const value = decode(bytes);
    this.#values.set(key, value);
    return value;
  }

  /** Returns the bytes under a key; undefined when they are missing or damaged. */
  getBytes(key: string): Uint8Array | undefined {
    const entry = this.#used.get(key) ?? this.#stored.get(key);
    const bytes = entry && unpackEntry(entry);
    if (entry === undefined || bytes === undefined) return undefined;
    this.#use(key, entry);
    return bytes;
  }

  /** Adds a value, or replaces the one under the key. */
  put(key: string, value: unknown): void {
    this.putBytes(key, Buffer.from(JSON.stringify(value)));
  }

  /** Adds bytes, as `put` adds values. They must not change later. */
  putBytes(key: string, bytes: Uint8Array): void {
    this.#use(key, packEntry(bytes));
    this.#values.delete(key);
    this.#added.add(key);
  }

  /**
   * Returns the entries that were added since the pack was printed, as bytes to append to its file: of two entries with
   * the same key the later one counts. Undefined when there are none, or when so many unused entries have gathered that
   * the whole pack must be printed.
   */
  added(): Uint8Array | undefined {
    if (this.#added.size === 0 || !this.#isWhole) return undefined;
    const entries = [...this.#used].filter(([key]) => this.#added.has(key));
    const length = entries.reduce((sum, [key, entry]) => sum + sizeOfEntry(key, entry), 0);
    if (this.#size + length > this.#usedSize + this.#spareRoom()) return undefined;
    const bytes = printSegment(entries, this.#secret);
    this.#size += bytes.length;
    this.#added.clear();
    return bytes;
  }

  /** Returns the whole new file; undefined when nothing was added. Entries that were not used make room first. */
  print(): Uint8Array | undefined {
    if (this.#added.size === 0) return undefined;
    this.#added.clear();
    const bytes = printSegment([...this.#keptSpare(), ...this.#used], this.#secret);
    this.#size = bytes.length;
    this.#isWhole = true;
    return bytes;
  }

  #spareRoom(): number {
    return Math.max(packMaxSpareBytes, this.#usedSize * packMaxSpareShare);
  }

  #use(key: string, entry: PackedEntry): void {
    const before = this.#used.get(key);
    this.#usedSize += sizeOfEntry(key, entry) - (before === undefined ? 0 : sizeOfEntry(key, before));
    this.#used.set(key, entry);
  }

  /** Unused entries that fit the room for them, the most recently used ones. */
  #keptSpare(): readonly (readonly [string, PackedEntry])[] {
    const kept: (readonly [string, PackedEntry])[] = [];
    let room = this.#spareRoom() * packKeptSpareShare;
    for (const [key, entry] of [...this.#stored].reverse()) {
      if (this.#used.has(key)) continue;
      room -= sizeOfEntry(key, entry);
      if (room < 0) break;
      kept.push([key, entry]);
    }
    return kept.reverse();
  }
}
