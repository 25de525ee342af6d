interface Range {
  /** How many. @minimum 1 @maximum 5 */
  n?: number;
  /** @minLength 1 @maxLength 5 @pattern ^a@b$ */
  s?: string;
  /** @default "@x" @deprecated Use n. */
  d?: string;
  /** @title Foo @deprecated */
  t?: number;
  /** @pattern ^[a-z]$ @minLength 1 */
  p?: string;
}

/**
 * Does a thing.
 *
 * @param range - The range.
 */
export function twoTags(range: Range): void {
  void range;
}

/** Does more. @readonly @timeout 5s @retry 3 @meta a: "x @readonly" @title More @idempotent */
export function manyTags(): void {}

/**
 * Does a thing.
 *
 * @param {string} x - The x.
 * @param {{ a: { b: string } }} y - The y.
 * @param {number} [z=3] - The z.
 * @returns {Promise<{ a: string }>} The text.
 */
export function typed(x: string, y: { a: { b: string } }, z = 3): string {
  return x + y.a.b + z;
}

/**
 * Does a thing.
 *
 * @remarks
 * - outer
 *   - inner
 *
 * | a | b |
 * | - | - |
 * | 1 | 2 |
 */
export function table(): void {}

/**********************
 * Does a thing.
 **********************/
export function banner(): void {}

/**
 * ============
 * Does a thing.
 * ============
 */
export function ruled(): void {}

/** Does a thing. */
/*****************/
export function underlined(): void {}

/**
 * Does a thing.
 *
 * @remarks
 * ~~~
 * @also code
 * ~~~
 */
export function fenced(): void {}

// Does a thing,
// in two lines.
// eslint-disable-next-line no-empty-function
export function lineComment(): void {}

/** @readonly */
// Does a thing.
export const lineBelowTags = (): void => {};

/**
 * @description Does a thing.
 */
export function described(): void {}

/**
 * Takes one apart.
 *
 * @param opts - The options.
 */
export function apart({ a }: { /** The a. */ a: string }): void {
  void a;
}
