/**
 * Add two numbers.
 *
 * @param a - The one.
 * @param b - The other.
 * @example {"a": 1, "b": 2} => 3
 * @example {"a": 1, "b": "2"}
 * @example {"a": 1, "b": 2} => "3"
 */
export async function add(a: number, b: number): Promise<number> {
  return a + b;
}
