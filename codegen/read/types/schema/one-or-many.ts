/** Returns the only value, or the list where there are several: schemas write both forms. */
export function oneOrMany<T>(values: readonly T[]): T | T[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : [...values];
}
