interface Person {
  size?: number;
  name: string;
}

const anon: Person = { name: "anon" };

/**
 * Have a literal.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function literal({ size = 1, name }: Person = { name: "anon" }): string {
  return name + size;
}

/**
 * Have a constant.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function constant({ size = 1, name }: Person = anon): string {
  return name + size;
}

/**
 * Have another default of its own.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function contradicting({ size = 1, name }: Person = { name: "anon", size: 2 }): string {
  return name + size;
}

/**
 * Call a function.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function computed({ size, name }: Person = literalPerson()): string {
  return name + size;
}

function literalPerson(): Person {
  return anon;
}

/**
 * Leave a needed property aside.
 *
 * @param size - Its size.
 */
export function unused({ size = 1 }: Person = { name: "anon" }): number {
  return size;
}

/**
 * Take the rest.
 *
 * @param size - Its size.
 */
export function others({ size = 1, ...rest }: Person = { name: "anon" }): number {
  return size + rest.name.length;
}
