import type { SecretSource, SecretValues } from "./provider.js";

/** Returns the values in a record that a call was given, whatever else is in it; none of a provider, which would have to be asked. */
export function givenValues(given: SecretSource | undefined): SecretValues {
  const values: Record<string, Record<string, string>> = Object.create(null);
  if (typeof given !== "object" || typeof given.resolve === "function") return values;
  for (const [name, keys] of Object.entries(given)) values[name] = Object.fromEntries(textsOf(keys));
  return values;
}

function textsOf(keys: unknown): readonly (readonly [key: string, value: string])[] {
  if (typeof keys !== "object" || keys === null) return [];
  return Object.entries(keys).filter((entry): entry is [string, string] => typeof entry[1] === "string");
}
