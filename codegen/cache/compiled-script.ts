import { crc32 } from "node:zlib";

/** Returns the origin of compiled code: its text and the V8 that compiled it. V8 itself checks only the length of the text. */
export function originOf(text: Uint8Array): string {
  const { node, v8 } = process.versions;
  return [headerFormat, node, v8, process.arch, text.length, crc32(text)].join(" ");
}

/** Packs the code that V8 compiled from a text, with its origin and a checksum. */
export function packCompiled(origin: string, compiled: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(headerOf(origin, compiled)), compiled]);
}

/** Returns the packed code; undefined when the bytes are damaged or have another origin. */
export function unpackCompiled(origin: string, bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.indexOf(lineFeed) + 1;
  const compiled = bytes.subarray(end);
  return Buffer.from(headerOf(origin, compiled)).equals(bytes.subarray(0, end)) ? compiled : undefined;
}

const headerFormat = "compiled 1";
const lineFeed = 10;

function headerOf(origin: string, compiled: Uint8Array): string {
  return `${origin} ${compiled.length} ${crc32(compiled)}\n`;
}
