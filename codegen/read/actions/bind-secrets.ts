import type { SecretRequirement, SecretUse } from "../../../runtime/contract/manifest.js";
import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Declared } from "../../model/file-reading.js";
import type { ActionModel, SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import { compare } from "../../report/problems.js";
import { removeTag } from "../comments/comment-fixes.js";
import type { Docs } from "../comments/read-docs.js";
import type { Tag } from "../comments/scan-tags.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import { bindEnv } from "./bind-env.js";
import type { KeyUse, Uses } from "./read-uses.js";
import type { ReadingContext } from "./reading-context.js";
import { declarationsIn, secretKeys } from "./visible-declarations.js";

/** An action whose secrets are bound. */
interface Binding {
  readonly exported: ExportedFunction;
  readonly docs: Docs;
  readonly uses: Uses;
}

/**
 * Returns the secrets that an action gets: those that it reads, itself or in functions that it calls, and those that
 * `@secret` names. Only the keys that are read, also by `process.env`, count; `@secret` alone binds all keys, with `@reads` only those.
 */
export function bindSecrets(context: ReadingContext, binding: Binding): Pick<ActionModel, "secrets" | "verifies"> {
  const keys = [...binding.uses.keys];
  const groups = [...binding.uses.groups];
  const wanted = readTagged(context, binding, "reads").map(({ tag }) => tag);
  const tagged = readTagged(context, binding, "secret");
  for (const { tag, declared } of tagged) {
    checkUse(context, binding, { tag, declared });
    if (declared?.kind === "oneOf") groups.push(declared.members);
    if (declared?.kind === "secret") keys.push(...taggedKeys(declared.secret, tag, wanted));
  }
  const [verified] = readTagged(context, binding, "verifies");
  const verifies = verified?.declared?.kind === "secret" ? verified.declared.secret : undefined;
  if (verifies) keys.push(...taggedKeys(verifies, undefined, []));
  const tree = binding.exported.node.getSourceFile();
  keys.push(...bindEnv(context, { env: binding.uses.env, tree, bound: { keys, groups } }));
  bindWanted(context, { binding, wanted, tagged }, keys);
  for (const { kind, name, at } of binding.uses.lost) context.problems.report(kind === "key" ? "ACT408" : "ACT409", at, name);
  for (const at of binding.uses.computedHosts) context.problems.report("ACT413", at);
  checkKeys(context, keys);
  bindLooseKeys(context, binding, keys);
  return { secrets: requirementsOf(keys, groups), ...(verifies ? { verifies: verifies.name } : {}) };
}

/** A tag and the declaration that it names, if there is one. */
interface NamedByTag {
  readonly tag: Tag;
  readonly declared: Declared | undefined;
}

function readTagged(context: ReadingContext, { exported, docs }: Binding, name: string): readonly NamedByTag[] {
  const tags = docs.tags.filter((tag) => tag.name === name);
  if (name === "reads" || tags.length === 0) return tags.map((tag) => ({ tag, declared: undefined }));
  const visible = visibleDeclarations(context, exported);
  // A check calls the service of one secret, so a group of several cannot be checked.
  const names = name === "verifies" ? new Map([...visible].filter(([, each]) => each.kind !== "oneOf")) : visible;
  return tags.map((tag) => {
    const declared = names.get(tag.content);
    if (declared === undefined) {
      const at = tag.content === "" ? tag.at : tag.contentAt;
      const near = /\s/.test(tag.content) ? undefined : onlyNearestOf(tag.content, names.keys());
      const fix = near === undefined ? undefined : replaceBy(tag.contentAt, near);
      const suggestion = didYouMean(tag.content, names.keys());
      context.problems.reportFixable("ACT401", { at, fix }, name, tag.content, suggestion);
    }
    return { tag, declared };
  });
}

function replaceBy({ start, end }: Span, text: string): Fix {
  return { safe: true, edits: [{ start, end, text }] };
}

/** Reports a `@secret` that repeats what the function reads through the constant. */
function checkUse(
  { problems }: ReadingContext,
  { exported, docs, uses }: Binding,
  { tag, declared }: NamedByTag,
): void {
  if (exported.comment === undefined || declared === undefined || !isRead(declared, uses)) return;
  const fix = removeTag({ at: exported.comment, docs }, tag);
  problems.reportFixable("ACT407", { at: { ...tag.at, end: tag.contentAt.end }, fix }, tag.content);
}

/** Returns whether a function reads all that a declaration holds through its constant. */
function isRead(declared: Declared, { keys, groups }: Uses): boolean {
  if (declared.kind === "oneOf") return groups.includes(declared.members);
  if (declared.kind === "endpoint") return false;
  const { secret } = declared;
  return secretKeys(secret).every((key) => keys.some((use) => use.secret === secret && use.key === key));
}

/** Returns declarations by the names that a function's file has for them; those of all other files by their own. */
function visibleDeclarations(context: ReadingContext, exported: ExportedFunction): ReadonlyMap<string, Declared> {
  const visible = new Map<string, Declared>();
  for (const each of context.declarations.everywhere()) if (each.kind !== "endpoint") visible.set(each.constant, each);
  for (const [name, each] of declarationsIn(context, exported.node.getSourceFile())) visible.set(name, each);
  return visible;
}

function taggedKeys(secret: SecretModel, tag: Tag | undefined, wanted: readonly Tag[]): readonly KeyUse[] {
  const all = secretKeys(secret);
  const named = all.filter((key) => wanted.some((each) => each.content === key));
  return (named.length > 0 ? named : all).map((key) => ({ secret, key, at: tag?.contentAt ?? secret.source }));
}

/** Binds the keys of `@reads` for secrets that are bound by use; those of no bound secret are reported. */
function bindWanted(
  { problems }: ReadingContext,
  { binding, wanted, tagged }: { binding: Binding; wanted: readonly Tag[]; tagged: readonly NamedByTag[] },
  keys: KeyUse[],
): void {
  const named = tagged.flatMap(({ declared }) =>
    declared?.kind === "secret" ? [declared.secret] : declared?.kind === "oneOf" ? declared.members : [],
  );
  const used = new Set(keys.map(({ secret }) => secret));
  const [lacking] = named;
  for (const { content: key, at, contentAt } of wanted) {
    if (named.some((secret) => secretKeys(secret).includes(key))) continue;
    const owners = [...used].filter((secret) => secretKeys(secret).includes(key));
    keys.push(...owners.map((secret) => ({ secret, key, at: contentAt })));
    if (owners.length > 0) continue;
    const span = key === "" ? at : contentAt;
    if (lacking) problems.report("ACT404", span, key, lacking.name, didYouMean(key, named.flatMap(secretKeys)));
    else problems.report("ACT405", span, key, binding.exported.name);
  }
}

function checkKeys({ problems }: ReadingContext, keys: readonly KeyUse[]): void {
  for (const { secret, key, at } of keys) {
    if (secret.kind === "oauth") continue;
    const all = secretKeys(secret);
    if (!all.includes(key)) problems.report("ACT404", at, key, secret.name, didYouMean(key, all));
  }
}

/** Reports each key of a `secrets.get("KEY")` that is not one of exactly one bound secret. */
function bindLooseKeys({ problems }: ReadingContext, { exported, uses }: Binding, keys: readonly KeyUse[]): void {
  for (const { key, at } of uses.looseKeys) {
    const names = [...new Set(keys.filter((use) => use.key === key).map((use) => use.secret.name))];
    if (names.length === 0) problems.report("ACT405", at, key, exported.name);
    if (names.length > 1) problems.report("ACT406", at, key, names.sort(compare).join(", "));
  }
}

/** Returns the keys that are read, by secret and sorted by its name; the members of a group as they were declared. */
function requirementsOf(
  keys: readonly KeyUse[],
  groups: readonly (readonly SecretModel[])[],
): readonly SecretRequirement[] {
  const names = [...new Set(keys.map((use) => use.secret.name))].sort(compare);
  const single = names.map((name) => useOf(keys.filter((use) => use.secret.name === name)));
  const distinct = new Map(groups.map((members) => [members.map(secretId).join(" "), members]));
  const oneOf = [...distinct]
    .sort(([a], [b]) => compare(a, b))
    .map(([, members]) => ({
      oneOf: members.map((secret) => useOf(taggedKeys(secret, undefined, []))),
    }));
  return [...single, ...oneOf];
}

function secretId(secret: SecretModel): string {
  return secret.kind === "oauth" ? `${secret.name}.${secret.key}` : secret.name;
}

function useOf(uses: readonly KeyUse[]): SecretUse {
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
