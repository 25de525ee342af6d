/// <reference lib="dom" />
import type { Readable } from "node:stream";

class Client {
  name = "";
}

/** Has a method. */
interface Counter {
  count: number;
  increase(): void;
}

/** Has what an action has anyway. */
interface Context {
  signal: AbortSignal;
  log(message: string): void;
  progress: (fraction: number) => void;
}

/** Refuse what says too little or nothing. */
export async function nothings(a: any, b: {}, c: never, d: undefined, e: void, f: symbol): Promise<void> {
  void [a, b, c, d, e, f];
}

/** Refuse what is no data. */
export async function behaviour(
  a: Function,
  b: () => void,
  c: Counter,
  d: { done: (error: Error) => void },
  e: Client,
  f: typeof Client,
): Promise<void> {
  void [a, b, c, d, e, f];
}

/** Refuse what is no JSON. */
export async function objects(
  a: Map<string, number>,
  b: Set<string>,
  c: WeakMap<object, string>,
  d: RegExp,
  e: { later: Promise<string> },
  f: ReadableStream,
  g: Readable,
  h: File,
  i: HTMLElement,
  j: Document,
): Promise<void> {
  void [a, b, c, d, e, f, g, h, i, j];
}

/** Refuse a signal and a context, which the SDK has. */
export async function contexts(signal: AbortSignal, context: Context): Promise<void> {
  void [signal, context];
}

/** Refuse what has no way back. */
export async function overlaps(
  a: Date | string,
  b: bigint | Date,
  c: { on: (Uint8Array | "none")[] },
  d: { at: Date } | { at: string },
): Promise<URL | string> {
  void [a, b, c];
  return d instanceof Date ? "" : "";
}

/** Refuse undefined in lists. */
export async function lists(a: (string | undefined)[], b: Array<{ c: readonly (undefined | null)[] }>): Promise<void> {
  void [a, b];
}

/** Refuse one value twice. */
export async function twice(a: { kind: "x"; b: string } | { kind: "x"; c: string }): Promise<void> {
  void a;
}

/** Refuse what conflicts. */
export async function conflicts(a: { b: string } & { b: number }): Promise<void> {
  void a;
}

/** Grows. */
interface Growing<T> {
  value: T;
  next?: Growing<T[]>;
}

/** Refuse what grows. */
export async function growing(a: Growing<string>): Promise<void> {
  void a;
}

/** Refuse what is huge. */
export async function huge(a: { [K in keyof Ten]: { [L in keyof Ten]: { [M in keyof Ten]: { [N in keyof Ten]: K } } } }): Promise<void> {
  void a;
}

interface Ten {
  a: 1;
  b: 1;
  c: 1;
  d: 1;
  e: 1;
  f: 1;
  g: 1;
  h: 1;
  i: 1;
  j: 1;
}
