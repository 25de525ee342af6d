import { createHmac } from "node:crypto";
import { sha256 } from "../model/hash.js";
import { packSealLength } from "../model/limits.js";

// A segment is a line with its sizes and a seal, an index, and the bytes of its entries one after another:
//
//   pack 1 INDEX-BYTES BODY-BYTES SEAL
//   KEY BYTES SHA256
//   ...
//
// The seal covers the sizes and the index, and the index the bytes of each entry by their hash. A file may have several segments,
// because a run appends what it has added.

/** Place of the bytes of an entry, and the hash that they must have to be used. There are tens of thousands, few of them used. */
export interface PackedEntry {
  readonly file: Buffer;
  readonly start: number;
  readonly end: number;
  readonly hash: string;
}

/** Packs bytes as an entry. */
export function packEntry(bytes: Uint8Array): PackedEntry {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { file, start: 0, end: bytes.length, hash: sha256(bytes) };
}

/** Returns the bytes of an entry; undefined when they are damaged. */
export function unpackEntry(entry: PackedEntry): Buffer | undefined {
  const bytes = bytesOf(entry);
  return sha256(bytes) === entry.hash ? bytes : undefined;
}

function bytesOf({ file, start, end }: PackedEntry): Buffer {
  return file.subarray(start, end);
}

/** Returns the bytes that an entry takes in a file, about. */
export function sizeOfEntry(key: string, { start, end, hash }: PackedEntry): number {
  return key.length + hash.length + (end - start) + entryOverhead;
}

/** Separators of an index line, and its number. */
const entryOverhead = 8;

/** Prints entries as one segment. */
export function printSegment(entries: readonly (readonly [string, PackedEntry])[], secret: Uint8Array): Uint8Array {
  const lines = entries.map(([key, { start, end, hash }]) => `${key} ${end - start} ${hash}\n`);
  const index = Buffer.from(lines.join(""));
  const size = entries.reduce((sum, [, { start, end }]) => sum + (end - start), 0);
  const sizes = `${index.length} ${size}`;
  const head = `pack 1 ${sizes} ${sealOf(sizes, index, secret)}\n`;
  return Buffer.concat([Buffer.from(head), index, ...entries.map(([, entry]) => bytesOf(entry))]);
}

/** Entries of a file by key, those of later segments last. */
export interface ReadSegments {
  readonly entries: Map<string, PackedEntry>;
  /** True when all of the file was read: what is appended to it will be found. */
  readonly isWhole: boolean;
}

/** Reads the indexes of a file, up to the first that is damaged or sealed with another secret; decodes no entry. */
export function readSegments(file: Uint8Array, secret: Uint8Array): ReadSegments {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const entries = new Map<string, PackedEntry>();
  let at = 0;
  while (at < bytes.length) {
    const head = readHead(bytes, at);
    if (head === undefined) break;
    const index = bytes.subarray(head.end, head.end + head.indexSize);
    if (sealOf(`${head.indexSize} ${head.size}`, index, secret) !== head.seal) break;
    const start = head.end + head.indexSize;
    at = start + head.size;
    addEntries(entries, index, { file: bytes, start, end: Math.min(at, bytes.length) });
  }
  return { entries, isWhole: at === bytes.length };
}

interface Head {
  readonly indexSize: number;
  readonly size: number;
  readonly seal: string;
  /** Offset behind it. */
  readonly end: number;
}

const headMaxLength = 80;
const headPattern = /^pack 1 (\d{1,12}) (\d{1,12}) (\S+)\n/;

function readHead(bytes: Buffer, at: number): Head | undefined {
  const [text, indexSize, size, seal] = headPattern.exec(bytes.toString("latin1", at, at + headMaxLength)) ?? [];
  if (text === undefined || seal === undefined) return undefined;
  return { indexSize: Number(indexSize), size: Number(size), seal, end: at + text.length };
}

/** Adds the entries of a sealed index; without those that were cut off. */
function addEntries(
  entries: Map<string, PackedEntry>,
  index: Buffer,
  bodies: { readonly file: Buffer; readonly start: number; readonly end: number },
): void {
  const { file } = bodies;
  const text = index.toString("latin1");
  let start = bodies.start;
  // Without lists of lines and words: most of what they hold is never asked for.
  for (let line = 0; line < text.length; ) {
    const behindKey = text.indexOf(" ", line);
    const behindSize = text.indexOf(" ", behindKey + 1);
    const behindHash = text.indexOf("\n", behindSize + 1);
    if (behindKey === -1 || behindSize === -1 || behindHash === -1) break;
    const key = text.slice(line, behindKey);
    const end = start + Number(text.slice(behindKey + 1, behindSize));
    entries.delete(key);
    if (end <= bodies.end) entries.set(key, { file, start, end, hash: text.slice(behindSize + 1, behindHash) });
    start = end;
    line = behindHash + 1;
  }
}

function sealOf(sizes: string, index: Uint8Array, secret: Uint8Array): string {
  const hash = createHmac("sha256", secret).update(`${sizes}\n`).update(index);
  return hash.digest("base64url").slice(0, packSealLength);
}
