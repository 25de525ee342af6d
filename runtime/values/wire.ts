/** Form of an object in JSON: its properties, another value, or none. */
export type Wire =
  | { readonly kind: "object" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "none"; readonly message: string };

const itself: Wire = { kind: "object" };

/** Returns the form of an object that is no array. The one function to change for a class with a form of its own. */
export function toWire(value: object): Wire {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  if (!isPlain) {
    const message = withoutJsonForm(value);
    if (message !== undefined) return { kind: "none", message };
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return { kind: "value", value: value.valueOf() };
    }
  }
  const { toJSON } = value as { readonly toJSON?: unknown };
  return typeof toJSON === "function" ? { kind: "value", value: toJSON.call(value, "") } : itself;
}

/** Returns the fault of a class without a JSON form, of which JSON would silently make `{}` in most cases. */
function withoutJsonForm(value: object): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "must be a valid date" : undefined;
  if (value instanceof Map || value instanceof WeakMap) return "must not be a Map; send an object or a list of pairs";
  if (value instanceof Set || value instanceof WeakSet) return "must not be a Set; send a list";
  if (value instanceof RegExp) return "must not be a regular expression; send its source";
  if (value instanceof Promise) return "must not be a promise; await it";
  if (value instanceof Error) return "must not be an Error; send its message";
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "must not be bytes; send them as base64 text";
  return undefined;
}
