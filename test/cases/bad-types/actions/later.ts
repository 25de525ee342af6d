/** What was unreadable once, and what still is. */
interface Odd extends Array<string> {
  more: string;
}

class Base {}

interface FromClass extends Base {}

/**
 * Take what cannot be read.
 *
 * @param odd - An array with properties.
 * @param fromClass - An interface of a class.
 * @param keys - A record by texts and numbers.
 * @param symbols - A record by symbols.
 * @param alike - A date or a text.
 * @param deep - A date or a text, deeper.
 * @param steps - A rest that is not last.
 * @param conflict - A property that nothing fits.
 */
export async function unreadable(
  odd: Odd,
  fromClass: FromClass,
  keys: Record<string | number, string>,
  symbols: Record<symbol, string>,
  alike: Date | string,
  deep: { at: (bigint | string)[] },
  steps: [...string[], number],
  conflict: { a: string } & { a: number },
): Promise<void> {
  void [odd, fromClass, keys, symbols, alike, deep, steps, conflict];
}

/** Infer what is not there. */
export async function infer() {
  return missing();
}

/** Infer what has no JSON form. */
export async function inferMap() {
  return { deep: [new Map<string, number>()] };
}
