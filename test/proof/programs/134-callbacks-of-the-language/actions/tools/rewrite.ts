import { secret } from "actionary";

export const rewrite = secret({
  name: "rewrite",
  keys: ["REWRITE_TEXT", "REWRITE_JSON", "REWRITE_LIST", "REWRITE_MAP", "REWRITE_NEVER"],
});

/**
 * Fill in a text.
 *
 * @param text - A text with a mark.
 */
export function fill(text: string): string {
  return text.replace(/MARK/g, () => rewrite.get("REWRITE_TEXT").slice(0, 1));
}

/**
 * Count the texts of some JSON that are the key.
 *
 * @param json - The JSON.
 */
export function countMatches(json: string): number {
  let count = 0;
  JSON.parse(json, (_, value: unknown) => {
    if (value === rewrite.get("REWRITE_JSON")) count += 1;
    return value;
  });
  return count;
}

/**
 * Count letters.
 */
export function countLetters(): number {
  const lengths = new Map<string, number>();
  for (const letter of Array.from({ length: 2 }, () => rewrite.get("REWRITE_LIST"))) lengths.set(letter, letter.length);
  let sum = 0;
  lengths.forEach((length) => {
    sum += length + rewrite.get("REWRITE_MAP").length;
  });
  return sum;
}
