import { isArray, jsonText, keysOf, mapGet, mapSet, NewMap, sortTexts } from "./intrinsics.js";

/** Returns whether no two items of a list are equal, in time proportional to the list. The order of keys makes no difference. */
export function areUnique(list: readonly unknown[]): boolean {
  return findTwins(list) === undefined;
}

/** Returns the indexes of the last item that is equal to an earlier one, and of the latest of these; undefined if there is none. */
export function findTwins(list: readonly unknown[]): readonly [later: number, earlier: number] | undefined {
  const seen = new NewMap<unknown, number>();
  let twins: readonly [number, number] | undefined;
  for (let index = 0; index < list.length; index++) {
    const identity = identityOf(list[index]);
    const earlier = mapGet(seen, identity);
    if (earlier !== undefined) twins = [index, earlier];
    mapSet(seen, identity, index);
  }
  return twins;
}

/** A value that is the same for equal items alone: scalars are their own, but for texts, which others would be taken for. */
function identityOf(item: unknown): unknown {
  return typeof item === "object" && item !== null ? canonicalText(item) : typeof item === "string" ? `"${item}` : item;
}

/** Returns a text that is the same for equal values. It is made from the inside out, so that no depth takes the stack. */
function canonicalText(root: object): string {
  const stack: Level[] = [openLevel(root)];
  for (;;) {
    const level = stack[stack.length - 1] as Level;
    if (level.next === level.count) {
      stack.length--;
      const text = `${level.text}${level.keys ? "}" : "]"}`;
      const outer = stack[stack.length - 1];
      if (outer === undefined) return text;
      outer.text += text;
      continue;
    }
    const key = level.keys?.[level.next];
    const item = (level.value as Record<string | number, unknown>)[key ?? level.next];
    level.text += `${level.next === 0 ? "" : ","}${key === undefined ? "" : `${jsonText(key)}:`}`;
    level.next++;
    if (typeof item === "object" && item !== null) stack[stack.length] = openLevel(item);
    // Minus zero equals zero.
    else level.text += typeof item === "number" ? `${item}` : jsonText(item);
  }
}

interface Level {
  readonly value: object;
  readonly keys: readonly string[] | undefined;
  readonly count: number;
  next: number;
  text: string;
}

function openLevel(value: object): Level {
  if (isArray(value)) return { value, keys: undefined, count: value.length, next: 0, text: "[" };
  const keys = sortTexts(keysOf(value));
  return { value, keys, count: keys.length, next: 0, text: "{" };
}
