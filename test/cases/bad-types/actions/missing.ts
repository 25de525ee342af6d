import type { Gone } from "./_gone.js";

interface Untyped {
  a;
  b: string;
}

interface Lost extends Nowhere {
  gone: Gone;
  space: Some.Where;
}

/**
 * Take what has no type.
 *
 * @param one - Nothing.
 * @param two - Computed.
 * @param three - Says too little.
 * @param four - An object.
 * @param five - Lost.
 */
export async function untyped(one, two = Math.random(), three = [], four: Untyped, five: Lost, ...six): Promise<void> {
  void [one, two, three, four, five, six];
}

/** Take an object apart without its type. */
export async function apart({ a, b = 1 }): Promise<void> {
  void [a, b];
}
