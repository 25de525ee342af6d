/** JSON as people read it, as the text of a file. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * The same text as that of `printJson`, as bytes, of a record of records: what these hold is printed once and known from
 * then on.
 */
export function printRecords(value: Readonly<Record<string, unknown>>): Uint8Array {
  const pieces = membersOf(value).map(([key, member]): readonly Uint8Array[] => {
    const name = `\n  ${JSON.stringify(key)}: `;
    return isRecord(member) ? [Buffer.from(name), ...printRecord(member)] : [Buffer.from(name + indented(member, 1))];
  });
  return pieces.length === 0 ? Buffer.from("{}\n") : joined("{", pieces, "\n}\n");
}

/** The same text as that of `printJson`, as bytes, of a list: each of its members is printed once and known from then on. */
export function printList(values: readonly object[]): Uint8Array {
  if (values.length === 0) return Buffer.from("[]\n");
  return joined(
    "[",
    values.map((value) => [printKnown("\n  ", value, 1)]),
    "\n]\n",
  );
}

function printRecord(record: Readonly<Record<string, unknown>>): readonly Uint8Array[] {
  const pieces = membersOf(record).map(([key, member]) => printKnown(`\n    ${JSON.stringify(key)}: `, member, 2));
  if (pieces.length === 0) return [Buffer.from("{}")];
  return [Buffer.from("{"), ...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [comma, piece])), recordEnd];
}

const comma = Buffer.from(",");
const recordEnd = Buffer.from("\n  }");

/** The pieces of each member behind each other, with commas between the members. */
function joined(start: string, members: readonly (readonly Uint8Array[])[], end: string): Uint8Array {
  const between = members.flatMap((pieces, index) => (index === 0 ? pieces : [comma, ...pieces]));
  return Buffer.concat([Buffer.from(start), ...between, Buffer.from(end)]);
}

/** A member with what stands before it. Entries are data that nobody changes; by how many others they stand in. */
interface PrintedMember {
  readonly before: string;
  readonly bytes: Uint8Array;
}

const printed = { 1: new WeakMap<object, PrintedMember>(), 2: new WeakMap<object, PrintedMember>() } as const;

function printKnown(before: string, member: unknown, levels: 1 | 2): Uint8Array {
  if (typeof member !== "object" || member === null) return Buffer.from(before + JSON.stringify(member));
  const known = printed[levels].get(member);
  if (known?.before === before) return known.bytes;
  const bytes = Buffer.from(before + indented(member, levels));
  printed[levels].set(member, { before, bytes });
  return bytes;
}

/** A value as it stands below `levels` others: they are printed along, and cut off. */
function indented(value: unknown, levels: 1 | 2): string {
  const text = JSON.stringify(levels === 1 ? [value] : [[value]], undefined, 2);
  return levels === 1
    ? text.slice("[\n  ".length, -"\n]".length)
    : text.slice("[\n  [\n    ".length, -"\n  ]\n]".length);
}

function membersOf(record: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(record).filter(([, member]) => member !== undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
