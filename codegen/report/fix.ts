/** One replacement in a text: offsets in UTF-16 units, the end excluded. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Edits that mend a problem, all of them or none, in the file that it is in. A safe fix keeps what the code means; any
 * other may change it, so a person should review the result.
 */
export interface Fix {
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** Uses of a name that would make the fix a wrong one. Only while files are read: such a fix is never reported. */
  readonly unless?: NameUse;
}

/** Uses of a property's or function's name in the actions, besides its declaration in `file`. */
export interface NameUse {
  readonly kind: "property" | "function";
  readonly name: string;
  readonly file: string;
}

/** Fixes to apply: the safe ones, or all. */
export type FixScope = "safe" | "all";

/** Returns the text with these edits applied; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  // From the end, so that earlier offsets stay valid.
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((mended, edit) => mended.slice(0, edit.start) + edit.text + mended.slice(edit.end), text);
}

/** Returns the fixes that can be applied together, each once, in order; leaves out one that touches an earlier one. */
export function compatibleFixes(fixes: readonly Fix[]): ReadonlySet<Fix> {
  const chosen = new Set<Fix>();
  for (const fix of fixes) {
    const others = [...chosen].flatMap((each) => each.edits);
    if (!fix.edits.some((edit) => others.some((other) => touch(edit, other)))) chosen.add(fix);
  }
  return chosen;
}

/** Counts adjacent edits as touching too: the order of two insertions at one offset would be a guess. */
function touch(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
