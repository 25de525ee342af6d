/**
 * Does a thing.
 *
 * @param x - The x.
 */
function f(x: string): string {
  return x;
}
export = f;
