import { digest } from "../model/hash.js";

/** Compiled code with markers for its imports, its source map, and ids by which unchanged code is told without reading it. */
export interface ModuleCode {
  readonly text: string;
  readonly map: string;
  /** Changes with the text. */
  readonly textId: string;
  /** Changes with the text and the map. */
  readonly id: string;
}

/** Returns compiled code with its ids. */
export function codeOf({ code, map }: { readonly code: string; readonly map: string }): ModuleCode {
  return { text: code, map, textId: digest(code), id: digest(`${code.length}\n${code}\n${map}`) };
}

/** Returns compiled code as bytes: a line with its ids and the size of the text, the text, and the map. */
export function packCode({ text, map, textId, id }: ModuleCode): Uint8Array {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${textId} ${id} ${bytes.length}\n`), bytes, Buffer.from(map)]);
}

/** Returns the code of such bytes, which must not change later; decodes it when it is asked for. */
export function unpackCode(packed: Uint8Array): ModuleCode {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  const start = bytes.indexOf("\n") + 1;
  const [textId = "", id = "", size] = bytes.toString("latin1", 0, start - 1).split(" ");
  return new PackedCode(bytes, { textId, id, start, end: start + Number(size) });
}

/** Places of the parts of packed code. */
interface PackedParts {
  readonly textId: string;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

class PackedCode implements ModuleCode {
  readonly textId: string;
  readonly id: string;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(bytes: Buffer, { textId, id, start, end }: PackedParts) {
    this.textId = textId;
    this.id = id;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.#bytes.toString("utf8", this.#start, this.#end);
  }

  get map(): string {
    return this.#bytes.toString("utf8", this.#end);
  }
}
