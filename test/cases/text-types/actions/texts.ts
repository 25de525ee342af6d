type Brand = string & { __brand: "brand" };

/** @format uuid */
type Id = string;

async function count(text: string, times: number): Promise<number> {
  return text.length * times;
}

/**
 * Take texts.
 *
 * @param brand - A branded text.
 * @param user - A text that starts in one way.
 * @param finite - One of four texts.
 * @param lines - Lines within a text.
 * @param ids - Texts with the tag of their alias.
 */
export async function texts(
  brand: Brand,
  user: `user-${number}`,
  finite: `${"a" | "b"}-${1 | 2}`,
  lines: `<${string}>`,
  ids: Id[],
): Promise<Brand> {
  void [user, finite, lines, ids];
  return brand;
}

/**
 * Take what utility types give.
 *
 * @param excluded - What is left.
 * @param extracted - What is taken.
 * @param upper - In capitals.
 * @param awaited - What a promise gives.
 * @param result - What a function gives.
 * @param parameters - What a function takes.
 * @param present - Neither null nor undefined.
 */
export async function utilities(
  excluded: Exclude<"x" | "c" | "b", "c">,
  extracted: Extract<"x" | 1, string>,
  upper: Uppercase<"low" | "high">,
  awaited: Awaited<Promise<{ id: string }>>,
  result: Awaited<ReturnType<typeof count>>,
  parameters: Parameters<typeof count>,
  present: NonNullable<string | null | undefined>,
): Promise<void> {
  void [excluded, extracted, upper, awaited, result, parameters, present];
}
