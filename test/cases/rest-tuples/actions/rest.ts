type Pair = [first: number, second?: string];
type Known = [] | [number];
type Either = [number] | [string, number];

/**
 * Take at least one.
 *
 * @param values - What is taken.
 */
export function written(...values: [first: number, second?: string]): string {
  return values[0].toFixed(1) + values[1];
}

/**
 * Take at least one, by a name.
 *
 * @param values - What is taken.
 */
export function named(...values: Pair): number {
  return values.length;
}

/**
 * Take one and more.
 *
 * @param values - What is taken.
 */
export function open(...values: readonly [number, ...string[]]): number {
  return values.length;
}

/**
 * Take what another function takes.
 *
 * @param values - What is taken.
 */
export function parameters(...values: Parameters<typeof written>): number {
  return values.length;
}

/**
 * Take one of two.
 *
 * @param values - What is taken.
 */
export function either(...values: Either): number {
  return values.length;
}

/**
 * Take one or none.
 *
 * @param values - What is taken.
 */
export function optional(...values: [only?: number]): number {
  return values.length;
}

/**
 * Take one or none, as a union.
 *
 * @param values - What is taken.
 */
export function none(...values: Known): number {
  return values.length;
}

/**
 * Take any number.
 *
 * @param values - What is taken.
 */
export function spread(...values: [...string[]]): number {
  return values.length;
}
