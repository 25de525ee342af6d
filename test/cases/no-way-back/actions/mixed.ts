/**
 * Take what has no way back.
 *
 * @param either - A date or text.
 * @param bytes - Bytes or an address.
 * @param objects - One of two.
 * @param ends - A rest that is not last.
 */
export async function take(
  either: Date | string,
  bytes: Uint8Array | URL,
  objects: { a: Date } | { b: string },
  ends: [...string[], number],
): Promise<void> {
  void [either, bytes, objects, ends];
}

/** Infer what cannot be inferred. */
export async function infer() {
  return missing.length;
}
