import { areSameItems } from "./same-items.js";

/** Facts that a list is made from besides its items. */
export interface ListFacts {
  /** All else that `make` depends on: with other ones, everything is made anew. */
  readonly facts?: readonly unknown[];
  /** A further fact for each item, at the same place. */
  readonly beside?: readonly unknown[];
}

/**
 * A list that is made from another one, item by item, again and again: what was made of an item is taken over as long as the item
 * is the same object at the same place, counted from the start or from the end. For work after an edit that must not depend on how
 * much there is that has not changed.
 */
export class ChangingList<Item, Made> {
  #items: readonly Item[] = [];
  #beside: readonly unknown[] = [];
  #facts: readonly unknown[] = [];
  #made: readonly Made[] = [];

  /** Maps as `Array.map` does. Returns the same list as the last time where nothing in it has changed. */
  map(
    items: readonly Item[],
    make: (item: Item, index: number) => Made,
    { facts = [], beside = items }: ListFacts = {},
  ): readonly Made[] {
    if (!areSameItems(this.#facts, facts)) this.#forget();
    const made = this.#renewed(items, beside, make);
    this.#items = items;
    this.#beside = beside;
    this.#facts = facts;
    this.#made = made;
    return made;
  }

  #forget(): void {
    this.#items = [];
    this.#beside = [];
    this.#made = [];
  }

  #renewed(
    items: readonly Item[],
    beside: readonly unknown[],
    make: (item: Item, index: number) => Made,
  ): readonly Made[] {
    const before = this.#made;
    const moved = before.length - items.length;
    const start = moved === 0 ? 0 : this.#commonStart(items, beside);
    const tail = moved === 0 ? 0 : items.length - this.#commonEnd(items, beside, start);
    const isPlain = beside === items;
    // Copied with the first difference, because mostly there is none.
    let made: Made[] | undefined = moved === 0 ? undefined : [...before.slice(0, start)];
    for (let index = start; index < items.length; index++) {
      const place = moved === 0 || index >= tail ? index + moved : -1;
      const isSame =
        place >= 0 && items[index] === this.#items[place] && (isPlain || beside[index] === this.#beside[place]);
      if (isSame && made === undefined) continue;
      const each = isSame ? (before[place] as Made) : make(items[index] as Item, index);
      if (made === undefined && each === before[index]) continue;
      made ??= before.slice(0, index);
      made.push(each);
    }
    return made ?? before;
  }

  #commonStart(items: readonly Item[], beside: readonly unknown[]): number {
    const shorter = Math.min(items.length, this.#items.length);
    let start = 0;
    while (start < shorter && items[start] === this.#items[start] && beside[start] === this.#beside[start]) start++;
    return start;
  }

  #commonEnd(items: readonly Item[], beside: readonly unknown[], start: number): number {
    const moved = this.#items.length - items.length;
    const most = Math.min(items.length, this.#items.length) - start;
    let end = 0;
    for (let at = items.length - 1; end < most; at--, end++) {
      if (items[at] !== this.#items[at + moved] || beside[at] !== this.#beside[at + moved]) break;
    }
    return end;
  }
}
