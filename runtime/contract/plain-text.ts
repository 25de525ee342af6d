/** Characters that move a terminal's cursor, change its state or the order of what it shows; not line breaks and tabs. */
const controls = /(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Where Unicode has pictures of the control characters from 0 on. */
const pictures = 0x2400;
const deletePicture = "\u2421";

/**
 * Returns text of others as a terminal may show it: each control character is replaced by one visible character, so that
 * columns stay. Keeps line breaks and tabs.
 */
export function plainText(text: string): string {
  return text.replace(controls, (control) => {
    const code = control.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(pictures + code);
    return code === 0x7f ? deletePicture : "\ufffd";
  });
}

/** Returns data with `plainText` in the place of each text and key. */
export function plainData<T>(value: T): T {
  return plainCopy(value) as T;
}

function plainCopy(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainCopy);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key), plainCopy(item)]));
}

/** Returns a value as JSON in which control characters are escaped, also those that `JSON.stringify` leaves. */
export function plainJson(value: unknown, indent?: number): string {
  const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return String(JSON.stringify(value, undefined, indent)).replace(controls, escaped);
}
