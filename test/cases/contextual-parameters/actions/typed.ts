import type { Handler as Imported } from "./_handler.js";

type Handler = (x: string, n?: number) => Promise<string>;

interface Call {
  (x: "b" | "a", n?: number): Promise<string>;
}

type Taking<T> = (p: T) => Promise<string>;
type Apart = (o: { a: string; b?: number }) => Promise<string>;
type Many = (...words: string[]) => Promise<string>;

/**
 * Have an annotation.
 *
 * @param x - A text.
 * @param n - A number.
 */
export const annotated: Handler = async (x, n = 3) => x + n;

/**
 * Have an optional parameter by it.
 *
 * @param x - A text.
 * @param n - A number.
 */
export const optional: Imported = async (x, n) => x + n;

/** Take less than it may. */
export const fewer: Handler = async () => "x";

/**
 * Satisfy a type.
 *
 * @param x - A text.
 * @param n - A number.
 */
export const satisfying = (async (x, n) => x + n) satisfies Handler;

/**
 * Be asserted to have a type.
 *
 * @param x - A text.
 * @param n - A number.
 */
export const asserted = (async (x, n) => x + n) as Handler;

/**
 * Have the type of an interface.
 *
 * @param x - One of two.
 * @param n - A number.
 */
export const called: Call = async (x, n) => x + n;

/**
 * Have the type of another function.
 *
 * @param x - A text.
 * @param n - A number.
 */
export const same: typeof annotated = async (x, n) => x + n;

/**
 * Have a generic type.
 *
 * @param p - An object.
 */
export const generic: Taking<{ k: "y" | "z" }> = async (p) => p.k;

/**
 * Take an object apart.
 *
 * @param a - A text.
 * @param b - A number.
 */
export const apart: Apart = async ({ a, b = 2 }) => a + b;

/**
 * Take any number.
 *
 * @param words - Texts.
 */
export const many: Many = async (...words) => words.join(" ");

/**
 * Have an annotation of its own beside it.
 *
 * @param x - Also a number.
 * @param n - A number.
 */
export const own: Handler = async (x: string | number, n = 3) => `${x}${n}`;
