declare const brand: unique symbol;

type Brand<T, B extends string> = T & { readonly __brand: B };
type Tagged<T, B extends PropertyKey> = T & { readonly [brand]: { readonly [K in B]: never } };

interface User {
  name: string;
}

interface Branded {
  a: string;
  readonly [brand]: "B";
}

/** Use brands with text keys. */
export async function named(
  a: Brand<User, "u">,
  b: Brand<string, "s">,
  c: Brand<string[], "l">,
  d: Brand<Date, "d">,
  e: Brand<User | null, "n">,
  f: Brand<[string, number?], "t">,
  g: Brand<readonly User[], "r">,
): Promise<Brand<User, "u">[]> {
  void [b, c, d, e, f, g];
  return [a];
}

/** Use brands with symbols. */
export async function symbols(
  a: Tagged<string, "a">,
  b: Tagged<Tagged<number, "a">, "b">,
  c: Tagged<User, "c">,
  d: Tagged<string[], "d">,
  e: Branded,
  f: { readonly [Symbol.toStringTag]: "x"; b: number },
): Promise<Tagged<User, "c">> {
  void [a, b, d, e, f];
  return c;
}

/** Use literals with brands. */
export async function literals(
  a: "a" & { readonly [brand]: 1 },
  b: "foo" & Record<never, never>,
  c: "a" | "b" | (string & Record<never, never>),
): Promise<void> {
  void [a, b, c];
}

/** Use data that looks like a brand. */
export async function data(
  a: { name: string; __brand: "x" },
  b: User & { readonly _type: "u" },
  c: User & { readonly __typename: "U" },
  d: User & { readonly __kind: string },
  e: User & { __tag?: "x" },
): Promise<void> {
  void [a, b, c, d, e];
}
