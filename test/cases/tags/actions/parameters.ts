/** What to look for. */
interface Query {
  /** The words, says the property. */
  words: string;
  /** The page, says the property. */
  page?: number;
}

/**
 * Take one object apart.
 *
 * @param options - The object's own name may stand here.
 * @param words - The words, says the function.
 */
export async function flattened({ words, page }: Query): Promise<void> {
  void [words, page];
}

/**
 * Take inline tags.
 *
 * @param low - A number. {@minimum 1} {@maximum 1_000} {@multipleOf 0.5}
 * @param high - A number {@exclusiveMinimum 0} between {@exclusiveMaximum 10} two.
 * @param text - A text, see {@link Query | the query} and {@link flattened}.
 *   {@minLength 1} {@maxLength 1_000} {@pattern ^[a-z]+$} {@default "a"} {@title The text}
 * @param mail - An address. {@format email} {@deprecated}
 * @param list - A list. {@minItems 1} {@maxItems 3} {@uniqueItems}
 * @param code - Python. {@widget code}
 * @param braces - Escaped \{ and \} and \@handle, in `{code}` too. {@pattern ^a\{2\}$}
 * @param channel - Where. {@options listChannels}
 */
export async function inline(
  low: number,
  high: number,
  text: string | undefined,
  mail: string,
  list: string[],
  code: string,
  braces: string,
  channel: string,
): Promise<void> {
  void [low, high, text, mail, list, code, braces, channel];
}

/** List channels. */
export async function listChannels(): Promise<{ value: string; label: string }[]> {
  return [];
}

/**
 * Take two of one type.
 *
 * @param first - The first query.
 * @param second - The second query.
 */
export async function twice(first: Query, second: Query): Promise<void> {
  void [first, second];
}

/**
 * Say nothing of it.
 */
export async function silent(parameter: string): Promise<void> {
  void parameter;
}

/** Prose with `@code`, a\@b.c, somebody@example.com and
 *
 * ```ts
 * // @fence {@unknown}
 * ```
 *
 * and {@link Query | text}.
 */
export async function prose(): Promise<void> {}
