import { isJsonObject } from "../../runtime/contract/json.js";
import type { Artifact } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import { emptyList, fileOfParts, isEqual, joinBlocks, type PrintedList } from "./print-parts.js";

/** Prints a value as a file of indented JSON. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Members of a record in the order in which they are printed, where an object of them all would be made for printing alone. */
export class Members<Value extends object = object> {
  readonly names: readonly string[];
  readonly values: readonly Value[];

  constructor(names: readonly string[], values: readonly Value[]) {
    this.names = names;
    this.values = values;
  }
}

/**
 * Prints a record of records as `printJson` does; the inner ones may be `Members`. Remembers the members of the inner records, and
 * returns the same file as the last time for a path where nothing has changed.
 */
export function printRecords(value: Readonly<Record<string, unknown>>, path: string): Artifact {
  const parts = definedMembers(value).flatMap(([key, member], index): readonly Uint8Array[] => {
    const name = `${index === 0 ? "{" : ","}\n  ${JSON.stringify(key)}: `;
    if (member instanceof Members) return [Buffer.from(name), ...printRecord(member, `${path} ${key}`)];
    if (!isJsonObject(member)) return [Buffer.from(name + indented(member, 1))];
    const inner = definedMembers(member);
    const names = inner.map(([each]) => each);
    const values = inner.map(([, each]) => each);
    return [Buffer.from(name), ...printRecord({ names, values }, `${path} ${key}`)];
  });
  return fileOfParts(path, parts.length === 0 ? [Buffer.from("{}\n")] : [...parts, Buffer.from("\n}\n")]);
}

/** Prints a list as `printJson` does, and remembers as `printRecords` does. */
export function printList(values: readonly object[], path: string): Artifact {
  if (values.length === 0) return fileOfParts(path, [Buffer.from("[]\n")]);
  const { blocks } = printItems({ names: undefined, values }, path);
  return fileOfParts(path, [Buffer.from("["), ...blocks, Buffer.from("\n]\n")]);
}

function printRecord(
  record: { readonly names: readonly string[]; readonly values: readonly unknown[] },
  place: string,
): readonly Uint8Array[] {
  if (record.values.length === 0) return [Buffer.from("{}")];
  return [recordStart, ...printItems(record, place).blocks, recordEnd];
}

/** Items of a list, or members of an inner record. */
interface Items {
  readonly names: readonly string[] | undefined;
  readonly values: readonly unknown[];
}

/** Items that the last run of this process has printed at a place: the path of the file, and the key of an inner record. */
class PrintedItems {
  readonly #pieces = new ChangingList<unknown, Uint8Array>();
  #printed: PrintedList = emptyList;

  print({ names, values }: Items): PrintedList {
    const before = this.#printed.pieces;
    const print = (value: unknown, index: number): Uint8Array => {
      const level = names === undefined ? 1 : 2;
      const made = printMember(names === undefined ? "\n  " : beforeMember(names[index] ?? ""), value, level);
      const known = before[index];
      return known !== undefined && isEqual(known, made) ? known : made;
    };
    const pieces = this.#pieces.map(values, print, { beside: names ?? values });
    this.#printed = joinBlocks(pieces, comma, this.#printed);
    return this.#printed;
  }
}

const printedItems = new Map<string, PrintedItems>();

function printItems(items: Items, place: string): PrintedList {
  const printed = printedItems.get(place) ?? new PrintedItems();
  printedItems.set(place, printed);
  return printed.print(items);
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
const recordStart = Buffer.from("{");
const recordEnd = Buffer.from("\n  }");

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
