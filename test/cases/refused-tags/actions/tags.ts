/**
 * Take values whose tags do not fit.
 *
 * @deprecated
 * @group
 * @param text - A text. {@minimum 1}
 * @param amount - A number. {@minLength 1}
 * @param slow - A pattern that can take exponential time. {@pattern ^(a+)+$}
 * @param wrong - A pattern that does not compile. {@pattern a(}
 * @param bound - A bound that is no number. {@maximum many}
 * @param fit - A thing.
 */
export async function misfit(text: string, amount: number, slow: string, wrong: string, bound: number, fit: Thing): Promise<void> {
  void [text, amount, slow, wrong, bound, fit];
}

/** A thing. */
interface Thing {
  /** @uniqueItems */
  a: string;
  /** @default low */
  b: string;
  /** @example {"c" */
  c: string;
  /** @closed */
  d: string;
  /** @retry 3 */
  e: string;
}

/**
 * Contradict.
 *
 * @readonly
 * @destructive
 */
export async function contradict(): Promise<void> {}

export async function silent(): Promise<void> {}

/**
 * Describe what is not there, and not what is.
 *
 * @param other - Nothing.
 */
export async function describe(one: string): Promise<void> {
  void one;
}

/**
 * Misspell.
 *
 * @titel Mine
 */
export async function misspell(): Promise<void> {}
