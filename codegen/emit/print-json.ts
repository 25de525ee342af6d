import { isJsonObject } from "../../runtime/contract/json.js";

/** Prints a value as a file of indented JSON. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * Prints a record of records as `printJson` does, to bytes; prints the members of the inner records once, and remembers
 * them. Returns the same bytes as the last time for a file, by its path, that has not changed.
 */
export function printRecords(value: Readonly<Record<string, unknown>>, path: string): Uint8Array {
  const pieces = definedMembers(value).map(([key, member]): readonly Uint8Array[] => {
    const name = `\n  ${JSON.stringify(key)}: `;
    return isJsonObject(member)
      ? [Buffer.from(name), ...printRecord(member)]
      : [Buffer.from(name + indented(member, 1))];
  });
  return pieces.length === 0 ? Buffer.from("{}\n") : joined("{", pieces, { end: "\n}\n", path });
}

/** Prints a list as `printJson` does, to bytes, and remembers as `printRecords` does. */
export function printList(values: readonly object[], path: string): Uint8Array {
  if (values.length === 0) return Buffer.from("[]\n");
  return joined(
    "[",
    values.map((value) => [printMember("\n  ", value, 1)]),
    { end: "\n]\n", path },
  );
}

function printRecord(record: Readonly<Record<string, unknown>>): readonly Uint8Array[] {
  const pieces = definedMembers(record).map(([key, member]) => printMember(beforeMember(key), member, 2));
  if (pieces.length === 0) return [Buffer.from("{}")];
  return [Buffer.from("{"), ...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [comma, piece])), recordEnd];
}

/** Prints a member of an inner record with its name, as it stands between the commas. */
export function printRecordMember(key: string, member: object): Uint8Array {
  return printMember(beforeMember(key), member, 2);
}

/** Takes what `printRecordMember` printed of an equal member. */
export function rememberRecordMember(key: string, member: object, bytes: Uint8Array): void {
  printedMembers[2].set(member, { before: beforeMember(key), bytes });
}

function beforeMember(key: string): string {
  return `\n    ${JSON.stringify(key)}: `;
}

const comma = Buffer.from(",");
const recordEnd = Buffer.from("\n  }");

/** Joins the pieces of all members, with commas between the members. */
function joined(
  start: string,
  members: readonly (readonly Uint8Array[])[],
  { end, path }: { readonly end: string; readonly path: string },
): Uint8Array {
  const between = members.flatMap((pieces, index) => (index === 0 ? pieces : [comma, ...pieces]));
  const pieces = [Buffer.from(start), ...between, Buffer.from(end)];
  const last = lastFiles.get(path);
  if (last !== undefined && areEqual(last.pieces, pieces)) return last.bytes;
  const bytes = Buffer.concat(pieces);
  lastFiles.set(path, { pieces, bytes });
  return bytes;
}

/** Files that the last run of this process has joined, by path: an edit changes few of them. */
const lastFiles = new Map<string, { readonly pieces: readonly Uint8Array[]; readonly bytes: Uint8Array }>();

function areEqual(before: readonly Uint8Array[], now: readonly Uint8Array[]): boolean {
  // From the start, because most pieces are one and the same object.
  return (
    before.length === now.length &&
    now.every((piece, index) => {
      const other = before[index];
      return piece === other || (other !== undefined && Buffer.compare(piece, other) === 0);
    })
  );
}

/** A printed member with the text before it. */
interface PrintedMember {
  readonly before: string;
  readonly bytes: Uint8Array;
}

/** Printed members by their depth: entries never change. */
const printedMembers = { 1: new WeakMap<object, PrintedMember>(), 2: new WeakMap<object, PrintedMember>() } as const;

function printMember(before: string, member: unknown, levels: 1 | 2): Uint8Array {
  if (typeof member !== "object" || member === null) return Buffer.from(before + JSON.stringify(member));
  const known = printedMembers[levels].get(member);
  if (known?.before === before) return known.bytes;
  const bytes = Buffer.from(before + indented(member, levels));
  printedMembers[levels].set(member, { before, bytes });
  return bytes;
}

/** Prints a value with the indentation of `levels` levels: prints it within that many lists, and cuts these off. */
function indented(value: unknown, levels: 1 | 2): string {
  const text = JSON.stringify(levels === 1 ? [value] : [[value]], undefined, 2);
  return levels === 1
    ? text.slice("[\n  ".length, -"\n]".length)
    : text.slice("[\n  [\n    ".length, -"\n  ]\n]".length);
}

function definedMembers(record: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(record).filter(([, member]) => member !== undefined);
}
