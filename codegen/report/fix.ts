/** One replacement in a text: offsets in UTF-16 units, the end excluded. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * How a problem is mended: edits of the file that it is in, all of them or none. A safe fix does what was meant without a
 * doubt; any other changes what the code says, and somebody should look at the result.
 */
export interface Fix {
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Which fixes are wanted: those that are safe, or all. */
export type FixScope = "safe" | "all";

/** The text with these edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  // From the end, so that the offsets of those before stay right.
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((mended, edit) => mended.slice(0, edit.start) + edit.text + mended.slice(edit.end), text);
}

/** The fixes that can be applied together, each once, in their order; one that touches an earlier one is left out. */
export function compatibleFixes(fixes: readonly Fix[]): ReadonlySet<Fix> {
  const chosen = new Set<Fix>();
  for (const fix of fixes) {
    const others = [...chosen].flatMap((each) => each.edits);
    if (!fix.edits.some((edit) => others.some((other) => touch(edit, other)))) chosen.add(fix);
  }
  return chosen;
}

/** Edits that only touch are kept apart too: which of two insertions at one place comes first would be a guess. */
function touch(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
