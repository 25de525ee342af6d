import type {
  ActionEntry,
  CatalogEntry,
  Manifest,
  PlatformEntry,
  SecretEntry,
  SecretRequirement,
  SecretUse,
} from "../../runtime/contract/manifest.js";
import { groupBy } from "../model/group-by.js";
import type { PackageModel, PlatformModel, SecretModel } from "../model/models.js";
import { titleOf } from "../model/title.js";
import { compare } from "../report/problems.js";

/** Emits the manifest: all facts of the actions, from which other files are made. */
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
): Manifest {
  return {
    version: 1,
    actions: Object.fromEntries(entries.map((entry) => [entry.key, entry])),
    secrets: byName(secretEntries(entries, secrets)),
    platforms: byName(platformEntries(entries, platforms)),
    packages: Object.fromEntries(packages.map(({ name, range }) => [name, range ?? "*"])),
  };
}

function byName<T extends { readonly name: string }>(entries: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort((a, b) => compare(a.name, b.name)).map((entry) => [entry.name, entry]));
}

/** Returns the uses of a requirement: one, or those of a group. */
export function usesOf(requirement: SecretRequirement): readonly SecretUse[] {
  return "oneOf" in requirement ? requirement.oneOf : [requirement];
}

function secretEntries(entries: readonly ActionEntry[], secrets: readonly SecretModel[]): readonly SecretEntry[] {
  const keysByName = new Map<string, Set<string>>();
  for (const entry of entries) {
    for (const { name } of entry.secrets.flatMap(usesOf)) {
      keysByName.set(name, (keysByName.get(name) ?? new Set()).add(entry.key));
    }
  }
  const users = (name: string): readonly string[] => [...(keysByName.get(name) ?? [])].sort(compare);
  return [...groupBy(secrets, ({ name }) => name)].flatMap(([name, declared]): readonly SecretEntry[] => {
    const [first] = declared;
    if (first === undefined) return [];
    if (first.kind === "custom") {
      const { kind: _kind, source: _source, ...entry } = first;
      return [{ ...entry, usedBy: users(name) }];
    }
    const grants = declared.flatMap((secret) =>
      secret.kind === "oauth" ? [{ grantType: secret.grantType, key: secret.key, optional: secret.optional }] : [],
    );
    const distinct = [...new Map(grants.map((grant) => [grant.grantType, grant])).values()];
    distinct.sort((a, b) => compare(a.grantType, b.grantType));
    return [{ name, type: "oauth", providerId: first.providerId, grants: distinct, usedBy: users(name) }];
  });
}

function platformEntries(
  entries: readonly ActionEntry[],
  platforms: readonly PlatformModel[],
): readonly PlatformEntry[] {
  const used = new Set(entries.flatMap((entry) => (entry.platform === undefined ? [] : [entry.platform])));
  const byName = groupBy(platforms, ({ name }) => name);
  return [...used].map((name) => {
    const described = byName.get(name) ?? [];
    const icon = described.find((platform) => platform.icon !== undefined)?.icon;
    const title = described.find((platform) => platform.title !== undefined)?.title ?? titleOf(name);
    return { name, title, ...(icon === undefined ? {} : { icon }) };
  });
}

/** Emits the catalog: the facts of each action that a list shows. */
export function emitCatalog({ actions, platforms }: Manifest): readonly CatalogEntry[] {
  return Object.values(actions).map((entry) => {
    const icon = entry.platform === undefined ? undefined : platforms[entry.platform]?.icon;
    const known = catalogued.get(entry);
    if (known !== undefined && known.icon === icon) return known;
    const made = catalogEntry(entry, icon);
    catalogued.set(entry, made);
    return made;
  });
}

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
