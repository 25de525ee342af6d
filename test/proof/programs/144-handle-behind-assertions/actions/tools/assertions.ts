import { type Secret, secret } from "actionary";

export const wiki = secret({ name: "wiki", keys: ["WIKI_A", "WIKI_B", "WIKI_C", "WIKI_D"] });

/**
 * Tell how long a key is.
 */
export function byAssertion(): number {
  return (wiki as Secret<"wiki", "WIKI_A", never>).get("WIKI_A").length;
}

/**
 * Tell how long a key is.
 */
export function byBrackets(): number {
  return wiki["get"]("WIKI_B").length;
}

/**
 * Tell how long a key is.
 */
export function byMark(): number {
  return wiki!.get("WIKI_C" as const).length;
}
