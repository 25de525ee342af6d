interface Tagged extends Array<string> {
  tag: string;
}

interface Lookup extends Map<string, string> {
  name: string;
}

class Shape {
  width = 1;
}

interface Square extends Shape {
  side: number;
}

interface Unknown extends Missing {
  name: string;
}

interface Inner<T> extends Omit<T & { a: string }, "b"> {
  t: string;
}

interface Bounded {
  /** @maximum 5 */
  most: number;
  /** @minLength 3 */
  least: string;
}

interface Crossed extends Bounded {
  /** @minimum 10 */
  most: number;
  /** @maxLength 2 */
  least: string;
}

/**
 * Take interfaces that extend what is no object.
 *
 * @param tagged - An array.
 * @param lookup - A map.
 * @param square - A class.
 * @param unknown - A missing type.
 * @param inner - A type parameter.
 * @param crossed - Bounds that leave nothing.
 */
export async function take(
  tagged: Tagged,
  lookup: Lookup,
  square: Square,
  unknown: Unknown,
  inner: Inner<{ b: string }>,
  crossed: Crossed,
): Promise<void> {
  void tagged;
  void lookup;
  void square;
  void unknown;
  void inner;
  void crossed;
}
