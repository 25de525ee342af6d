/**
 * Does a thing.
 *
 * @param x - The x. {@default "q"}
 * @param y - The y. {@default 2}
 * @param same - The same. {@default \{"b": 2, "a": 1\}}
 * @param computed - Computed. {@default 5}
 * @param optional - Optional. {@default 5}
 */
export function call(x: string, y = 1, same = { a: 1, b: 2 }, computed: number = Math.max(1, 2), optional?: number): void {
  void [x, y, same, computed, optional];
}

interface Taken {
  /** A. @default 2 */
  a?: number;
  /** B. @default "x" */
  b: string;
  /** C. @default 4 */
  c?: number;
}

/** Takes one apart. */
export function apart({ a = 1, b, c }: Taken): void {
  void [a, b, c];
}
