import { isArray, keysOf, mapGet, mapSet, NewMap, NewSet, setAdd, setHas, sortTexts } from "./intrinsics.js";

/** Steps of judging that an item counts, which is looked up. */
const itemSteps = 8;

/** Steps of a part of an item, which is written down. */
const partSteps = 40;

/** Characters of a text that count one more: they are copied and hashed quickly. */
const charsPerStep = 8;

/** Length of a small list or object as it is written down. */
const maxOwnChars = 200;

/**
 * Returns the indexes of the last item that is equal to an earlier one, and of the latest of these; undefined if there is none. What is
 * left of the list is not compared once `isOver`.
 */
export function findTwins(
  list: readonly unknown[],
  identities: Identities = new Identities(() => undefined),
  isOver: (index: number) => boolean = () => false,
): readonly [later: number, earlier: number] | undefined {
  const seen = new NewMap<unknown, number>();
  let twins: readonly [number, number] | undefined;
  for (let index = 0; index < list.length && !isOver(index); index++) {
    const identity = identities.of(list[index]);
    const earlier = mapGet(seen, identity);
    if (earlier !== undefined) twins = [index, earlier];
    mapSet(seen, identity, index);
  }
  return twins;
}

/**
 * Gives equal values, and no others, the same identity. Each list and object is written down once, as the identities of its parts, so
 * that time is proportional to the value, also where lists of unique items contain others. The order of keys makes no difference.
 */
export class Identities {
  readonly #spend: (steps: number) => void;
  readonly #numbers = new NewMap<string, number>();
  readonly #known = new NewMap<object, string>();

  constructor(spend: (steps: number) => void) {
    this.#spend = spend;
  }

  /** Returns whether no two items of a list are equal. */
  areUnique(list: readonly unknown[]): boolean {
    if (list.length < 2) return true;
    const seen = new NewSet<unknown>();
    for (let index = 0; index < list.length; index++) {
      this.#spend(itemSteps);
      const identity = this.of(list[index]);
      if (setHas(seen, identity)) return false;
      setAdd(seen, identity);
    }
    return true;
  }

  /** Returns a value that is the same for equal values alone. */
  of(item: unknown): unknown {
    if (typeof item === "string") {
      this.#spend(item.length / charsPerStep);
      return `"${item}`;
    }
    if (typeof item !== "object" || item === null) return item;
    return mapGet(this.#known, item) ?? this.#write(item);
  }

  /** Writes a value down from the inside out, so that no depth takes the stack. */
  #write(root: object): string {
    const stack: Level[] = [openLevel(root)];
    for (;;) {
      const level = stack[stack.length - 1] as Level;
      const { value, keys, count } = level;
      let inner: object | undefined;
      while (level.next < count && inner === undefined) {
        const key = keys?.[level.next];
        const item = (value as Record<string | number, unknown>)[key ?? level.next];
        const chars = (typeof item === "string" ? item.length : 0) + (key?.length ?? 0);
        this.#spend(partSteps + chars / charsPerStep);
        let text: string | undefined;
        if (typeof item === "string") text = `"${item.length}:${item}`;
        // Minus zero equals zero.
        else if (typeof item !== "object" || item === null) text = `${item as number},`;
        else {
          text = mapGet(this.#known, item);
          if (text === undefined) inner = item;
          level.isFlat = false;
        }
        if (text !== undefined) this.#add(level, text);
      }
      if (inner !== undefined) {
        stack[stack.length] = openLevel(inner);
        continue;
      }
      stack.length--;
      const identity = this.#close(level);
      const outer = stack[stack.length - 1];
      if (outer === undefined) return identity;
      this.#add(outer, identity);
    }
  }

  /** Returns the identity of a list or object whose parts are written down. Small ones are their own: they are soon written again. */
  #close({ value, keys, text, isFlat }: Level): string {
    const whole = `${text}${keys ? "}" : "]"}`;
    if (isFlat && whole.length <= maxOwnChars) return whole;
    const identity = this.#number(whole);
    mapSet(this.#known, value, identity);
    return identity;
  }

  #add(level: Level, text: string): void {
    const key = level.keys?.[level.next];
    level.text += key === undefined ? text : `${key.length}:${key}${text}`;
    level.next++;
  }

  #number(text: string): string {
    const known = mapGet(this.#numbers, text);
    const number = known ?? this.#count++;
    if (known === undefined) mapSet(this.#numbers, text, number);
    // No text of a scalar begins like this.
    return `#${number},`;
  }

  #count = 0;
}

interface Level {
  readonly value: object;
  readonly keys: readonly string[] | undefined;
  readonly count: number;
  /** It has no lists or objects in it. */
  isFlat: boolean;
  next: number;
  text: string;
}

function openLevel(value: object): Level {
  if (isArray(value)) return { value, keys: undefined, count: value.length, isFlat: true, next: 0, text: "[" };
  const keys = keysOf(value);
  if (keys.length > 1) sortTexts(keys);
  return { value, keys, count: keys.length, isFlat: true, next: 0, text: "{" };
}
