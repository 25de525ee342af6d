/** Returns whether two lists have the same items in the same order. */
export function areSameItems<Item>(before: readonly Item[], now: readonly Item[]): boolean {
  return before.length === now.length && before.every((each, index) => each === now[index]);
}
