import { areSameItems } from "./same-items.js";

/**
 * A list that is made from another one, item by item, again and again: what was made of an item is taken over as long as the item
 * is the same object at the same place, counted from the start or from the end. For work after an edit that must not depend on how
 * much there is that has not changed.
 */
export class ChangingList<Item, Made> {
  #items: readonly Item[] = [];
  #made: readonly Made[] = [];
  #facts: readonly unknown[] = [];

  /**
   * Maps as `Array.map` does. `facts` are all else that `make` depends on: with other ones, everything is made anew. Returns the
   * same list as the last time where nothing in it has changed.
   */
  map(
    items: readonly Item[],
    make: (item: Item, index: number) => Made,
    facts: readonly unknown[] = [],
  ): readonly Made[] {
    const earlier = areSameItems(this.#facts, facts) ? earlierPlaces(this.#items, items) : nowhere;
    const before = this.#made;
    const made = items.map((item, index) => {
      const place = earlier(index);
      return place === undefined ? make(item, index) : (before[place] as Made);
    });
    this.#items = items;
    this.#facts = facts;
    if (!areSameItems(before, made)) this.#made = made;
    return this.#made;
  }
}

/** Returns a function from places in a list to those that the same items had before; undefined for other items. */
export function earlierPlaces<Item>(
  before: readonly Item[],
  now: readonly Item[],
): (index: number) => number | undefined {
  const moved = before.length - now.length;
  if (moved === 0) return (index) => (before[index] === now[index] ? index : undefined);
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  const tail = now.length - end;
  return (index) => (index < start ? index : index >= tail ? index + moved : undefined);
}

function nowhere(): undefined {
  return undefined;
}
