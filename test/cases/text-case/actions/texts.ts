/** Use texts in upper and lower case. */
export async function cases(
  upper: Uppercase<string>,
  lower: Lowercase<string>,
  capital: Capitalize<string>,
  small: Uncapitalize<string>,
  mixed: Capitalize<Lowercase<string>>,
): Promise<void> {
  void [upper, lower, capital, small, mixed];
}

type Tag<S extends string> = `x-${Lowercase<S>}`;
type Prefixed = `a${string}`;

/** Use them in templates. */
export async function templates(
  a: `X-${Uppercase<string>}`,
  b: Uppercase<`a-${string}`>,
  c: Tag<string>,
  d: Tag<"A" | "B">,
  e: Record<Uppercase<string>, number>,
  f: `${Prefixed}-z`,
  g: `${"p" | `q${number}`}!`,
): Promise<void> {
  void [a, b, c, d, e, f, g];
}
