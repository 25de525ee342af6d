/** JSON as people read it, as the text of a file. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The same text as that of `printJson`, of a record of records: what these hold is printed once and known from then on. */
export function printRecords(value: Readonly<Record<string, unknown>>): string {
  const parts = membersOf(value).map(([key, member]) => {
    const text = isRecord(member) ? printRecord(member) : indented(member, 1);
    return `\n  ${JSON.stringify(key)}: ${text}`;
  });
  return parts.length === 0 ? "{}\n" : `{${parts.join(",")}\n}\n`;
}

/** The same text as that of `printJson`, of a list: each of its members is printed once and known from then on. */
export function printList(values: readonly object[]): string {
  if (values.length === 0) return "[]\n";
  return `[${values.map((value) => `\n  ${printKnown(value, 1)}`).join(",")}\n]\n`;
}

function printRecord(record: Readonly<Record<string, unknown>>): string {
  const parts = membersOf(record).map(([key, member]) => `\n    ${JSON.stringify(key)}: ${printKnown(member, 2)}`);
  return parts.length === 0 ? "{}" : `{${parts.join(",")}\n  }`;
}

/** Entries are data that nobody changes; by how many others they stand in. */
const printed = { 1: new WeakMap<object, string>(), 2: new WeakMap<object, string>() } as const;

function printKnown(member: unknown, levels: 1 | 2): string {
  if (typeof member !== "object" || member === null) return JSON.stringify(member);
  const text = printed[levels].get(member) ?? indented(member, levels);
  printed[levels].set(member, text);
  return text;
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
