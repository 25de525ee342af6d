const KEY = "the-key";

enum Keys {
  Second = "second",
}

/**
 * Repeat the defaults.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function repeated({ size = 1, name = "anon" }: { size?: number; name: string } = { name: "anon", size: 1 }): string {
  return name + size;
}

/**
 * Have an empty default.
 *
 * @param size - Its size.
 */
export function empty({ size = 1 }: { size?: number } = {}): number {
  return size;
}

/**
 * Have the type in the default.
 *
 * @param size - Its size.
 */
export function asserted({ size = 1 } = {} as { size?: number }): number {
  return size;
}

/**
 * Have no type but the defaults.
 *
 * @param size - Its size.
 * @param name - Its name.
 */
export function untyped({ size = 1, name = "x" } = {}): string {
  return name + size;
}

/**
 * Have no type and no default of the whole.
 *
 * @param size - Its size.
 */
export function alone({ size = 1 }): number {
  return size;
}

/** Take properties by computed names. */
export function computed({ [KEY]: first = 3, [Keys.Second]: second }: { [KEY]?: number; second: string }): string {
  return second + first;
}
