import type { Later } from "./_later.js";

interface Own<T> extends Promise<T> {}

interface Deeper extends Own<{ a: string }> {}

type Perhaps<T> = T | PromiseLike<T>;

/** Return an interface that extends a promise. */
export function own(): Own<number> {
  return Promise.resolve(1);
}

/** Return one that extends it in turn. */
export function deeper(): Deeper {
  return Promise.resolve({ a: "x" });
}

/** Return an alias. */
export function later(): Later<string> {
  return Promise.resolve([]);
}

/** Return a union. */
export function perhaps(): Perhaps<number> {
  return 1;
}
