/**
 * Have overloads.
 *
 * @param a - A.
 */
export function overloaded(a: string): void;
export function overloaded(a: number): void;
export function overloaded(a: unknown): void {
  void a;
}

/** Have no body. */
export declare function bodiless(): void;

/** Generate. */
export function* generate(): Generator<string> {}

/**
 * Have type parameters.
 *
 * @param a - A.
 */
export function generic<T, U = T>(a: T): void {
  void a;
}

/**
 * Take patterns.
 *
 * @param last - The last.
 */
export function patterns([first]: string[], { a }: { a: string }, last: string): void {
  void [first, a, last];
}

/** Take apart what has no fixed properties. */
export function record({ a }: Record<string, string>): void {
  void a;
}

/** Take apart one of two. */
export function either({ kind }: { kind: "a"; a: string } | { kind: "b"; b: string }): void {
  void kind;
}
