interface Item {
  a: string;
}

interface Page<T> {
  items: T[];
}

/**
 * Take a constrained one, twice.
 *
 * @param item - One.
 * @param others - Many.
 */
export async function twice<T extends Item>(item: T, others: T[]): Promise<T> {
  return others[0] ?? item;
}

/**
 * Take any.
 *
 * @param value - Anything.
 */
export async function any<T>(value: T): Promise<void> {
  void value;
}

/**
 * Take a key.
 *
 * @param key - The name of a property.
 */
export async function key<K extends keyof Item>(key: K): Promise<string> {
  return key;
}

/**
 * Apply it to another type.
 *
 * @param page - A page.
 * @param part - A part of one.
 */
export async function applied<T extends string, I extends Item>(page: Page<T>, part: Partial<I>): Promise<Page<T>> {
  void part;
  return page;
}

/**
 * Take it apart.
 *
 * @param a - A text.
 */
export async function apart<T extends Item>({ a }: T): Promise<string> {
  return a;
}

/**
 * Return one without a type of its own.
 *
 * @param item - One.
 */
export async function inferred<T extends Item>(item: T) {
  return { item, count: 1 };
}
