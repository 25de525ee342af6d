/** Returns a JSON pointer (RFC 6901) for a list of keys; empty for the value itself. */
export function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${escapeKey(String(key))}`).join("");
}

/** Appends a key to a pointer. */
export function appendKey(pointer: string, key: string): string {
  return `${pointer}/${escapeKey(key)}`;
}

function escapeKey(key: string): string {
  return key.includes("~") || key.includes("/") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}
