import { LinkedList, type Place } from "./linked-list.js";

interface Line<Item> {
  readonly key: string;
  readonly items: LinkedList<Item>;
  turn: Place<Line<Item>>;
}

/** Where an item waits; gives it up again. */
export interface Ticket<Item> {
  readonly line: Line<Item>;
  readonly place: Place<Item>;
}

/** A queue that takes turns between keys; within one key first in, first out. Everything is done in constant time. */
export class FairQueue<Item> {
  private readonly lines = new Map<string, Line<Item>>();
  private readonly turns = new LinkedList<Line<Item>>();
  private waiting = 0;

  get size(): number {
    return this.waiting;
  }

  push(key: string, item: Item): Ticket<Item> {
    const line = this.lines.get(key) ?? this.open(key);
    this.waiting++;
    return { line, place: line.items.append(item) };
  }

  /** Takes the next item of the key whose turn it is; the key goes to the end of the line. */
  take(): Item | undefined {
    const line = this.turns.first?.value;
    const place = line?.items.first;
    if (!line || !place) return undefined;
    this.turns.remove(line.turn);
    line.turn = this.turns.append(line);
    this.remove({ line, place });
    return place.value;
  }

  /** Takes an item out of the line; false if it was out already. */
  remove({ line, place }: Ticket<Item>): boolean {
    if (!line.items.remove(place)) return false;
    this.waiting--;
    if (!line.items.first) {
      this.turns.remove(line.turn);
      this.lines.delete(line.key);
    }
    return true;
  }

  /** Takes everything, in the order of turns. */
  takeAll(): readonly Item[] {
    const items: Item[] = [];
    for (let item = this.take(); item !== undefined; item = this.take()) items.push(item);
    return items;
  }

  private open(key: string): Line<Item> {
    const items = new LinkedList<Item>();
    const line = { key, items } as Line<Item>;
    line.turn = this.turns.append(line);
    this.lines.set(key, line);
    return line;
  }
}
