import type { Artifact } from "../model/artifacts.js";
import { printedBlockPieces } from "../model/limits.js";

/** A printed list: its pieces, one for each item, and the blocks that hold some of them each. */
export interface PrintedList {
  readonly pieces: readonly Uint8Array[];
  readonly blocks: readonly Uint8Array[];
}

/** A list without items. */
export const emptyList: PrintedList = { pieces: [], blocks: [] };

/**
 * Joins the pieces of a list to blocks, with `separator` between the pieces. Blocks whose pieces are the same objects as in `last` are
 * taken from there, so that an edit copies one block of a large list.
 */
export function joinBlocks(pieces: readonly Uint8Array[], separator: Uint8Array, last: PrintedList): PrintedList {
  if (pieces === last.pieces) return last;
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < pieces.length; start += printedBlockPieces) {
    const known = last.blocks[start / printedBlockPieces];
    if (known !== undefined && isSameBlock(last.pieces, pieces, start)) {
      blocks.push(known);
      continue;
    }
    const own = pieces.slice(start, start + printedBlockPieces);
    blocks.push(Buffer.concat(own.flatMap((piece, at) => (start + at === 0 ? [piece] : [separator, piece]))));
  }
  return { pieces, blocks };
}

function isSameBlock(before: readonly Uint8Array[], now: readonly Uint8Array[], start: number): boolean {
  const end = Math.min(start + printedBlockPieces, Math.max(before.length, now.length));
  for (let at = start; at < end; at++) if (before[at] !== now[at]) return false;
  return true;
}

/** Files that the last run of this process has made of parts, by path: an edit changes few of them. */
const lastFiles = new Map<string, Artifact>();

/** Returns a file of parts; the same object as the last time for a path where nothing in it has changed. */
export function fileOfParts(path: string, parts: readonly Uint8Array[]): Artifact {
  const last = lastFiles.get(path);
  if (last?.parts !== undefined && areEqual(last.parts, parts)) return last;
  const file = {
    path,
    parts,
    get content() {
      return Buffer.concat(parts);
    },
  };
  lastFiles.set(path, file);
  return file;
}

function areEqual(before: readonly Uint8Array[], now: readonly Uint8Array[]): boolean {
  // From the start, because most parts are one and the same object.
  return before.length === now.length && now.every((part, index) => isEqual(before[index], part));
}

/** Tells whether two pieces hold the same bytes. */
export function isEqual(before: Uint8Array | undefined, now: Uint8Array): boolean {
  return before === now || (before !== undefined && Buffer.compare(before, now) === 0);
}
