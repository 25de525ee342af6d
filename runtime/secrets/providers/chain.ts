import { askProvider } from "../ask-provider.js";
import type { SecretContext, SecretProvider, SecretRequest, SecretSource, SecretValues } from "../provider.js";
import { providerOf } from "./provider-of.js";

/** Providers one after the other. */
export interface SecretChain extends SecretProvider {
  readonly parts: readonly SecretProvider[];
}

/**
 * Returns a provider that asks these in order. A secret is taken as a whole from the first that has a value for each of its required
 * keys (of a secret with optional keys only, any value), so that halves of two connections never mix; where none has, what the
 * first had of it. Each is asked only for what those before it lack. One that fails ends the call.
 */
export function chain(...sources: readonly SecretSource[]): SecretChain {
  const parts = sources.map(providerOf);
  return {
    name: parts.map(({ name = "function" }) => name).join(", "),
    parts,
    resolve: (requests, context) => askInOrder(parts, requests, context),
  };
}

async function askInOrder(
  parts: readonly SecretProvider[],
  requests: readonly SecretRequest[],
  context: SecretContext,
): Promise<SecretValues> {
  const values: Record<string, SecretValues[string]> = Object.create(null);
  let open = requests;
  for (const part of parts) {
    if (open.length === 0) break;
    const given = await askProvider(part, open, context);
    open = open.filter((request) => {
      const found = given[request.name];
      if (found && isWhole(request, found)) values[request.name] = found;
      else if (found) values[request.name] ??= found;
      return !found || !isWhole(request, found);
    });
  }
  return values;
}

function isWhole({ keys, optionalKeys }: SecretRequest, found: SecretValues[string]): boolean {
  return keys.every((key) => found[key] !== undefined || optionalKeys?.includes(key));
}
