/** What became of it. */
interface Outcome {
  /** Whether it went well. */
  ok: boolean;
}

type Later<T> = Promise<T | null>;

/** Give a promise. @returns What became of it. */
export async function promise(): Promise<Outcome> {
  return { ok: true };
}

/** Give what is like a promise. */
export function promiseLike(): PromiseLike<Outcome> {
  return promise();
}

/** Give it now or later. */
export function perhaps(): Outcome | Promise<Outcome> {
  return promise();
}

/** Give it later, by a name. */
export function named(): Later<Outcome> {
  return promise();
}

/** Give nothing. */
export function nothing(): void {}

/** Give undefined. */
export function undefinedOnly(): undefined {}

/** Give nothing later. */
export async function nothingLater(): Promise<void | undefined> {}

/** Give a text or nothing. */
export async function textOrNothing(): Promise<string | void> {}

/** Give an object or nothing. */
export async function maybe(): Promise<Outcome | undefined> {
  return undefined;
}

/** Give what is inferred. @returns As the body says. */
export async function inferred(size = 1) {
  return { size, at: new Date(0), tags: ["a"], deep: { ok: true as const } };
}

/** Give a cycle. */
export async function cycle(): Promise<unknown> {
  const value: { self?: unknown } = {};
  value.self = { again: value };
  return value;
}

/** Give a function. */
export async function callable(): Promise<unknown> {
  return { list: [() => 1] };
}

/** Give no number. */
export async function notANumber(): Promise<{ deep: number[] }> {
  return { deep: [1, Number.NaN] };
}
