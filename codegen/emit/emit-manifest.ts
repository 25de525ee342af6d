import { isDeepStrictEqual } from "node:util";
import type {
  ActionEntry,
  CatalogEntry,
  Manifest,
  PlatformEntry,
  SecretEntry,
  SecretRequirement,
  SecretUse,
} from "../../runtime/contract/manifest.js";
import type { Artifact } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import { groupBy } from "../model/group-by.js";
import type { PackageModel, PlatformModel, SecretModel } from "../model/models.js";
import { areSameItems } from "../model/same-items.js";
import { titleOf } from "../model/title.js";
import { compare } from "../report/problems.js";
import { Members, printRecords } from "./print-json.js";

/** Content of the manifest, in the order in which it is printed: entries by key, all else by name. */
export interface ManifestContent {
  readonly entries: readonly ActionEntry[];
  readonly keys: readonly string[];
  readonly secrets: readonly SecretEntry[];
  readonly platforms: readonly PlatformEntry[];
  readonly packages: Manifest["packages"];
}

/** Emits the content of the manifest: all facts of the actions, from which other files are made. */
export function emitManifest(
  entries: readonly ActionEntry[],
  {
    secrets,
    platforms,
    packages,
  }: {
    readonly secrets: readonly SecretModel[];
    readonly platforms: readonly PlatformModel[];
    readonly packages: readonly PackageModel[];
  },
): ManifestContent {
  const facts = entryFacts.map(entries, factsOf);
  return {
    entries,
    keys: keys.map(facts, ({ key }) => key),
    secrets: lastSecrets.renew(byName(secretEntries(facts, secrets))),
    platforms: lastPlatforms.renew(byName(platformEntries(facts, platforms))),
    packages: Object.fromEntries(packages.map(({ name, range }) => [name, range ?? "*"])),
  };
}

/** Facts of an action for the lists of secrets and platforms. All have one shape, unlike entries, so that they are read ten times as fast. */
interface EntryFacts {
  readonly key: string;
  readonly platform: string | undefined;
  readonly secrets: readonly string[];
}

function factsOf({ key, platform, secrets }: ActionEntry): EntryFacts {
  return { key, platform, secrets: secrets.flatMap(usesOf).map(({ name }) => name) };
}

/** Facts and keys of the last entries of this process: the same list as long as the keys are the same. */
const entryFacts = new ChangingList<ActionEntry, EntryFacts>();
const keys = new ChangingList<EntryFacts, string>();

/** Prints the manifest. */
export function printManifest({ keys, entries, secrets, platforms, packages }: ManifestContent): Artifact {
  const manifest = {
    version: 1,
    actions: new Members(keys, entries),
    secrets: membersByName(secrets),
    platforms: membersByName(platforms),
    packages,
  } satisfies Readonly<Record<keyof Manifest, unknown>>;
  return printRecords(manifest, "manifest.json");
}

function membersByName<T extends { readonly name: string }>(entries: readonly T[]): Members<T> {
  return new Members(
    entries.map(({ name }) => name),
    entries,
  );
}

/** Entries that the last run of this process has made: those that are equal now stay the same objects, and so their list. */
class LastEntries<Entry extends { readonly name: string }> {
  #entries: readonly Entry[] = [];

  renew(entries: readonly Entry[]): readonly Entry[] {
    const known = new Map(this.#entries.map((entry) => [entry.name, entry]));
    const renewed = entries.map((entry) => {
      const before = known.get(entry.name);
      return before !== undefined && isDeepStrictEqual(before, entry) ? before : entry;
    });
    if (!areSameItems(this.#entries, renewed)) this.#entries = renewed;
    return this.#entries;
  }
}

const lastSecrets = new LastEntries<SecretEntry>();
const lastPlatforms = new LastEntries<PlatformEntry>();

function byName<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  return [...entries].sort((a, b) => compare(a.name, b.name));
}

/** Returns the uses of a requirement: one, or those of a group. */
export function usesOf(requirement: SecretRequirement): readonly SecretUse[] {
  return "oneOf" in requirement ? requirement.oneOf : [requirement];
}

function secretEntries(entries: readonly EntryFacts[], secrets: readonly SecretModel[]): readonly SecretEntry[] {
  const users = usersOfSecrets(entries);
  return [...groupBy(secrets, ({ name }) => name)].flatMap(([name, declared]): readonly SecretEntry[] => {
    const [first] = declared;
    if (first === undefined) return [];
    const usedBy = users.get(name) ?? [];
    if (first.kind === "custom") {
      const { kind: _kind, source: _source, ...entry } = first;
      return [{ ...entry, usedBy }];
    }
    const grants = declared.flatMap((secret) =>
      secret.kind === "oauth" ? [{ grantType: secret.grantType, key: secret.key, optional: secret.optional }] : [],
    );
    const distinct = [...new Map(grants.map((grant) => [grant.grantType, grant])).values()];
    distinct.sort((a, b) => compare(a.grantType, b.grantType));
    return [{ name, type: "oauth", providerId: first.providerId, grants: distinct, usedBy }];
  });
}

/** Returns the keys of the actions that use each secret, by its name, in the order of the entries. */
function usersOfSecrets(entries: readonly EntryFacts[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { key, secrets } of entries) {
    for (const name of secrets) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [key]);
      else if (known.at(-1) !== key) known.push(key);
    }
  }
  return users;
}

function platformEntries(
  entries: readonly EntryFacts[],
  platforms: readonly PlatformModel[],
): readonly PlatformEntry[] {
  const used = new Set<string>();
  let last: string | undefined;
  for (const { platform } of entries) {
    // Mostly the same as that of the entry before.
    if (platform !== undefined && platform !== last) used.add(platform);
    last = platform;
  }
  const byName = groupBy(platforms, ({ name }) => name);
  return [...used].map((name) => {
    const described = byName.get(name) ?? [];
    const icon = described.find((platform) => platform.icon !== undefined)?.icon;
    const title = described.find((platform) => platform.title !== undefined)?.title ?? titleOf(name);
    return { name, title, ...(icon === undefined ? {} : { icon }) };
  });
}

/** Emits the catalog: the facts of each action that a list shows. `entries` and `platforms` are those of the manifest. */
export function emitCatalog(
  entries: readonly ActionEntry[],
  platforms: readonly PlatformEntry[],
): readonly CatalogEntry[] {
  const icons = new Map(platforms.map(({ name, icon }) => [name, icon]));
  const make = (entry: ActionEntry): CatalogEntry => {
    const icon = entry.platform === undefined ? undefined : icons.get(entry.platform);
    const known = catalogued.get(entry);
    if (known !== undefined && known.icon === icon) return known;
    const made = catalogEntry(entry, icon);
    catalogued.set(entry, made);
    return made;
  };
  return catalog.map(entries, make, { facts: platforms });
}

/** The last catalog of this process. */
const catalog = new ChangingList<ActionEntry, CatalogEntry>();

/** Entries that earlier runs of this process have made, by the manifest's entry: these never change. */
const catalogued = new WeakMap<ActionEntry, CatalogEntry>();

function catalogEntry(entry: ActionEntry, icon: string | undefined): CatalogEntry {
  const { key, title, description, group, platform, secrets } = entry;
  const names = new Set(secrets.flatMap(usesOf).map((use) => use.name));
  return {
    key,
    title,
    description,
    ...(group === undefined ? {} : { group }),
    ...(platform === undefined ? {} : { platform }),
    ...(icon === undefined ? {} : { icon }),
    secrets: [...names].sort(compare),
  };
}
