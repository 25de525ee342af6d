import leven from "leven";

/** The candidate with the fewest edits (Levenshtein), at most a third of the word's length, or undefined. */
export function nearestOf(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.min(8, Math.max(1, Math.floor(word.length / 3)));
  let best: { readonly text: string; readonly edits: number } | undefined;
  for (const text of candidates) {
    if (Math.abs(text.length - word.length) > limit) continue;
    const edits = leven(word.toLowerCase(), text.toLowerCase(), { maxDistance: limit + 1 });
    if (edits <= limit && edits < word.length && (best === undefined || edits < best.edits)) best = { text, edits };
  }
  return best?.text;
}

/** `` Did you mean `x`?`` with a leading blank, for the candidate nearest to `word`; nothing where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = nearestOf(word, candidates);
  return nearest === undefined ? "" : ` Did you mean \`${nearest}\`?`;
}
