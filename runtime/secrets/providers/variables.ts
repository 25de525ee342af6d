import type { SecretRecord, SecretRequest } from "../provider.js";
import { qualifiedVariable } from "../variable-name.js";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Returns the values that variables hold: `NAME__KEY`, then the bare `KEY`, if `allowed` or the place of its declaration permits
 * it; never of an OAuth token. An empty variable counts as absent. They hold default connections alone.
 */
export function valuesInVariables(
  variables: Variables,
  requests: readonly SecretRequest[],
  allowed?: ReadonlySet<string>,
): SecretRecord {
  const read = (variable: string): string | undefined =>
    (Object.hasOwn(variables, variable) && variables[variable]) || undefined;
  const values: Record<string, Record<string, string | undefined>> = Object.create(null);
  for (const request of requests) {
    const { name, keys, connection } = request;
    if (connection !== undefined) continue;
    const found: Record<string, string | undefined> = Object.create(null);
    for (const key of keys) {
      const isOpen = allowed ? request.type !== "oauth" && allowed.has(key) : mayBeBare(request, key);
      found[key] = read(qualifiedVariable(name, key)) ?? (isOpen ? read(key) : undefined);
    }
    values[name] = found;
  }
  return values;
}

/** Tells whether a key may stand without the name of its secret: one that an included package alone declares opens nothing. */
export function mayBeBare({ type, includedKeys }: SecretRequest, key: string): boolean {
  return type !== "oauth" && !includedKeys?.includes(key);
}
