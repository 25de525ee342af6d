import type { SecretFunction, SecretProvider, SecretRecord, SecretSource } from "../provider.js";
import { CachedSecrets } from "./cached-secrets.js";

/** Caches by provider, so that whoever uses it, in a runtime or for one call, shares what is kept. */
const caches = new WeakMap<SecretProvider, SecretProvider>();

/** Returns any source as a provider that keeps its answers as its rule says. A record holds default connections alone. */
export function providerOf(source: SecretSource): SecretProvider {
  if (isFunction(source)) return { name: "function", resolve: source };
  if (isProvider(source)) return source.cache ? cachedOf(source) : source;
  return {
    name: "record",
    resolve: (requests) => {
      const values: Record<string, SecretRecord[string]> = Object.create(null);
      for (const { name, connection } of requests) {
        const found = connection === undefined && Object.hasOwn(source, name) ? source[name] : undefined;
        if (found !== undefined) values[name] = found;
      }
      return values;
    },
  };
}

function isFunction(source: SecretSource): source is SecretFunction {
  return typeof source === "function";
}

function isProvider(source: SecretProvider | SecretRecord): source is SecretProvider {
  return typeof source.resolve === "function";
}

function cachedOf(provider: SecretProvider): SecretProvider {
  let cached = caches.get(provider);
  if (!cached) {
    cached = new CachedSecrets(provider);
    caches.set(provider, cached);
    caches.set(cached, cached);
  }
  return cached;
}
