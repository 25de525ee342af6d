interface Extensions {
  [key: `x-${string}`]: string;
}

interface More extends Extensions {
  [key: `y-${string}`]: string;
  n: number;
}

/** Use keys by templates. */
export async function templates(
  a: { [key: `x-${string}`]: string; y: number },
  b: { [key: `x-${string}`]: string; [key: `y-${string}`]: number },
  c: More,
  d: { [K in `x-${string}`]: string },
  e: { [key: `x-${string}`]: string; "x-a": string },
): Promise<{ [key: `x-${string}`]: string; y: number }> {
  void [b, c, d, e];
  return a;
}

/** Use keys of several kinds. */
export async function kinds(
  a: Record<"a" | number, string>,
  b: Record<"a" | `b${number}`, string>,
  c: { [key: string | number]: string },
  d: { [key: string]: string | null; [key: number]: string },
  e: Record<PropertyKey, string>,
  f: { [key: symbol]: string; a: number },
): Promise<Partial<Record<"a" | number, string>>> {
  void [b, c, d, e, f];
  return a;
}

/**
 * Identifier of a thing.
 *
 * @minLength 2
 */
type Id = string;

/** Use keys with names and comments. */
export async function named(
  a: { [key: Id]: string; x: string },
  b: Record<0 | "x", string>,
  c: `${1 | "z"}!`,
  d: Omit<{ a: string; 1: number }, 1 | "b">,
): Promise<void> {
  void [a, b, c, d];
}
