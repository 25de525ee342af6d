import type { SecretRequirement, SecretUse } from "../../../runtime/contract/manifest.js";
import type { KeyReading, SecretModel } from "../../model/models.js";
import { positionOf } from "../../model/source-text.js";
import { compare } from "../../report/problems.js";
import { secretKeys } from "../declarations/visible-declarations.js";
import type { GroupUse, KeyUse } from "./read-uses.js";

/** Returns the keys that are read, by secret and sorted by its name; the members of a group as they were declared. */
export function requirementsOf(keys: readonly KeyUse[], groups: readonly GroupUse[]): readonly SecretRequirement[] {
  const names = [...new Set(keys.map((use) => use.secret.name))].sort(compare);
  const single = names.map((name) => useOf(keys.filter((use) => use.secret.name === name)));
  const byMembers = new Map<string, GroupUse[]>();
  for (const use of groups) {
    const id = use.members.map(secretId).join(" ");
    byMembers.set(id, [...(byMembers.get(id) ?? []), use]);
  }
  const oneOf = [...byMembers].sort(([a], [b]) => compare(a, b)).map(([, uses]) => ({ oneOf: membersOf(uses) }));
  return [...single, ...oneOf];
}

/** Returns the lines that read keys, each once, in the order of the sources. */
export function readingsOf(keys: readonly KeyUse[], groups: readonly GroupUse[]): readonly KeyReading[] {
  const ofGroups = groups.flatMap(({ members, key, at }) =>
    members.filter((secret) => secretKeys(secret).includes(key)).map((secret) => ({ secret, key, at })),
  );
  const readings = [...keys, ...ofGroups].map(({ secret, key, at }) => ({
    ...{ secret: secret.name, key },
    ...{ file: at.source.file, line: positionOf(at.source, at.start).line },
  }));
  const distinct = new Map(readings.map((each) => [JSON.stringify(each), each]));
  return [...distinct.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.secret, b.secret) || compare(a.key, b.key),
  );
}

function membersOf(uses: readonly GroupUse[]): readonly SecretUse[] {
  const read = new Set(uses.map(({ key }) => key));
  const [first] = uses;
  return (first?.members ?? []).map((secret) =>
    useOf(secretKeys(secret).flatMap((key) => (read.has(key) ? [{ secret, key }] : []))),
  );
}

function secretId(secret: SecretModel): string {
  return secret.kind === "oauth" ? `${secret.name}.${secret.key}` : secret.name;
}

function useOf(uses: readonly Pick<KeyUse, "secret" | "key">[]): SecretUse {
  const secrets = [...new Set(uses.map((use) => use.secret))];
  const read = new Set(uses.map((use) => use.key));
  const keys = secrets.flatMap((secret) => (secret.kind === "oauth" ? [secret.key] : secret.keys));
  const optionalKeys = secrets.flatMap((secret) => (secret.kind === "oauth" ? [] : secret.optionalKeys));
  return {
    name: secrets[0]?.name ?? "",
    keys: [...new Set(keys)].filter((key) => read.has(key)),
    optionalKeys: [...new Set(optionalKeys)].filter((key) => read.has(key)),
    optional: secrets.every((secret) => secret.optional),
  };
}
