import { createHmac } from "node:crypto";
import { packKeptSpareLength, packMaxSpareLength, packSealLength } from "../model/limits.js";

/**
 * Many entries in one file, each on a line of its own: key, seal, JSON. The seal is made with a secret of the user, so that
 * nothing is used that others have written. One file of 10 MB is read in a few
 * milliseconds, where a thousand small ones take a fifth of a second (measured).
 */
export class Pack {
  /** Entries of the text, by key, that were not used yet; the most recently used come last. */
  readonly #stored = new Map<string, string>();
  readonly #used = new Map<string, string>();
  readonly #values = new Map<string, unknown>();
  /** Keys that were added since the pack was printed. */
  readonly #added = new Set<string>();
  /** Length of the text on disk, and of the part of it that is used. */
  #textLength: number;
  #usedLength = 0;

  readonly #secret: Uint8Array;

  /** Reads the text of a pack. Damaged entries count as missing, and those that were sealed with another secret. */
  constructor(text: string, secret: Uint8Array) {
    this.#secret = secret;
    this.#textLength = text.length;
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start);
      if (end === -1) break;
      const gap = text.indexOf(" ", start);
      if (gap !== -1 && gap < end) setLast(this.#stored, text.slice(start, gap), text.slice(gap + 1, end));
      start = end + 1;
    }
  }

  /** Returns the value under a key, the same object each time; undefined when it is missing or damaged. */
  get(key: string): unknown {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const entry = this.#used.get(key) ?? this.#stored.get(key);
    const body = entry?.slice(packSealLength + 1);
    if (entry === undefined || body === undefined || entry.slice(0, packSealLength) !== this.#seal(key, body)) {
      return undefined;
    }
    this.#use(key, entry);
    const value: unknown = JSON.parse(body);
    this.#values.set(key, value);
    return value;
  }

  /** Adds a value, or replaces the one under the key. */
  put(key: string, value: unknown): void {
    const body = JSON.stringify(value);
    this.#use(key, `${this.#seal(key, body)} ${body}`);
    this.#values.delete(key);
    this.#added.add(key);
  }

  /**
   * Returns the entries that were added since the pack was printed, as text to append to its file: of two entries with
   * the same key the later one counts. Undefined when there are none, or when so many unused entries have gathered that
   * the whole pack must be printed.
   */
  added(): string | undefined {
    // The line break ends a line that was cut off.
    const text = `\n${[...this.#added].map((key) => lineOf([key, this.#used.get(key) ?? ""])).join("")}`;
    const isOverfull = this.#textLength + text.length > this.#usedLength + packMaxSpareLength;
    if (this.#added.size === 0 || this.#textLength === 0 || isOverfull) return undefined;
    this.#textLength += text.length;
    this.#added.clear();
    return text;
  }

  /** Returns the whole new text; undefined when nothing was added. Entries that were not used make room first. */
  print(): string | undefined {
    if (this.#added.size === 0) return undefined;
    this.#added.clear();
    const text = [...this.#keptSpare(), ...this.#used].map(lineOf).join("");
    this.#textLength = text.length;
    return text;
  }

  #seal(key: string, body: string): string {
    const hash = createHmac("sha256", this.#secret).update(key).update("\n").update(body);
    return hash.digest("base64url").slice(0, packSealLength);
  }

  #use(key: string, entry: string): void {
    this.#usedLength += lengthOf(key, entry) - lengthOf(key, this.#used.get(key));
    this.#used.set(key, entry);
  }

  /** Unused entries that fit the room for them, the most recently used ones. */
  #keptSpare(): readonly (readonly [string, string])[] {
    const kept: (readonly [string, string])[] = [];
    let room = packKeptSpareLength;
    for (const [key, entry] of [...this.#stored].reverse()) {
      if (this.#used.has(key)) continue;
      room -= key.length + entry.length;
      if (room < 0) break;
      kept.push([key, entry]);
    }
    return kept.reverse();
  }
}

function setLast(entries: Map<string, string>, key: string, entry: string): void {
  entries.delete(key);
  entries.set(key, entry);
}

function lineOf([key, entry]: readonly [string, string]): string {
  return `${key} ${entry}\n`;
}

function lengthOf(key: string, entry: string | undefined): number {
  return entry === undefined ? 0 : key.length + entry.length + 2;
}
