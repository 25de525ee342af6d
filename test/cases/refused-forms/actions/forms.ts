declare const mark: unique symbol;

class Money {
  toJSON(): { amount: number } {
    return { amount: 1 };
  }
}

class Moment {
  toJSON(): Date {
    return new Date(0);
  }
}

interface Marked {
  [mark]: string;
}

/** Refuse lists with more than a brand. */
export async function lists(
  a: string[] & { extra: number },
  b: Date & { x: 1 },
  c: readonly string[] & { length: 2 },
  d: [string] & { _brand: 1 },
): Promise<void> {
  void [a, b, c, d];
}

/** Refuse objects of which nothing is left. */
export async function empty(a: Marked, b: Marked & { readonly __brand: "x" }, c: Record<never, string>): Promise<void> {
  void [a, b, c];
}

/** Refuse keys without a form. */
export async function keys(a: Record<symbol, string>, b: Record<string, { a: never }>): Promise<void> {
  void [a, b];
}

/** Refuse index signatures that conflict. */
export async function conflicts(
  a: { [key: string]: string } & { [key: string]: number },
  b: { a: string } & Record<string, never>,
): Promise<void> {
  void [a, b];
}

/** Refuse literals that look alike. */
export async function alike(a: 1n | "1", b: Uppercase<`${number}`>): Promise<void> {
  void [a, b];
}

/** Refuse what must be there and cannot. */
export async function required(a: { x: never }, b: Record<"a", never>): Promise<{ x: never }> {
  void b;
  return a;
}

/** Refuse forms in JSON for parameters. */
export async function forms(a: Money, b: { toJSON(): string }): Promise<Moment> {
  void [a, b];
  return new Moment();
}

/** Refuse undefined in the records of parameters. */
export async function records(a: Record<string, string | undefined>): Promise<(string | undefined)[]> {
  return Object.values(a);
}

/** Refuse the web's objects. */
export async function web(a: Request): Promise<Response> {
  return await fetch(a.url);
}
