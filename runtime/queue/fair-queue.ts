import { LinkedList, type ListNode } from "./linked-list.js";

/** Waiting items of one key. Kept when it is empty: the next item comes soon, and there are few keys. */
interface Line<Item> {
  readonly items: LinkedList<Item>;
  /** Its node among the lines with waiting items. */
  turn: ListNode<Line<Item>> | undefined;
  /** Number of the last take from it. */
  lastTaken: number;
}

/** Position of a waiting item, for removing it. */
export interface Ticket<Item> {
  readonly line: Line<Item>;
  readonly node: ListNode<Item>;
}

/**
 * A queue that takes turns between keys; within one key first in, first out. A key that had no waiting items goes before those
 * that were served since, so that it does not wait for their further turns. Every operation takes constant time.
 */
export class FairQueue<Item> {
  readonly #lines = new Map<string, Line<Item>>();
  readonly #turns = new LinkedList<Line<Item>>();
  #waiting = 0;
  #takes = 0;

  get size(): number {
    return this.#waiting;
  }

  /** The item that `take` would return. */
  get next(): Item | undefined {
    return this.#turns.first?.value.items.first?.value;
  }

  push(key: string, item: Item): Ticket<Item> {
    const line = this.#lineOf(key);
    line.turn ??= this.#lineUp(line);
    this.#waiting++;
    return { line, node: line.items.append(item) };
  }

  /** Returns taken items to the front of their key, in the order given. */
  putBack(key: string, items: readonly Item[]): void {
    const line = this.#lineOf(key);
    for (const item of items.toReversed()) line.items.prepend(item);
    this.#waiting += items.length;
    if (line.items.first) line.turn ??= this.#lineUp(line);
  }

  /** Takes the next item of the key whose turn it is; the key then waits for its next turn. */
  take(): Item | undefined {
    const line = this.#turns.first?.value;
    const node = line?.items.first;
    if (!line || !node) return undefined;
    if (line.turn) this.#turns.remove(line.turn);
    line.items.remove(node);
    line.turn = line.items.first ? this.#turns.append(line) : undefined;
    line.lastTaken = ++this.#takes;
    this.#waiting--;
    return node.value;
  }

  /** Removes an item; false if it was removed or taken already. */
  remove({ line, node }: Ticket<Item>): boolean {
    if (!line.items.remove(node)) return false;
    this.#waiting--;
    if (line.items.first || !line.turn) return true;
    this.#turns.remove(line.turn);
    line.turn = undefined;
    return true;
  }

  /** Takes all items, in the order of turns. */
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

  #lineUp(line: Line<Item>): ListNode<Line<Item>> {
    const next = this.#turns.first?.value;
    return next && line.lastTaken < next.lastTaken ? this.#turns.prepend(line) : this.#turns.append(line);
  }
}
