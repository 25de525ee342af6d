import type { Json } from "./_types.js";

interface Page<T> {
  items: T[];
}

interface Nothing {}

type Other<T> = T extends string ? { text: T } : { other: T };

/** Refuse what is `{}` once it is worked out: in TypeScript that is any value but null and undefined. */
export async function empties(
  a: { a: {} }["a"],
  b: { [K in "a" | "b"]: {} },
  c: Omit<{ a: 1 }, "a">,
  d: NonNullable<unknown>,
  e: Partial<unknown>,
  f: Readonly<unknown>,
  g: Nothing,
): Promise<void> {
  void [a, b, c, d, e, f, g];
}

/** Refuse an inferred `{}`. */
export async function inferred() {
  return null as unknown as { of: {} };
}

/** Refuse the undefined that `Partial` puts into a record. */
export async function records(
  a: Partial<Record<string, string>>,
  b: Partial<{ [key: string]: Json }>,
  c: Partial<Record<number, string>>,
  d: Page<string | undefined>,
): Promise<void> {
  void [a, b, c, d];
}

/** Refuse what is nothing but undefined. */
export async function nothings(
  a: Pick<{ a: undefined }, "a">,
  b: Record<"a", undefined>,
  c: { [K in "a"]: undefined },
  d: { [K in "a"]: undefined[] },
  e: Other<void>,
  f: NonNullable<null>,
): Promise<void> {
  void [a, b, c, d, e, f];
}

/** Refuse what no value fits. */
export async function conflicts(
  a: { kind: "a" } & { kind: "b" },
  b: ({ kind: "a" } | { kind: "b" }) & ({ kind: "c" } | { kind: "d" }),
  c: { id: string } & Record<string, number>,
  d: { id: string } & { [key: string]: bigint },
): Promise<void> {
  void [a, b, c, d];
}

/** Refuse what is no brand beside a primitive. */
export async function brands(a: number & null[], b: ("a" | "b") & Partial<unknown>): Promise<void> {
  void [a, b];
}

/** Refuse whole numbers among texts. */
export async function wholes(a: { /** @widget integer */ of: number | string }): Promise<void> {
  void a;
}
