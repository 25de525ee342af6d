import type { Base } from "./_base.js";

interface Page<T> {
  /** What is on it. */
  items: T[];
}

interface WithoutCount extends Omit<Base, "count"> {
  z: number;
}

interface Some extends Partial<Base> {
  z: string;
}

interface OnlyId extends Pick<Base, "id"> {}

interface Named extends Record<"x" | "y", number> {
  z: string;
}

interface Open extends Record<string, unknown> {
  z: string;
}

interface Two extends Omit<Base, "count" | "gone">, Partial<{ n: number }> {}

interface All extends Required<Readonly<Base>> {}

interface Generic<T> extends Page<T> {
  first: T;
}

interface Names extends Array<string> {}

interface Rows extends ReadonlyArray<OnlyId> {}

/** Narrows properties, which keep their comments. */
interface Narrowed extends Base {
  id: "ab" | "abc";
  /** Its own text. */
  count: number;
  on: true;
  gone?: undefined;
}

interface Again extends Pick<Narrowed & { q: string }, "q" | "id"> {
  id: "ab";
}

interface Filled extends Page<string> {
  items: "x"[];
}

/**
 * Take interfaces that extend utility types.
 *
 * @param a - Without a property.
 * @param b - With optional ones.
 * @param c - With one alone.
 * @param d - With named ones.
 * @param e - With any others.
 * @param f - With two bases.
 * @param g - With all.
 */
export async function utilities(
  a: WithoutCount,
  b: Some,
  c: OnlyId,
  d: Named,
  e: Open,
  f: Two,
  g: All,
): Promise<WithoutCount> {
  void b;
  void c;
  void d;
  void e;
  void f;
  void g;
  return a;
}

/**
 * Take interfaces that name an array.
 *
 * @param names - Texts.
 * @param rows - Objects.
 * @param generic - One with an argument.
 */
export async function arrays(names: Names, rows: Rows, generic: Generic<number>): Promise<Names[]> {
  void rows;
  void generic;
  return [names];
}

/**
 * Take redeclared properties.
 *
 * @param narrowed - From a base.
 * @param again - From the one before.
 * @param filled - Of a generic base.
 */
export async function redeclared(narrowed: Narrowed, again: Again, filled: Filled): Promise<Narrowed> {
  void again;
  void filled;
  return narrowed;
}

/**
 * Take them where the type checker works them out.
 *
 * @param mapped - A mapped type.
 */
export async function mapped(mapped: { [K in keyof Narrowed]: Narrowed[K] }): Promise<void> {
  void mapped;
}
