/** Use an object with one of two properties. */
export async function either(x: { a: string; b?: never } | { b: string; a?: never }): Promise<void> {
  void x;
}

type Without<T, U> = { [P in Exclude<keyof T, keyof U>]?: never };
type Xor<T, U> = T | U extends object ? (Without<T, U> & U) | (Without<U, T> & T) : T | U;

/** Use a computed one. */
export async function xor(x: Xor<{ a: string }, { b: number }>): Promise<void> {
  void x;
}

interface Nothing {
  a?: never;
}

/** Use objects with properties that are never there. */
export async function gone(
  a: { x?: undefined; y: string },
  b: { kind: "a"; n?: never } | { kind: "b"; n: number },
  c: Nothing,
  d: { y?: string extends number ? 1 : never; z: 1 },
  e: [string, (number | undefined)?],
  f: [a: string, b?: never],
): Promise<{ kind: "a"; n?: never } | { kind: "b"; n: number }> {
  void [a, c, d, e, f];
  return b;
}

/** Infer branches. */
export async function inferred(n: number) {
  if (n > 1) return { ok: true };
  if (n > 0) return { ok: false, why: "x", more: { a: 1 } };
  return { ok: null, why: "z" };
}

const table = [
  { id: 1, name: "a" },
  { id: 2, tag: "b" },
];

/** Name inferred ones. */
export async function named(row: (typeof table)[number]): Promise<Awaited<ReturnType<typeof inferred>>> {
  void row;
  return { ok: true };
}

/** Return nothing in properties. */
export async function returned(): Promise<{ deleted?: void; gone: void; x: string | void; y: number }> {
  return { gone: undefined, x: "x", y: 1 };
}

/** Use records of nothing. */
export async function empty(
  a: Record<string, never>,
  b: { [k: string]: never },
  c: Record<PropertyKey, never> | { a: string },
): Promise<Record<string, never>> {
  void [b, c];
  return a;
}

/** Return records with undefined. */
export async function holes(): Promise<{
  a: Record<string, string | undefined>;
  b: Partial<Record<string, number>>;
  c: NodeJS.Dict<string>;
}> {
  return { a: { x: undefined }, b: {}, c: {} };
}

declare function source(a: string, b?: number, ...c: boolean[]): void;
type Tail<T extends unknown[]> = T extends [unknown, ...infer R] ? R : never;
type Mapped<T extends unknown[]> = { [K in keyof T]: T[K] };

/** Use tuples that the type checker works out. */
export async function tuples(
  a: Parameters<typeof source>,
  b: Partial<[string, number]>,
  c: Tail<[string, number?]>,
  d: Mapped<[a: string, b?: number]>,
): Promise<void> {
  void [a, b, c, d];
}

interface Both {
  a: string;
}

namespace Both {
  export const x = 1;
}

/** Use a namespace beside an interface. */
export async function namespaces(a: typeof Both, b: Both): Promise<void> {
  void [a, b];
}
