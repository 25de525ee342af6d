/** A backslash as it stands in a URL, also in one that was escaped again. */
const urlSlash = /%(?:25)*5[Cc]/g;

/** A text with backslashes in the place of those of URLs, and where they were. */
export interface WithSlashes {
  readonly text: string;
  /** By replaced backslash, in order: its place in `text`, and the characters by which all up to it have become fewer. */
  readonly places: readonly number[];
  readonly shifts: readonly number[];
}

/** Replaces the backslashes of URLs, so that what was escaped before it was put into one reads as outside of it. */
export function withSlashes(text: string): WithSlashes {
  const places: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  const replaced = text.replace(urlSlash, (found, index: number) => {
    places.push(index - shift);
    shift += found.length - 1;
    shifts.push(shift);
    return "\\";
  });
  return { text: replaced, places, shifts };
}

/** Returns a function that tells where a place of the replaced text lies in the text itself; asked in order. */
export function placeBefore({ places, shifts }: WithSlashes): (place: number) => number {
  let each = 0;
  return (place) => {
    while (each < places.length && (places[each] as number) < place) each++;
    return place + (each === 0 ? 0 : (shifts[each - 1] as number));
  };
}
