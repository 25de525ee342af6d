import { minFragmentSymbols, minSymbols } from "../contract/limits.js";
import { edgeSymbols, isRandom, type Pattern, type SecretForms } from "./secret-forms.js";
import { Symbols } from "./symbols.js";
import { placeBefore, withSlashes } from "./url-slashes.js";

/** Symbols that are hashed together: every pattern has at least as many. */
const gram = minSymbols;
/** Symbols between two grams of a pattern that are looked for. */
const stride = 8;
/** Places with the same gram: each is looked at wherever the text has it. */
const maxAlike = 8;
/** Comparisons a symbol of the text before all of it counts as a find, and those that a short text may take anyway. */
const comparisonsPerSymbol = 16;
const spareComparisons = 65_536;
const base = 0x01000193;
const filterBits = 2 ** 16;

/** A place in a pattern at which a gram begins; others with the same hash follow. */
interface Place {
  readonly pattern: KnownPattern;
  readonly at: number;
  /** Number of places with this hash so far. */
  readonly count: number;
  readonly next: Place | undefined;
}

interface KnownPattern extends Pattern {
  /** The last comparison that found too little: its offset in the text, and where it ended. */
  offset: number;
  until: number;
}

/** Receives what a search finds. */
export interface Finds {
  /** A secret stands here. */
  add(start: number, end: number): void;
  /** The text ends within what may be a secret that begins here. */
  addOpen(start: number): void;
}

const textSymbols = new Symbols();
let power = 1;
for (let count = 1; count < gram; count++) power = Math.imul(power, base);

/** Finds many values in a text at once, in one pass over it. */
export class SecretIndex {
  readonly #places = new Map<number, Place>();
  /** One bit for hashes: most grams of a text are in no pattern. */
  readonly #filter = new Uint32Array(filterBits / 32);
  readonly #patterns: KnownPattern[] = [];
  readonly #spellings: RegExp[] = [];

  add({ patterns, spelling }: SecretForms): void {
    if (spelling) this.#spellings.push(spelling);
    for (const pattern of patterns) this.#addPattern(pattern);
  }

  /**
   * Finds values in a text. The time grows with its length alone: where a text of few different symbols would take more, all of it
   * counts as a find.
   */
  find(text: string, finds: Finds): void {
    if (this.#spellings.length > 0) this.#spell(text, finds);
    if (this.#patterns.length > 0 && text.length >= gram) this.#search(text, finds);
  }

  #spell(text: string, finds: Finds): void {
    for (const spelling of this.#spellings) {
      for (const { 0: found, index } of text.matchAll(spelling)) finds.add(index, index + found.length);
    }
    const replaced = text.includes("%") ? withSlashes(text) : undefined;
    if (replaced === undefined || replaced.places.length === 0) return;
    for (const spelling of this.#spellings) {
      const placeOf = placeBefore(replaced);
      for (const { 0: found, index } of replaced.text.matchAll(spelling))
        finds.add(placeOf(index), placeOf(index + found.length));
    }
  }

  /** Looks up each gram of a text. In local names, because every line of a log comes here. */
  #search(text: string, finds: Finds): void {
    const { bytes, length } = textSymbols.read(text);
    const filter = this.#filter;
    let hash = 0;
    let search: Search | undefined;
    for (let at = 0; at < length; at++) {
      if (at >= gram) hash = (hash - Math.imul(bytes[at - gram] as number, power)) | 0;
      hash = (Math.imul(hash, base) + (bytes[at] as number)) | 0;
      const bit = mixed(hash);
      if (((filter[bit >>> 5] as number) & (1 << (bit & 31))) === 0 || at < gram - 1) continue;
      const place = this.#places.get(hash);
      if (!place) continue;
      search ??= new Search(this.#patterns, text, finds);
      if (!search.visit(place, at - gram + 1)) return;
    }
  }

  #addPattern(pattern: Pattern): void {
    const known: KnownPattern = { ...pattern, offset: -1, until: -1 };
    const last = known.symbols.length - gram;
    this.#patterns.push(known);
    let isKnown = false;
    for (let at = 0; at <= last; at += at < edgeSymbols ? 1 : stride) isKnown = this.#addPlace(known, at) || isKnown;
    // Values that begin alike mostly end in different ways.
    isKnown = this.#addPlace(known, last) || isKnown;
    const { parts } = known;
    for (let each = 0; each < parts.length; each += 2) this.#addPlace(known, parts[each] ?? 0);
    if (!isKnown) this.#addPlace(known, 0, true);
  }

  /**
   * Adds a place, unless many patterns have the same gram, such as the beginning of all tokens of a service: their other grams
   * tell them apart. Returns whether it did.
   */
  #addPlace(pattern: KnownPattern, at: number, isNeeded = false): boolean {
    let hash = 0;
    for (let each = at; each < at + gram; each++) hash = (Math.imul(hash, base) + (pattern.symbols[each] ?? 0)) | 0;
    const next = this.#places.get(hash);
    const count = (next?.count ?? 0) + 1;
    if (count > maxAlike && !isNeeded) return false;
    this.#places.set(hash, { pattern, at, count, next });
    const bit = mixed(hash);
    this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    return true;
  }
}

/** One pass over the text that `textSymbols` has read. */
class Search {
  /** Comparisons that are left before the text counts as a find. */
  #left = comparisonsPerSymbol * textSymbols.length + spareComparisons;
  /** The first symbol behind the last find. */
  #resume = 0;
  /** Symbols before an escape that the text may have begun and not ended. */
  readonly #whole: number;
  readonly #text: string;
  readonly #finds: Finds;

  constructor(patterns: readonly KnownPattern[], text: string, finds: Finds) {
    this.#text = text;
    this.#finds = finds;
    this.#whole = wholeSymbols(text);
    for (const pattern of patterns) pattern.until = -1;
  }

  /** Compares the patterns that may be at `start`. Returns false if the rest of the text needs no search. */
  visit(first: Place, start: number): boolean {
    if (start < this.#resume) return true;
    for (let place: Place | undefined = first; place; place = place.next) this.#compare(place, start);
    if (this.#left >= 0) return true;
    this.#finds.add(0, this.#text.length);
    return false;
  }

  /** Finds how far a pattern goes on in both directions from a place that may be in it. */
  #compare({ pattern, at }: Place, start: number): void {
    const { bytes } = textSymbols;
    const { symbols } = pattern;
    const offset = start - at;
    this.#left--;
    if (offset === pattern.offset && start < pattern.until) return;
    let from = at;
    while (from > 0 && offset + from > 0 && symbols[from - 1] === bytes[offset + from - 1]) from--;
    let to = at;
    while (to < symbols.length && offset + to < textSymbols.length && symbols[to] === bytes[offset + to]) to++;
    this.#left -= to - from;
    if (to - from < gram) return;
    if (from < edgeSymbols && to < symbols.length && offset + to >= this.#whole) {
      this.#finds.addOpen(textSymbols.starts[offset + from] as number);
    }
    if (isFind(pattern, from, to)) this.#report(pattern, { from, to, offset });
    else {
      pattern.offset = offset;
      pattern.until = offset + to;
    }
  }

  #report(pattern: KnownPattern, { from, to, offset }: Run): void {
    const { starts, ends } = textSymbols;
    const { lead, trail, symbols, form } = pattern;
    const isEncoded = form === "base64";
    this.#resume = Math.max(this.#resume, offset + to);
    // The characters beside encoded bytes hold some of their bits.
    const first = isEncoded ? Math.max(0, offset + from - 1) : offset + from;
    const last = isEncoded ? Math.min(textSymbols.length, offset + to + 1) - 1 : offset + to - 1;
    const text = this.#text;
    const start = starts[first] as number;
    const end = ends[last] as number;
    this.#finds.add(
      from === 0 ? leadStart(text, start, lead) : start,
      to === symbols.length ? trailEnd(text, end, trail) : end,
    );
  }
}

/** The beginning of an escape, at the end of a text. */
const openEscape = /(?:\\(?:u[\da-fA-F]{0,3}|x[\da-fA-F]?)?|%(?:25)*[\da-fA-F]?|&(?:amp;)*#?\w{0,5})$/;
const maxOpenEscapeChars = 24;

/** Returns how many of the symbols of `textSymbols` come before an escape that the text has not ended. */
function wholeSymbols(text: string): number {
  const from = Math.max(0, text.length - maxOpenEscapeChars);
  const found = openEscape.exec(text.slice(from));
  let { length } = textSymbols;
  if (found) while (length > 0 && (textSymbols.starts[length - 1] as number) >= from + found.index) length--;
  return length;
}

/** What a pattern and a text have in common: symbols of the pattern, and how much further they stand in the text. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Returns whether this much of a pattern is the value, one of its parts, or so long and random that it can be nothing else. */
function isFind({ symbols, parts, form }: KnownPattern, from: number, to: number): boolean {
  const size = to - from;
  const missing = symbols.length - size;
  if (missing === 0 || (missing < edgeSymbols && size >= gram + edgeSymbols)) return true;
  for (let each = 0; each < parts.length; each += 2) {
    if (from <= (parts[each] ?? 0) && to >= (parts[each + 1] ?? 0)) return true;
  }
  // Digits look alike; but no other text has so many of them in common, such as one that `util.inspect` has cut.
  if (form === "bytes" && size >= 2 * minFragmentSymbols) return true;
  return size >= minFragmentSymbols && isRandom(symbols, from, to);
}

/** Returns where the characters begin that stand before the first symbol of a value, as far as the text has them. */
function leadStart(text: string, start: number, lead: string): number {
  let at = start;
  for (let each = lead.length - 1; each >= 0; each--) {
    const char = lead[each] ?? "";
    const spelling = spellingsOf(char).find((spelled) => text.endsWith(spelled, at));
    if (spelling === undefined) break;
    at -= spelling.length;
    while (text[at - 1] === "\\" && spelling !== char) at--;
  }
  return at;
}

function trailEnd(text: string, end: number, trail: string): number {
  let at = end;
  for (const char of trail) {
    let from = at;
    while (text[from] === "\\" && char !== "\\") from++;
    const spelling = spellingsOf(char).find(
      (spelled) => text.startsWith(spelled, at) || text.startsWith(spelled, from),
    );
    if (spelling === undefined) break;
    at = (text.startsWith(spelling, at) ? at : from) + spelling.length;
  }
  return at;
}

/** The ways in which text writes a character that is no symbol, the longer ones first. */
function spellingsOf(char: string): readonly string[] {
  const code = char.charCodeAt(0).toString(16).padStart(2, "0");
  const escaped = JSON.stringify(char).slice(1, -1);
  const pointer = char === "/" ? ["~1"] : char === "~" ? ["~0"] : [];
  // A space that is none in the text: a line break itself may be the end of a line.
  const plain = /\s/.test(char) ? [] : [`\\${char}`, char];
  return [
    `%25${code.toUpperCase()}`,
    `%${code.toUpperCase()}`,
    `%${code}`,
    ...(escaped === char ? [] : [escaped]),
    ...pointer,
    ...plain,
  ];
}

/** Spreads a hash over the filter: the low bits of a sum of products are alike. */
function mixed(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 16;
}
