import type { ActionEntry, Manifest, SecretEntry } from "../../../../runtime/contract/manifest.js";
import type { SecretProvider, StoredSecret } from "../../../../runtime/index.js";
import { checksOf, keysOf, type Need, needsOf } from "./declared-secrets.js";

/** Keys of a secret that a provider has, for one connection. */
export interface Source {
  readonly provider: string;
  readonly connection: string;
  readonly keys: readonly string[];
}

/** State of a secret that actions need. */
export interface SecretState {
  readonly name: string;
  readonly type: SecretEntry["type"];
  readonly sources: readonly Source[];
  /** Required keys that no provider has for the default connection. */
  readonly missing: readonly string[];
  readonly usedBy: readonly string[];
  /** Actions that cannot run for lack of it: each other choice lacks something, too. */
  readonly blocks: readonly string[];
  /** Actions that check it. */
  readonly checks: readonly string[];
}

/** Providers whose values are looked up. */
export interface Providers {
  readonly environment: SecretProvider;
  readonly stored: readonly StoredSecret[];
}

/** Returns what is configured of each secret, and which actions what is missing blocks. Values are looked at, and let go. */
export async function secretStates(manifest: Manifest, providers: Providers): Promise<readonly SecretState[]> {
  const secrets = Object.values(manifest.secrets);
  const sources = new Map(
    await Promise.all(secrets.map(async (secret) => [secret.name, await sourcesOf(secret, providers)] as const)),
  );
  const has = (name: string, key: string): boolean =>
    sources.get(name)?.some((source) => source.connection === "default" && source.keys.includes(key)) === true;
  return secrets.map((secret) => {
    const users = Object.values(manifest.actions).filter((action) => secret.usedBy.includes(action.key));
    return {
      ...{ name: secret.name, type: secret.type, sources: sources.get(secret.name) ?? [], usedBy: secret.usedBy },
      missing: missingKeys(secret, users, has),
      blocks: users.filter((action) => isBlocked(action, secret.name, has)).map(({ key }) => key),
      checks: checksOf(manifest, secret.name),
    };
  });
}

async function sourcesOf(secret: SecretEntry, { environment, stored }: Providers): Promise<readonly Source[]> {
  const keys = keysOf(secret).map(({ key }) => key);
  const request = { name: secret.name, type: secret.type, keys };
  const answer = await environment.resolve([request], { action: "", signal: new AbortController().signal });
  const found = keys.filter((key) => answer[secret.name]?.[key] !== undefined);
  return [
    ...(found.length === 0 ? [] : [{ provider: "env", connection: "default", keys: found }]),
    ...stored
      .filter(({ name }) => name === secret.name)
      .map(({ connection, keys }) => ({ provider: "store", connection, keys })),
  ];
}

type Has = (name: string, key: string) => boolean;

/** Returns the keys that some action cannot do without. */
function missingKeys({ name }: SecretEntry, users: readonly ActionEntry[], has: Has): readonly string[] {
  const wanted = users
    .flatMap(needsOf)
    .flatMap(({ choices }) => choices.flatMap((use) => (use.name === name && !use.optional ? use.keys : [])));
  return [...new Set(wanted)].filter((key) => !has(name, key)).sort();
}

/** Returns whether an action lacks this secret: in a need that nothing else meets. */
function isBlocked(action: ActionEntry, name: string, has: Has): boolean {
  const isMet = ({ choices }: Need): boolean =>
    choices.some((use) => use.optional || use.keys.every((key) => has(use.name, key)));
  return needsOf(action).some((need) => need.choices.some((use) => use.name === name) && !isMet(need));
}
