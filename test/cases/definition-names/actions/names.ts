interface P<T> {
  v: T;
}

interface Größe {
  a: number;
  größer?: Größe;
}

type Chain<T> = T extends string ? { a: Chain<T> } | null : never;
type 日本 = { a: string };
type Tree = { [K in "x"]: Tree[] };

/** Use arguments without a name. */
export async function unnamed(
  a: P<`a${string}`>,
  b: P<"x" | "y">,
  c: P<Date>,
  d: P<string[]>,
  e: P<{ a: 1 }>,
  f: P<1>,
  g: P<true>,
  h: P<[string, number]>,
  i: P<Record<string, number>>,
  j: P<string | null>,
  k: P<P<bigint>>,
  l: P<"a" | "b" | "c" | "d">,
): Promise<void> {
  void [a, b, c, d, e, f, g, h, i, j, k, l];
}

/** Use names of other languages, and recursive types that the type checker works out. */
export async function named(a: Größe, b: 日本, c: P<Größe>, d: Chain<string>, e: Tree): Promise<Größe> {
  void [b, c, d, e];
  return a;
}
