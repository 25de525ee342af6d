/** Characters by test: those of the first plane, and some of the others, of which patterns tell apart whole scripts at most. */
const characters = new Map<string, readonly number[]>();

/** Returns the characters, by their codes, that a test of one character accepts. */
export function charactersOf(test: string): readonly number[] {
  const known = characters.get(test);
  if (known) return known;
  const found: number[] = [];
  if (/^[^\\.[]$/u.test(test)) found.push(test.codePointAt(0) ?? 0);
  else {
    const pattern = new RegExp(`^(?:${test})$`, "u");
    for (let code = 0; code < 0x110000; code += code < 0x10000 ? 1 : 0x10) {
      if (pattern.test(String.fromCodePoint(code))) found.push(code);
    }
  }
  characters.set(test, found);
  return found;
}
