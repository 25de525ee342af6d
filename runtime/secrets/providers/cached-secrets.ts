import { maxCachedMissMs, maxCachedSecrets, maxTimerMs } from "../../contract/limits.js";
import { askProvider } from "../ask-provider.js";
import type {
  SecretCacheRule,
  SecretContext,
  SecretProvider,
  SecretRecord,
  SecretRequest,
  SecretValues,
} from "../provider.js";
import { SharedLookup } from "./shared-lookup.js";

/** What is known of one secret of one tenant and connection: its values until a time, or the lookup that brings them. */
type Entry =
  | { readonly kind: "kept"; readonly values: SecretValues[string] | undefined; readonly untilMs: number }
  | { readonly kind: "asked"; readonly lookup: SharedLookup };

/** Keeps the answers of a provider by its rule; calls that need a secret at the same time share one lookup. */
export class CachedSecrets implements SecretProvider {
  readonly #provider: SecretProvider;
  readonly #maxAgeMs: number;
  readonly #entries = new Map<string, Entry>();
  #willSweep = false;

  constructor(provider: SecretProvider) {
    this.#provider = provider;
    this.#maxAgeMs = checkedAge(provider.cache);
  }

  get name(): string {
    return this.#provider.name ?? "function";
  }

  resolve(requests: readonly SecretRequest[], context: SecretContext): SecretRecord | Promise<SecretRecord> {
    const values: Record<string, SecretValues[string]> = Object.create(null);
    const asked = new Map<SharedLookup, string[]>();
    const open: SecretRequest[] = [];
    for (const request of requests) {
      const entry = this.#entries.get(idOf(request, context.tenant));
      if (entry?.kind === "asked" && entry.lookup.isOpen) {
        asked.set(entry.lookup, [...(asked.get(entry.lookup) ?? []), request.name]);
      } else if (entry?.kind === "kept" && entry.untilMs > performance.now()) {
        if (entry.values) values[request.name] = entry.values;
      } else open.push(request);
    }
    if (open.length > 0) {
      const names = open.map(({ name }) => name);
      asked.set(this.#ask(open, context), names);
    }
    return asked.size === 0 ? values : addAnswers(values, asked, context);
  }

  #ask(requests: readonly SecretRequest[], { action, tenant }: SecretContext): SharedLookup {
    const about = tenant === undefined ? { action } : { action, tenant };
    const lookup: SharedLookup = new SharedLookup((signal) =>
      this.#askNow(requests, { ...about, signal }).then(
        (values) => {
          this.#keep(requests, { tenant, lookup, values });
          return values;
        },
        (error: unknown) => {
          for (const request of requests) this.#drop(idOf(request, tenant), lookup);
          throw error;
        },
      ),
    );
    for (const request of requests) this.#put(idOf(request, tenant), { kind: "asked", lookup });
    return lookup;
  }

  /** As a promise, also where the provider answers at once. */
  async #askNow(requests: readonly SecretRequest[], context: SecretContext): Promise<SecretValues> {
    return askProvider(this.#provider, requests, context);
  }

  #keep(
    requests: readonly SecretRequest[],
    { tenant, lookup, values }: { tenant: string | undefined; lookup: SharedLookup; values: SecretValues },
  ): void {
    const now = performance.now();
    for (const request of requests) {
      const id = idOf(request, tenant);
      const entry = this.#entries.get(id);
      if (entry?.kind !== "asked" || entry.lookup !== lookup) continue;
      const found = values[request.name];
      const isWhole = request.keys.every((key) => found?.[key] !== undefined);
      const ageMs = isWhole ? this.#maxAgeMs : Math.min(this.#maxAgeMs, maxCachedMissMs);
      this.#put(id, { kind: "kept", values: found, untilMs: now + ageMs });
    }
    this.#sweepLater();
  }

  /** Puts an entry behind all others, and takes the first out where there are too many. */
  #put(id: string, entry: Entry): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    for (const first of this.#entries.keys()) {
      if (this.#entries.size <= maxCachedSecrets) break;
      this.#entries.delete(first);
    }
  }

  #drop(id: string, lookup: SharedLookup): void {
    const entry = this.#entries.get(id);
    if (entry?.kind === "asked" && entry.lookup === lookup) this.#entries.delete(id);
  }

  /** Values that nobody may use any more do not stay in memory. */
  #sweepLater(): void {
    if (this.#willSweep) return;
    this.#willSweep = true;
    setTimeout(() => {
      this.#willSweep = false;
      const now = performance.now();
      for (const [id, entry] of this.#entries) {
        if (entry.kind === "kept" && entry.untilMs <= now) this.#entries.delete(id);
      }
      if (this.#entries.size > 0) this.#sweepLater();
    }, this.#maxAgeMs).unref();
  }
}

/** Adds of each lookup the secrets that this call asked it for: it may have answered another connection of the others. */
async function addAnswers(
  values: Record<string, SecretValues[string]>,
  asked: ReadonlyMap<SharedLookup, readonly string[]>,
  { signal }: SecretContext,
): Promise<SecretRecord> {
  const answers = [...asked].map(async ([lookup, names]) => ({ names, found: await lookup.join(signal) }));
  for (const { names, found } of await Promise.all(answers)) {
    for (const name of names) if (found[name]) values[name] = found[name];
  }
  return values;
}

function checkedAge(rule: SecretCacheRule | undefined): number {
  const age: unknown = rule?.maxAgeMs;
  if (typeof age === "number" && age > 0) return Math.min(age, maxTimerMs);
  throw new Error("The rule `cache` of a provider must have `maxAgeMs`, a positive number of milliseconds.");
}

/** As JSON, in which no tenant and no connection can be written so that it reads as another. */
function idOf({ name, type, keys, optionalKeys, includedKeys, connection }: SecretRequest, tenant?: string): string {
  return JSON.stringify([tenant ?? null, connection ?? null, name, type, keys, optionalKeys, includedKeys]);
}
