import { LinkedList, type Place } from "./linked-list.js";

/** What waits of one key. Kept when it is empty: the next item comes soon, and there are few keys. */
interface Line<Item> {
  readonly items: LinkedList<Item>;
  /** Its place among the lines that have something waiting. */
  turn: Place<Line<Item>> | undefined;
  /** When something was last taken from it, counted in takes. */
  lastTaken: number;
}

/** Where an item waits; gives it up again. */
export interface Ticket<Item> {
  readonly line: Line<Item>;
  readonly place: Place<Item>;
}

/**
 * A queue that takes turns between keys; within one key first in, first out. A key that had nothing waiting goes before one
 * that was served since, so that it waits for no turn that is not its own fault. Everything is done in constant time.
 */
export class FairQueue<Item> {
  readonly #lines = new Map<string, Line<Item>>();
  readonly #turns = new LinkedList<Line<Item>>();
  #waiting = 0;
  #takes = 0;

  get size(): number {
    return this.#waiting;
  }

  /** What `take` would take. */
  get next(): Item | undefined {
    return this.#turns.first?.value.items.first?.value;
  }

  push(key: string, item: Item): Ticket<Item> {
    const line = this.#lineOf(key);
    line.turn ??= this.#lineUp(line);
    this.#waiting++;
    return { line, place: line.items.append(item) };
  }

  /** Puts items that were taken back before all others of their key, in the order given. */
  putBack(key: string, items: readonly Item[]): void {
    const line = this.#lineOf(key);
    for (const item of items.toReversed()) line.items.prepend(item);
    this.#waiting += items.length;
    if (line.items.first) line.turn ??= this.#lineUp(line);
  }

  /** Takes the next item of the key whose turn it is; the key goes to the end of the line. */
  take(): Item | undefined {
    const line = this.#turns.first?.value;
    const place = line?.items.first;
    if (!line || !place) return undefined;
    if (line.turn) this.#turns.remove(line.turn);
    line.items.remove(place);
    line.turn = line.items.first ? this.#turns.append(line) : undefined;
    line.lastTaken = ++this.#takes;
    this.#waiting--;
    return place.value;
  }

  /** Takes an item out of the line; false if it was out already. */
  remove({ line, place }: Ticket<Item>): boolean {
    if (!line.items.remove(place)) return false;
    this.#waiting--;
    if (line.items.first || !line.turn) return true;
    this.#turns.remove(line.turn);
    line.turn = undefined;
    return true;
  }

  /** Takes everything, in the order of turns. */
  takeAll(): readonly Item[] {
    const items: Item[] = [];
    for (let item = this.take(); item !== undefined; item = this.take()) items.push(item);
    return items;
  }

  #lineOf(key: string): Line<Item> {
    let line = this.#lines.get(key);
    if (!line) {
      line = { items: new LinkedList(), turn: undefined, lastTaken: -1 };
      this.#lines.set(key, line);
    }
    return line;
  }

  #lineUp(line: Line<Item>): Place<Line<Item>> {
    const next = this.#turns.first?.value;
    return next && line.lastTaken < next.lastTaken ? this.#turns.prepend(line) : this.#turns.append(line);
  }
}
