import { pointerOf } from "./pointer.js";

/** Place in a value. Its pointer is made only when it is told: a deep value has long ones. */
export interface Place {
  readonly key: string | number;
  readonly outer: Place | undefined;
  /** Number of keys that lead here. */
  readonly level: number;
}

/** The value itself. */
export const rootPlace: Place = { key: "", outer: undefined, level: 0 };

/** Returns the place of a part. */
export function within(outer: Place, key: string | number): Place {
  return { key, outer, level: outer.level + 1 };
}

/** Returns the JSON pointer of a place. */
export function pointerTo(place: Place): string {
  const keys: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.outer; at = at.outer) keys.push(at.key);
  return pointerOf(keys.reverse());
}
