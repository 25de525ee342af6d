import { Readable, Writable } from "node:stream";

type Done = (error?: Error | null) => void;

/** Writes a piece of text, at once, in the context of whoever writes. */
export type WriteText = (chunk: string | Uint8Array) => void;

/** A piece as Node hands it to a stream that takes several at once. */
interface Piece {
  readonly chunk: unknown;
  readonly encoding: BufferEncoding;
}

/** A standard stream of a lane: a pipe, as for Node without a terminal. It never ends, because all calls of the lane share it. */
export class OutputStream extends Writable {
  readonly #write: WriteText;

  constructor(fd: number, write: WriteText) {
    super({ decodeStrings: false, autoDestroy: false, emitClose: false });
    this.#write = write;
    Object.assign(this, { fd, _type: "pipe", _isStdio: true, destroySoon: this.destroy });
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
    this.#write(textOf(chunk, encoding));
    done();
  }

  override _writev(pieces: readonly Piece[], done: Done): void {
    for (const { chunk, encoding } of pieces) this.#write(textOf(chunk, encoding));
    done();
  }

  override end(...args: readonly unknown[]): this {
    const [chunk, encoding] = args;
    if (typeof chunk === "string" || ArrayBuffer.isView(chunk))
      this.write(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
    const done = args.find((each) => typeof each === "function") as (() => void) | undefined;
    process.nextTick(() => {
      done?.();
      this.emit("finish"); // for which `pipeline` waits
    });
    return this;
  }

  override destroy(): this {
    return this;
  }
}

/** Text or bytes of whatever was written: hooks of libraries, and actions, call the inner methods of streams, too. */
function textOf(chunk: unknown, encoding: BufferEncoding | "buffer" | undefined): string | Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  const text = String(chunk);
  const isBytes = encoding === "hex" || encoding === "base64" || encoding === "base64url";
  return isBytes ? Buffer.from(text, encoding) : text;
}

/** Returns the standard input of a lane: nothing. */
export function emptyInput(): Readable {
  return Object.assign(Readable.from([]), { fd: 0 });
}
