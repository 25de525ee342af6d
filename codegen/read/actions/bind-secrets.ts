import { didYouMean } from "../../../runtime/contract/suggest.js";
import type { ActionModel, SecretModel } from "../../model/models.js";
import { formatPosition } from "../../model/source-text.js";
import { compare } from "../../report/problems.js";
import { secretKeys } from "../declarations/visible-declarations.js";
import type { GroupUse, KeyUse, Uses } from "../reach/read-uses.js";
import { readingsOf, requirementsOf } from "../reach/requirements.js";
import { bindEnv } from "./bind-env.js";
import type { DocumentedUses } from "./documented-uses.js";
import type { ReadingContext } from "./reading-context.js";
import { bindingFix, checkSecretTag, type NamedByTag, readSecretTags, secretsIn } from "./secret-tags.js";

/** Keys that an action gets, as they are found. */
interface Keys {
  readonly keys: KeyUse[];
  readonly groups: GroupUse[];
}

/**
 * Returns the secrets that an action gets: those that it reads, itself or in functions that it calls, also where `@secret` says
 * which secret has the key. Only the keys that are read count, and those of `@reads`, which a library reads by itself.
 */
export function bindSecrets(
  context: ReadingContext,
  documented: DocumentedUses,
): Pick<ActionModel, "secrets" | "verifies" | "verifiesAt" | "reads"> {
  const { uses } = documented;
  const tagged = readSecretTags(context, documented, "secret");
  const [check] = readSecretTags(context, documented, "verifies");
  const verified = check?.declared?.kind === "secret" ? check.declared.secret : undefined;
  const found: Keys = { keys: [...uses.keys], groups: [...uses.groups] };
  bindNamed(context, documented, { tagged, verified }, found);
  bindWanted(context, documented, tagged, found);
  for (const each of tagged) checkSecretTag(context, documented, { ...each, bound: found });
  if (check && verified) checkCheck(context, check, { verified, found });
  checkKeys(context, found);
  reportLost(context, uses);
  const { keys, groups } = found;
  const common = { secrets: requirementsOf(keys, groups), reads: readingsOf(keys, groups) };
  return verified && check ? { ...common, verifies: verified.name, verifiesAt: tagSpan(check) } : common;
}

function tagSpan({ tag }: NamedByTag): NamedByTag["tag"]["at"] {
  return { ...tag.at, end: tag.contentAt.end };
}

function reportLost({ problems }: ReadingContext, { lost }: Uses): void {
  for (const { kind, name, at } of lost) problems.report(kind === "key" ? "ACT408" : "ACT409", at, name);
}

/** Binds the keys that are read without their secret: of `process.env`, and by `secrets.get("KEY")`. */
function bindNamed(
  context: ReadingContext,
  documented: DocumentedUses,
  { tagged, verified }: { readonly tagged: readonly NamedByTag[]; readonly verified: SecretModel | undefined },
  found: Keys,
): void {
  const { env, looseKeys } = documented.uses;
  const tree = documented.exported.node.getSourceFile();
  const named = partsOf(tagged);
  const groups = [...found.groups.map(({ members }) => members), ...named.groups];
  const single = verified ? [...named.secrets, verified] : named.secrets;
  const bound = new Set([...found.keys.map(({ secret }) => secret), ...single]);
  const byEnv = bindEnv(context, { env, tree, bound: { secrets: [...bound], groups } });
  found.keys.push(...byEnv.keys);
  for (const { secret } of byEnv.keys) bound.add(secret);
  const loose = bindLooseKeys(context, documented, { secrets: [...bound], groups });
  found.keys.push(...loose);
  const open = [...byEnv.ofGroups, ...looseKeys];
  for (const members of new Set(groups)) {
    const has = ({ key }: { readonly key: string }): boolean => members.some((each) => secretKeys(each).includes(key));
    found.groups.push(...open.filter(has).map(({ key, at }) => ({ members, key, at })));
  }
}

/** Returns the secrets, and the groups of which one is enough, that tags name. */
function partsOf(tagged: readonly NamedByTag[]): {
  readonly secrets: readonly SecretModel[];
  readonly groups: readonly (readonly SecretModel[])[];
} {
  return {
    secrets: tagged.flatMap(({ declared }) => (declared?.kind === "secret" ? [declared.secret] : [])),
    groups: tagged.flatMap(({ declared }) => (declared?.kind === "oneOf" ? [declared.members] : [])),
  };
}

/** Returns the keys that `secrets.get("KEY")` reads; one that is not of exactly one bound secret is reported. */
function bindLooseKeys(
  context: ReadingContext,
  documented: DocumentedUses,
  {
    secrets,
    groups,
  }: { readonly secrets: readonly SecretModel[]; readonly groups: readonly (readonly SecretModel[])[] },
): readonly KeyUse[] {
  const { problems } = context;
  const { exported, uses } = documented;
  const members = groups.flat();
  return uses.looseKeys.flatMap(({ key, at }) => {
    const has = (secret: SecretModel): boolean => secretKeys(secret).includes(key);
    const owners = secrets.filter(has);
    const names = [...new Set([...owners, ...members.filter(has)].map(({ name }) => name))];
    if (names.length === 0) {
      problems.reportFixable("ACT405", { at, fix: bindingFix(context, documented, key) }, key, exported.name);
    }
    if (names.length > 1) problems.report("ACT406", at, key, names.sort(compare).join(", "));
    return names.length === 1 ? owners.map((secret) => ({ secret, key, at })) : [];
  });
}

/** Binds the keys of `@reads`, each of the secrets of `@secret` or else of those that are read; those of no secret are reported. */
function bindWanted(
  { problems }: ReadingContext,
  { exported, docs }: DocumentedUses,
  tagged: readonly NamedByTag[],
  found: Keys,
): void {
  const named = tagged.flatMap(({ declared }) => secretsIn(declared));
  const { groups, secrets: single } = partsOf(tagged);
  const used = new Set(found.keys.map(({ secret }) => secret));
  const [lacking] = named;
  for (const { content: key, at, contentAt } of docs.tags.filter(({ name }) => name === "reads")) {
    const has = (secret: SecretModel): boolean => secretKeys(secret).includes(key);
    const holding = groups.filter((members) => members.some(has));
    const owners = single.some(has) ? single.filter(has) : holding.length > 0 ? [] : [...used].filter(has);
    found.keys.push(...owners.map((secret) => ({ secret, key, at: contentAt })));
    found.groups.push(...holding.map((members) => ({ members, key, at: contentAt })));
    if (owners.length > 0 || holding.length > 0) continue;
    const span = key === "" ? at : contentAt;
    if (lacking) problems.report("ACT404", span, key, lacking.name, didYouMean(key, named.flatMap(secretKeys)));
    else problems.report("ACT405", span, key, exported.name);
  }
}

/** Gives a check that reads no key by itself all of its secret; reports one that reads another secret. */
function checkCheck(
  { problems }: ReadingContext,
  check: NamedByTag,
  { verified, found }: { readonly verified: SecretModel; readonly found: Keys },
): void {
  const at = tagSpan(check);
  const ofGroups = found.groups.flatMap(({ members, at }) => members.map((secret) => ({ secret, at })));
  const other = [...found.keys, ...ofGroups].find(({ secret }) => secret.name !== verified.name);
  if (other) problems.report("ACT412", at, verified.name, other.secret.name, formatPosition(other.at));
  if (found.keys.some(({ secret }) => secret.name === verified.name)) return;
  found.keys.push(...secretKeys(verified).map((key) => ({ secret: verified, key, at })));
}

function checkKeys({ problems }: ReadingContext, { keys, groups }: Keys): void {
  const lacks = (secret: SecretModel, key: string): boolean =>
    secret.kind === "custom" && !secretKeys(secret).includes(key);
  for (const { secret, key, at } of keys) {
    if (lacks(secret, key)) problems.report("ACT404", at, key, secret.name, didYouMean(key, secretKeys(secret)));
  }
  for (const { members, key, at } of groups) {
    if (members.every((secret) => lacks(secret, key))) {
      const names = members.map(({ name }) => name).join("`, `");
      problems.report("ACT404", at, key, names, didYouMean(key, members.flatMap(secretKeys)));
    }
  }
}
