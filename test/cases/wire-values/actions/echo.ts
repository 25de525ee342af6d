/** A node of a tree with a date on each. */
interface Node {
  at: Date;
  children: Node[];
}

type Event = { kind: "planned"; on: Date } | { kind: "counted"; count: bigint } | { kind: "named"; name: string };

/** Large numbers by number, beside a text that looks like one. */
interface Numbered {
  id: string;
  [key: number]: bigint;
}

/**
 * Give back everything, and tell what was seen.
 *
 * @param date - A date.
 * @param big - A large number.
 * @param url - An address.
 * @param bytes - Bytes.
 * @param list - Dates, or none.
 * @param byName - Numbers by name.
 * @param pair - A date and bytes.
 * @param node - A tree.
 * @param event - One of several.
 */
export async function echo(
  date: Date,
  big: bigint,
  url: URL,
  bytes: Uint8Array,
  list: (Date | null)[],
  byName: Record<string, bigint>,
  pair: [Date, Buffer?, ...bigint[]],
  node: Node,
  event: Event,
  maybe?: Date | number,
  numbered?: Numbered,
): Promise<{
  seen: string[];
  date: Date;
  big: bigint;
  url: URL;
  bytes: Uint8Array;
  list: (Date | null)[];
  byName: Record<string, bigint>;
  pair: [Date, Buffer?, ...bigint[]];
  node: Node;
  event: Event;
  maybe?: Date | number;
  numbered?: Numbered;
}> {
  const kindOf = (value: unknown): string => (typeof value === "object" && value !== null ? value.constructor.name : typeof value);
  const on = event.kind === "planned" ? event.on : event.kind === "counted" ? event.count : event.name;
  const values = [date, big, url, bytes, list[0], Object.values(byName)[0], pair[0], pair[1], pair[2], node.children[0]?.at, on, maybe];
  if (numbered) values.push(numbered.id, numbered[1]);
  return { seen: values.map(kindOf), date, big, url, bytes, list, byName, pair, node, event, maybe, numbered };
}
