import { secret, secrets } from "actionary";

enum Key {
  Token = "TAX_TOKEN",
  Office = "TAX_OFFICE",
}

export const tax = secret({ name: "tax", keys: ["TAX_TOKEN", "TAX_OFFICE"] });

/**
 * Name the office.
 *
 * @secret tax
 */
export function office(): string {
  return secrets.get(Key.Office);
}

/**
 * Tell whether a number is known.
 *
 * @param number - A number.
 * @secret tax
 */
export async function isKnown(number: string): Promise<boolean> {
  const headers = { authorization: secrets.get(Key.Token) };
  return (await fetch(`https://tax.example.com/${encodeURIComponent(number)}`, { headers })).ok;
}
