import { askProvider } from "../ask-provider.js";
import { follow, type Soon } from "../follow.js";
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
    resolve: (requests, context) => askFrom({ parts, context, values: Object.create(null) }, requests, 0),
  };
}

/** One question to a chain, and what was found so far. */
interface Question {
  readonly parts: readonly SecretProvider[];
  readonly context: SecretContext;
  readonly values: Record<string, SecretValues[string]>;
}

/** Asks a part, and those behind it, for secrets that are not whole yet. */
function askFrom(question: Question, open: readonly SecretRequest[], index: number): Soon<SecretValues> {
  const { parts, context, values } = question;
  const part = parts[index];
  if (!part || open.length === 0) return values;
  return follow(askProvider(part, open, context), (given) => {
    const left: SecretRequest[] = [];
    for (const request of open) {
      const found = given[request.name];
      const whole = found !== undefined && isWhole(request, found);
      if (whole) values[request.name] = found;
      else {
        if (found) values[request.name] ??= found;
        left.push(request);
      }
    }
    return askFrom(question, left, index + 1);
  });
}

function isWhole({ keys, optionalKeys }: SecretRequest, found: SecretValues[string]): boolean {
  return keys.every((key) => found[key] !== undefined || optionalKeys?.includes(key));
}
