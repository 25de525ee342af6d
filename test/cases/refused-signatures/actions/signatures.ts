/** Destructure beside others. */
export async function beside({ a }: { a: string }, b: string): Promise<void> {
  void [a, b];
}

/** Take an array apart. */
export async function pattern([a]: string[]): Promise<void> {
  void a;
}

/** Have overloads. */
export function overloaded(a: string): void;
export function overloaded(a: number): void;
export function overloaded(a: unknown): void {
  void a;
}

/** Have a type parameter. */
export async function generic<T>(a: string): Promise<T> {
  return JSON.parse(a) as T;
}

/** Have a this. */
export async function bound(this: object): Promise<void> {}

/** Generate. */
export function* generate(): Generator<string> {}

/** Generate slowly. */
export async function* generateLater(): AsyncGenerator<string> {}

/** Have no body. */
export declare function bodiless(): void;

/** Have no type. */
export async function untyped(a, { b }: { b }): Promise<void> {
  void [a, b];
}

/** Have a bad name. */
export async function named(__proto__: string, a: { __proto__: string }): Promise<void> {
  void [__proto__, a];
}

/** Have no type, and a default that is made of itself. */
export async function circular(a = self): Promise<void> {
  void a;
}

const self = self;

/** A class. */
export class Client {}

/** Without a name. */
export default async (): Promise<void> => {};
