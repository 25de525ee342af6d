import type { Integer } from "actionary";

type Pair<A, B = A> = [first: A, second: B];

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Page<T> {
  items: T[];
  next?: Page<T>;
}

/** Spread a tuple: its members stand where it is. */
export async function spread(a: [string, ...Pair<number>], b: [...[boolean?], ...string[]]): Promise<void> {
  void [a, b];
}

/** Infer a result that contains itself. */
export async function inferred() {
  return null as unknown as { of: Json; pages: { [K in "first"]?: Page<Integer> } };
}

/** Constrain the texts of a union of several kinds. */
export async function constrained(a: { /** @maxLength 3 */ of: string | string[] }): Promise<void> {
  void a;
}

/** Keep what the standard library says of its own types to itself. */
export async function length(a: Pick<string, "length">): Promise<void> {
  void a;
}

/** Keep null beside a whole number. */
export async function whole(a: { /** @widget integer */ of: number | null }): Promise<void> {
  void a;
}

/** Leave out the member of a union that no value fits. */
export async function possible(
  a: ({ kind: "a"; x: string } | { kind: "b"; y: number }) & ({ kind: "b" } | { kind: "c" }),
): Promise<void> {
  void a;
}

/** Allow under other names what the named property is, and no more. */
export async function open(a: { id: string; [key: string]: Json }, b: { id?: string } & Record<string, string>): Promise<void> {
  void [a, b];
}

/** Revive what stands under numbers, and leave the named property alone. */
export async function numbered(a: { id: string; [key: number]: bigint }): Promise<{ id: string; [key: number]: bigint }> {
  return a;
}

/** Leave what stands beside unknown as it is: to TypeScript that is unknown. */
export async function anything(a: { of: bigint | unknown }): Promise<Date | unknown> {
  return a.of;
}

/** Keep the properties that stand beside `object`. */
export async function beside(a: object & { label: string }): Promise<void> {
  void a;
}
