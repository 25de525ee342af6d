import type { Integer } from "actionary";

/** What is measured. */
enum Unit {
  Metre = "m",
  Foot = "ft",
}

/** Texts and numbers in one enum. */
enum Mixed {
  Nothing,
  Some = "some",
  Many = 10,
}

const sizes = ["small", "large"] as const;
const rates = { slow: 1, fast: 2 };

/**
 * Take what is plain.
 *
 * @param text - A text.
 * @param amount - A number.
 * @param flag - A boolean.
 * @param nothing - Null, and nothing else.
 * @param count - A whole number.
 * @param anything - Any JSON.
 * @param object - Any object.
 */
export async function plain(
  text: string,
  amount: number,
  flag: boolean,
  nothing: null,
  count: Integer,
  anything: unknown,
  object: object,
): Promise<{ text: string; amount: number; flag: boolean; nothing: null; count: Integer; anything: unknown; object: object }> {
  return { text, amount, flag, nothing, count, anything, object };
}

/**
 * Take literals.
 *
 * @param one - One literal.
 * @param minus - A negative one.
 * @param yes - A boolean one.
 * @param some - A few of them.
 * @param unit - An enum.
 * @param metre - A member of an enum.
 * @param mixed - An enum of texts and numbers.
 * @param rate - The keys of a table.
 * @param size - The members of a list.
 * @param open - Some are known, any will do.
 */
export async function literals(
  one: "only",
  minus: -1,
  yes: true,
  some: "z" | "a" | 3,
  unit: Unit,
  metre: Unit.Metre,
  mixed: Mixed,
  rate: keyof typeof rates,
  size: (typeof sizes)[number],
  open: "sm" | "lg" | (string & {}),
): Promise<Mixed | Unit> {
  void [one, minus, yes, some, metre, rate, size, open];
  return Math.random() > 1 ? mixed : unit;
}

/**
 * Take one of several kinds.
 *
 * @param idOrName - A number or a text.
 * @param maybe - A text or null, which a form shows as a text.
 * @param any - A text, a number, a boolean or null.
 */
export async function kinds(idOrName: number | string, maybe: string | null, any: string | number | boolean | null): Promise<number | string> {
  void [maybe, any];
  return idOrName;
}
