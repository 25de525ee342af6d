// The spelling of a text that all encodings of it share, so that a secret is found in whichever of them it travels.

/** Kinds of characters below 0x80, and what a scan does with each. */
const dropped = 0;
const symbol = 1;
const escaping = 2;

const backslash = 0x5c;
const percent = 0x25;
const tilde = 0x7e;
const ampersand = 0x26;
const esc = 0x1b;
const bracket = 0x5b;

const kinds: Uint8Array = new Uint8Array(128);
for (let code = 0; code < 128; code++) if (isAlphanumeric(code)) kinds[code] = symbol;
for (const code of [backslash, percent, tilde, ampersand, esc]) kinds[code] = escaping;

/** Letters after a backslash that stand for a control character: `nrtbfv0`. */
const controlLetters: ReadonlySet<number> = new Set([110, 114, 116, 98, 102, 118, 48]);
/** Spaces and marks without width beyond ASCII. */
const wideSpaces: ReadonlySet<number> = new Set([0xa0, 0x200b, 0x2028, 0x2029, 0xfeff]);

const entity = /&(?:amp;)*(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5}));/y;

/**
 * Letters, digits and the UTF-8 bytes of all other characters of a text, each with its position. Left out are spaces,
 * punctuation, and the differences that encodings make: escapes of JSON and of JavaScript at any depth, of URLs (also twice),
 * of JSON pointers, of XML, and colours of terminals. Line breaks, quotes and `+` are left out too, so that text that was
 * wrapped anew or printed in pieces reads as before, and base64 as base64url.
 */
export class Symbols {
  bytes: Uint8Array = new Uint8Array(4_096);
  /** Where the spelling of a symbol begins in the text, and where it ends. */
  starts: Int32Array = new Int32Array(4_096);
  ends: Int32Array = new Int32Array(4_096);
  length = 0;
  #text = "";

  /** Reads a text. The arrays keep what is beyond `length` from earlier ones. */
  read(text: string): this {
    this.#reserve(text.length);
    this.#text = text;
    this.length = 0;
    for (let at = 0; at < text.length; ) {
      at = this.#readPlain(at);
      if (at >= text.length) break;
      const code = text.charCodeAt(at);
      at = code < 128 ? this.#readEscape(code, at, at) : this.#readWide(at);
    }
    this.#text = "";
    return this;
  }

  /** Reads a text in which each character stands for itself, also those that begin an escape elsewhere. */
  readLiterally(text: string): this {
    this.#reserve(text.length);
    this.#text = text;
    this.length = 0;
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at) ?? 0;
      at = code === esc ? at + 1 : this.#putCode(code, at, at + (code > 0xffff ? 2 : 1));
    }
    this.#text = "";
    return this;
  }

  /** Reads as far as each character stands for itself. In local names, because every line of a log comes here. */
  #readPlain(from: number): number {
    const { bytes, starts, ends } = this;
    const text = this.#text;
    const size = text.length;
    let { length } = this;
    let at = from;
    for (; at < size; at++) {
      const code = text.charCodeAt(at);
      if (code >= 128) break;
      const kind = kinds[code];
      if (kind === dropped) continue;
      if (kind === escaping) break;
      bytes[length] = code;
      starts[length] = at;
      ends[length++] = at + 1;
    }
    this.length = length;
    return at;
  }

  /** Returns a copy of the symbols alone. */
  copy(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  #reserve(characters: number): void {
    const room = 3 * characters; // no UTF-16 unit has more bytes in UTF-8
    if (room <= this.bytes.length) return;
    this.bytes = new Uint8Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
  }

  #put(byte: number, start: number, end: number): void {
    const { length } = this;
    this.bytes[length] = byte;
    this.starts[length] = start;
    this.ends[length] = end;
    this.length = length + 1;
  }

  /** Reads what begins with the character `code` at `at`; its spelling began at `start`. Returns where to go on. */
  #readEscape(code: number, at: number, start: number): number {
    switch (code) {
      case backslash:
        return this.#readBackslashes(at, start);
      case percent:
        return this.#readPercent(at, start);
      case tilde:
        return skipPointerEscape(this.#text, at + 1);
      case ampersand:
        return this.#readEntity(at);
      default:
        return skipColor(this.#text, at + 1);
    }
  }

  #readBackslashes(from: number, start: number): number {
    const text = this.#text;
    let at = from + 1;
    for (;;) {
      const next = text.charCodeAt(at);
      if (next === backslash) at++;
      else if (next === percent && percentByte(text, at) === backslash) at = percentEnd(text, at);
      else break;
    }
    const letter = text.charCodeAt(at);
    if (letter === 117) return this.#readUnicode(at, start); // u
    if (letter === 120) {
      const code = hex(text, at + 1, 2); // x
      return code < 0 ? at : this.#putCode(code, start, at + 3);
    }
    return controlLetters.has(letter) ? at + 1 : at;
  }

  /** Reads `uXXXX`, with a second one where two make a character, or `u{X}`. */
  #readUnicode(at: number, start: number): number {
    const text = this.#text;
    if (text.charCodeAt(at + 1) === 0x7b) {
      let close = at + 2;
      while (close < at + 8 && hexDigit(text.charCodeAt(close)) >= 0) close++;
      const isCode = close > at + 2 && text.charCodeAt(close) === 0x7d;
      return isCode ? this.#putCode(hex(text, at + 2, close - at - 2), start, close + 1) : at;
    }
    const high = hex(text, at + 1, 4);
    if (high < 0) return at;
    if (high < 0xd800 || high > 0xdbff) return this.#putCode(high, start, at + 5);
    let next = at + 5;
    while (text.charCodeAt(next) === backslash) next++;
    const low = next > at + 5 && text.charCodeAt(next) === 117 ? hex(text, next + 1, 4) : -1;
    if (low < 0xdc00 || low > 0xdfff) return this.#putCode(high, start, at + 5);
    return this.#putCode(0x10000 + ((high - 0xd800) << 10) + low - 0xdc00, start, next + 5);
  }

  #readPercent(at: number, start: number): number {
    const byte = percentByte(this.#text, at);
    if (byte < 0) return at + 1;
    const end = percentEnd(this.#text, at);
    if (byte >= 0x80) {
      this.#put(byte, start, end);
      return end;
    }
    // As what it stands for would be read, were it written plainly.
    if (byte === backslash || byte === tilde) return this.#readEscape(byte, end - 1, start);
    return this.#putCode(byte, start, end);
  }

  #readEntity(at: number): number {
    entity.lastIndex = at;
    const found = entity.exec(this.#text);
    if (!found) return at + 1;
    const [spelling, , decimal, hexadecimal] = found;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "0", 16) : Number(decimal);
    return this.#putCode(code, at, at + spelling.length);
  }

  #readWide(at: number): number {
    const text = this.#text;
    const code = text.codePointAt(at) ?? 0;
    return this.#putCode(code, at, at + (code > 0xffff ? 2 : 1));
  }

  /** Adds a character, and returns where to go on: behind its spelling. */
  #putCode(code: number, start: number, end: number): number {
    if (code < 0x80) {
      if (kinds[code] === symbol) this.#put(code, start, end);
      return code === esc ? skipColor(this.#text, end) : end;
    }
    if (wideSpaces.has(code)) return end;
    const safe = (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff ? 0xfffd : code; // as encoders write it
    if (safe < 0x800) this.#put(0xc0 | (safe >> 6), start, end);
    else {
      if (safe < 0x10000) this.#put(0xe0 | (safe >> 12), start, end);
      else {
        this.#put(0xf0 | (safe >> 18), start, end);
        this.#put(0x80 | ((safe >> 12) & 0x3f), start, end);
      }
      this.#put(0x80 | ((safe >> 6) & 0x3f), start, end);
    }
    this.#put(0x80 | (safe & 0x3f), start, end);
    return end;
  }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Returns the number that these hex digits write; -1 if they are none. */
function hex(text: string, at: number, digits: number): number {
  let value = 0;
  for (let end = at + digits; at < end; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Returns where the two digits of a percent escape lie, also of one that was escaped again: `%41`, `%2541`. */
function percentDigits(text: string, at: number): number {
  let digits = at + 1;
  while (
    text.charCodeAt(digits) === 50 &&
    text.charCodeAt(digits + 1) === 53 &&
    hexDigit(text.charCodeAt(digits + 2)) >= 0 &&
    hexDigit(text.charCodeAt(digits + 3)) >= 0
  ) {
    digits += 2;
  }
  return digits;
}

function percentByte(text: string, at: number): number {
  return hex(text, percentDigits(text, at), 2);
}

function percentEnd(text: string, at: number): number {
  return percentDigits(text, at) + 2;
}

/** Skips the digits of `~0` and `~1`, also where they were escaped again. */
function skipPointerEscape(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 48) end++;
  return text.charCodeAt(end) === 49 ? end + 1 : end;
}

/** Skips `[32m` behind an escape character. */
function skipColor(text: string, at: number): number {
  if (text.charCodeAt(at) !== bracket) return at;
  let end = at + 1;
  for (let code = text.charCodeAt(end); (code >= 48 && code <= 57) || code === 59; code = text.charCodeAt(end)) end++;
  return end + 1;
}
