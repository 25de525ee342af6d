import leven from "leven";

/** Returns the candidate with the fewest edits (Levenshtein), at most a third of the word's length, or undefined. */
export function nearestOf(word: string, candidates: Iterable<string>): string | undefined {
  return findNear(word, candidates)[0]?.text;
}

/** Returns the nearest candidate if no other is as near, so that it may replace the word without a question. */
export function onlyNearestOf(word: string, candidates: Iterable<string>): string | undefined {
  const [first, second] = findNear(word, candidates);
  return first?.edits === second?.edits ? undefined : first?.text;
}

/** Returns the candidates that are near enough to a word, the nearest first. */
function findNear(
  word: string,
  candidates: Iterable<string>,
): readonly { readonly text: string; readonly edits: number }[] {
  const limit = Math.min(8, Math.max(1, Math.floor(word.length / 3)));
  return [...candidates]
    .filter((text) => Math.abs(text.length - word.length) <= limit)
    .map((text) => ({ text, edits: leven(word.toLowerCase(), text.toLowerCase(), { maxDistance: limit + 1 }) }))
    .filter(({ edits }) => edits <= limit && edits < word.length)
    .sort((a, b) => a.edits - b.edits);
}

/**
 * Returns `` Did you mean `x`?`` with a leading blank, for the candidate nearest to `word`, behind `path`; an empty text if none is
 * near.
 */
export function didYouMean(word: string, candidates: Iterable<string>, path = ""): string {
  const nearest = nearestOf(word, candidates);
  return nearest === undefined ? "" : ` Did you mean \`${path}${nearest}\`?`;
}
