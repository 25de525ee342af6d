import type { Readable } from "node:stream";

class Client {}

/** What has no JSON form. */
interface Refused {
  map: Map<string, number>;
  readonly set: ReadonlySet<string>;
  weak: WeakMap<object, string>;
  pattern: RegExp;
  nothing: never;
  any: any;
  unique: symbol;
  callback: (error: Error) => void;
  later: Promise<string>;
  failure: Error;
  client: Client;
  stream: Readable;
  body: Record<string, File>;
  headers: Headers[];
  wrapped: String;
  empty: void;
  self: this;
}

/**
 * Take what has no JSON form.
 *
 * @param refused - All of it.
 * @param signal - Aborts.
 */
export async function refuse(refused: Refused, signal: AbortSignal): Promise<Map<string, Refused>> {
  void signal;
  return new Map([["", refused]]);
}
