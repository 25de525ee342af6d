import { crc32 } from "node:zlib";

/** Names a text and the V8 that compiles it: V8 itself looks at the length of a text alone. */
export function originOf(text: Uint8Array): string {
  const { node, v8 } = process.versions;
  return [format, node, v8, process.arch, text.length, crc32(text)].join(" ");
}

/** Packs what V8 has compiled of a text with its origin and a checksum. */
export function packCompiled(origin: string, compiled: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(headerOf(origin, compiled)), compiled]);
}

/** What V8 has compiled of a text; undefined where the bytes are damaged, or of another origin. */
export function unpackCompiled(origin: string, bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.indexOf(lineFeed) + 1;
  const compiled = bytes.subarray(end);
  return Buffer.from(headerOf(origin, compiled)).equals(bytes.subarray(0, end)) ? compiled : undefined;
}

const format = "compiled 1";
const lineFeed = 10;

function headerOf(origin: string, compiled: Uint8Array): string {
  return `${origin} ${compiled.length} ${crc32(compiled)}\n`;
}
