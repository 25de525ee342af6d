/** Returns a JSON pointer (RFC 6901) for a list of keys; empty for the value itself. */
export function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${escapeKey(String(key))}`).join("");
}

/** Appends a key to a pointer. */
export function appendKey(pointer: string, key: string): string {
  return `${pointer}/${escapeKey(key)}`;
}

/** Returns the keys of a JSON pointer. */
export function keysOfPointer(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function escapeKey(key: string): string {
  return key.includes("~") || key.includes("/") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}
