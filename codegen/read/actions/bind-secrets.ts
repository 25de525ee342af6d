import type { SecretRequirement, SecretUse } from "../../../runtime/contract/manifest.js";
import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Declared } from "../../model/file-reading.js";
import type { ActionModel, SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import { compare } from "../../report/problems.js";
import { addTag, removeTag } from "../comments/comment-fixes.js";
import type { Docs } from "../comments/read-docs.js";
import type { Tag } from "../comments/scan-tags.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import { bindEnv } from "./bind-env.js";
import type { KeyUse, Uses } from "../reach/read-uses.js";
import type { ReadingContext } from "./reading-context.js";
import { declarationsIn, secretKeys } from "../declarations/visible-declarations.js";

/** An action whose secrets are bound. */
interface Binding {
  readonly exported: ExportedFunction;
  readonly docs: Docs;
  readonly uses: Uses;
}

/**
 * Returns the secrets that an action gets: those that it reads, itself or in functions that it calls, and those that `@secret`
 * names. Only the keys that are read count, also by `process.env`, and those of `@reads`, which a library reads by itself.
 */
export function bindSecrets(context: ReadingContext, binding: Binding): Pick<ActionModel, "secrets" | "verifies"> {
  const { uses } = binding;
  const groups = [...uses.groups];
  const wanted = readTagged(context, binding, "reads").map(({ tag }) => tag);
  const tagged = readTagged(context, binding, "secret");
  for (const { declared } of tagged) if (declared?.kind === "oneOf") groups.push(declared.members);
  const [verified] = readTagged(context, binding, "verifies");
  const verifies = verified?.declared?.kind === "secret" ? verified.declared.secret : undefined;
  const named = [...tagged.flatMap(({ declared }) => secretIn(declared)), ...(verifies ? [verifies] : [])];
  const tree = binding.exported.node.getSourceFile();
  const keys = [...uses.keys];
  const bound = [...new Set([...keys.map(({ secret }) => secret), ...named])];
  const byName = bindEnv(context, { env: uses.env, tree, bound: { secrets: bound, groups } });
  keys.push(...byName, ...bindLooseKeys(context, binding, { secrets: [...new Set([...bound, ...secretsOf(byName)])], groups }));
  bindWanted(context, { binding, wanted, tagged }, keys);
  for (const each of tagged) checkTag(context, binding, { ...each, keys });
  for (const secret of named) {
    if (!keys.some((use) => use.secret === secret)) keys.push(...keysOf(secret, secret.source));
  }
  checkKeys(context, keys);
  reportLost(context, uses);
  return { secrets: requirementsOf(keys, groups), ...(verifies ? { verifies: verifies.name } : {}) };
}

function secretIn(declared: Declared | undefined): readonly SecretModel[] {
  return declared?.kind === "secret" ? [declared.secret] : [];
}

function secretsOf(keys: readonly KeyUse[]): readonly SecretModel[] {
  return keys.map(({ secret }) => secret);
}

function reportLost({ problems }: ReadingContext, { lost }: Uses): void {
  for (const { kind, name, at } of lost) problems.report(kind === "key" ? "ACT408" : "ACT409", at, name);
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

/** Reports a `@secret` that repeats what the function reads through the constant, or whose secret nothing reads. */
function checkTag(
  { problems }: ReadingContext,
  { exported, docs, uses }: Binding,
  { tag, declared, keys }: NamedByTag & { readonly keys: readonly KeyUse[] },
): void {
  if (exported.comment === undefined || declared === undefined) return;
  const at = { ...tag.at, end: tag.contentAt.end };
  const fix = removeTag({ at: exported.comment, docs }, tag);
  if (isRead(declared, uses)) problems.reportFixable("ACT407", { at, fix }, tag.content);
  else if (declared.kind === "secret" && !keys.some((use) => use.secret === declared.secret)) {
    problems.reportFixable("ACT410", { at, fix }, tag.content, declared.secret.name);
  }
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

function keysOf(secret: SecretModel, at: Span): readonly KeyUse[] {
  return secretKeys(secret).map((key) => ({ secret, key, at }));
}

/** Binds the keys of `@reads`, each of the secrets of `@secret` or else of those that are read; those of no secret are reported. */
function bindWanted(
  { problems }: ReadingContext,
  { binding, wanted, tagged }: { binding: Binding; wanted: readonly Tag[]; tagged: readonly NamedByTag[] },
  keys: KeyUse[],
): void {
  const named = tagged.flatMap(({ declared }) => secretIn(declared));
  const members = tagged.flatMap(({ declared }) => (declared?.kind === "oneOf" ? declared.members : []));
  const used = new Set(secretsOf(keys));
  const [lacking] = [...named, ...members];
  for (const { content: key, at, contentAt } of wanted) {
    const has = (secret: SecretModel): boolean => secretKeys(secret).includes(key);
    const owners = named.some(has) ? named.filter(has) : members.some(has) ? [] : [...used].filter(has);
    keys.push(...owners.map((secret) => ({ secret, key, at: contentAt })));
    if (owners.length > 0 || members.some(has)) continue;
    const span = key === "" ? at : contentAt;
    const known = [...named, ...members].flatMap(secretKeys);
    if (lacking) problems.report("ACT404", span, key, lacking.name, didYouMean(key, known));
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

/**
 * Returns the keys that `secrets.get("KEY")` reads; one that is not of exactly one bound secret is reported. Where one declared
 * secret has it, the fix names that in the comment.
 */
function bindLooseKeys(
  context: ReadingContext,
  binding: Binding,
  { secrets, groups }: { readonly secrets: readonly SecretModel[]; readonly groups: readonly (readonly SecretModel[])[] },
): readonly KeyUse[] {
  const { problems } = context;
  const members = groups.flat();
  return binding.uses.looseKeys.flatMap(({ key, at }) => {
    const has = (secret: SecretModel): boolean => secretKeys(secret).includes(key);
    const owners = secrets.filter(has);
    const names = [...new Set([...owners, ...members.filter(has)].map(({ name }) => name))];
    if (names.length === 0) {
      problems.reportFixable("ACT405", { at, fix: bindingFix(context, binding, key) }, key, binding.exported.name);
    }
    if (names.length > 1) problems.report("ACT406", at, key, names.sort(compare).join(", "));
    return names.length === 1 ? owners.map((secret) => ({ secret, key, at })) : [];
  });
}

/** Returns the fix that binds the one secret with a key by `@secret`; undefined where there are none or several. */
function bindingFix(context: ReadingContext, { exported, docs }: Binding, key: string): Fix | undefined {
  const owners = [...visibleDeclarations(context, exported)].filter(([, declared]) =>
    secretIn(declared).some((secret) => secretKeys(secret).includes(key)),
  );
  const [only] = owners;
  if (only === undefined || owners.length > 1 || exported.comment === undefined) return undefined;
  return addTag({ at: exported.comment, docs }, "secret", only[0]);
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
      oneOf: members.map((secret) => useOf(keysOf(secret, secret.source))),
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
