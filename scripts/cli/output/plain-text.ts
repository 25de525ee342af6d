/** Returns text of a stranger without control characters, which could move the cursor or hide lines; keeps line breaks. */
export function plainText(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "");
}
