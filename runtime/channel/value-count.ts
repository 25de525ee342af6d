const [quote, backslash] = [34, 92];
const stop = 2;

/** Bytes of a text that are looked at one by one. */
const nearBytes = 64;

/** By byte: 1 for what begins one more value (`,`, `[` and `{`), `stop` for the quote before a text. */
const kinds = new Uint8Array(256);
for (const byte of Buffer.from(",[{")) kinds[byte] = 1;
kinds[quote] = stop;

/**
 * Counts the values in a JSON text that comes in pieces, without parsing it: each takes memory of its own, however short its
 * text. For any other text the number means nothing.
 */
export class ValueCount {
  count = 0;
  #isInText = false;
  /** The next byte follows an odd number of backslashes. */
  #isEscaped = false;

  add(piece: Buffer): void {
    for (let at = 0; at < piece.length; )
      at = this.#isInText ? this.#skipText(piece, at) : this.#countUntilText(piece, at);
  }

  /** Returns the place behind the next quote. */
  #countUntilText(piece: Buffer, from: number): number {
    const { length } = piece;
    let count = 0;
    let at = from;
    for (; at < length; at++) {
      const kind = kinds[piece[at] as number] as number;
      if (kind === stop) break;
      count += kind;
    }
    this.count += count;
    this.#isInText = at < length;
    return at + 1;
  }

  /** Returns the place behind the end of the text, which began before `from`. */
  #skipText(piece: Buffer, from: number): number {
    let isEscaped = this.#isEscaped;
    const near = Math.min(piece.length, from + nearBytes);
    for (let at = from; at < near; at++) {
      const byte = piece[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) return this.#endText(at);
    }
    // Long texts by `indexOf`, which is many times faster: an even number of backslashes escapes no quote.
    for (let at = near; at < piece.length; ) {
      const found = piece.indexOf(quote, at);
      const end = found === -1 ? piece.length : found;
      let first = end;
      while (first > at && piece[first - 1] === backslash) first--;
      isEscaped = ((end - first) % 2 === 1) !== (isEscaped && first === at);
      if (found !== -1 && !isEscaped) return this.#endText(end);
      if (found !== -1) isEscaped = false;
      at = end + 1;
    }
    this.#isEscaped = isEscaped;
    return piece.length;
  }

  #endText(at: number): number {
    this.#isEscaped = false;
    this.#isInText = false;
    return at + 1;
  }
}
