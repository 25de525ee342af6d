import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Declared } from "../../model/file-reading.js";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import { addTags, removeTag } from "../comments/comment-fixes.js";
import type { Tag } from "../comments/scan-tags.js";
import { declarationsIn, secretKeys } from "../declarations/visible-declarations.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import type { GroupUse, KeyUse, Uses } from "../reach/read-uses.js";
import type { DocumentedUses } from "./documented-uses.js";
import type { ReadingContext } from "./reading-context.js";

/** A tag and the declaration that it names, if there is one. */
export interface NamedByTag {
  readonly tag: Tag;
  readonly declared: Declared | undefined;
}

/** Reads the tags that name a secret; those that name none are reported. */
export function readSecretTags(
  context: ReadingContext,
  { exported, docs }: DocumentedUses,
  name: "secret" | "verifies",
): readonly NamedByTag[] {
  const tags = docs.tags.filter((tag) => tag.name === name);
  if (tags.length === 0) return [];
  const visible = visibleDeclarations(context, exported);
  // A check calls the service of one secret, so a group of several cannot be checked.
  const names = name === "verifies" ? new Map([...visible].filter(([, each]) => each.kind !== "oneOf")) : visible;
  return tags.map((tag) => {
    const declared = names.get(tag.content);
    if (declared === undefined) {
      const at = tag.content === "" ? tag.at : tag.contentAt;
      const near = /\s/.test(tag.content) ? undefined : onlyNearestOf(tag.content, names.keys());
      const fix = near === undefined ? undefined : replaceBy(tag.contentAt, near);
      context.problems.reportFixable("ACT401", { at, fix }, name, tag.content, didYouMean(tag.content, names.keys()));
    }
    return { tag, declared };
  });
}

/** Returns the secrets that a declaration is: one, or those of a group. */
export function secretsIn(declared: Declared | undefined): readonly SecretModel[] {
  if (declared?.kind === "oneOf") return declared.members;
  return declared?.kind === "secret" ? [declared.secret] : [];
}

function replaceBy({ start, end }: Span, text: string): Fix {
  return { safe: true, edits: [{ start, end, text }] };
}

/** Keys that an action gets. */
export interface BoundKeys {
  readonly keys: readonly KeyUse[];
  readonly groups: readonly GroupUse[];
}

/**
 * Reports a `@secret` that repeats what the function reads through the constant, or whose secret nothing reads. Returns whether
 * something reads it.
 */
export function checkSecretTag(
  { problems }: ReadingContext,
  { exported, docs, uses }: DocumentedUses,
  { tag, declared, bound }: NamedByTag & { readonly bound: BoundKeys },
): boolean {
  if (exported.comment === undefined || declared === undefined) return false;
  const at = { ...tag.at, end: tag.contentAt.end };
  const fix = removeTag({ at: exported.comment, docs }, tag);
  const isUsed = isRead(declared, bound);
  if (isReadByHandle(declared, uses)) problems.reportFixable("ACT407", { at, fix }, tag.content);
  else if (!isUsed) {
    const names = secretsIn(declared).map(({ name }) => `\`${name}\``);
    problems.reportFixable("ACT410", { at, fix }, tag.content, names.join(", "));
  }
  return isUsed;
}

function isRead(declared: Declared, { keys, groups }: BoundKeys): boolean {
  if (declared.kind === "oneOf") return groups.some(({ members }) => members === declared.members);
  return declared.kind === "secret" && keys.some(({ secret }) => secret === declared.secret);
}

/** Returns whether a function reads all that a declaration holds through its constant. */
function isReadByHandle(declared: Declared, { keys, groups }: Uses): boolean {
  const read =
    declared.kind === "oneOf"
      ? groups.filter(({ members }) => members === declared.members)
      : keys.filter(({ secret }) => declared.kind === "secret" && secret === declared.secret);
  return secretsIn(declared).every((secret) => secretKeys(secret).every((key) => read.some((use) => use.key === key)));
}

/**
 * Returns the fix that binds the one secret with a key by `@secret`; undefined where there are none or several, and where a tag that
 * names no secret may mean it.
 */
export function bindingFix(context: ReadingContext, { exported, docs }: DocumentedUses, key: string): Fix | undefined {
  const visible = visibleDeclarations(context, exported);
  if (docs.tags.some(({ name, content }) => name === "secret" && !visible.has(content))) return undefined;
  const owners = [...visible].filter(
    ([, declared]) => declared.kind === "secret" && secretKeys(declared.secret).includes(key),
  );
  const [only] = owners;
  if (only === undefined || owners.length > 1 || exported.comment === undefined) return undefined;
  return addTags({ at: exported.comment, docs }, "secret", [only[0]]);
}

/** Returns declarations by the names that a function's file has for them; those of all other files by their own. */
function visibleDeclarations(context: ReadingContext, exported: ExportedFunction): ReadonlyMap<string, Declared> {
  const visible = new Map<string, Declared>();
  for (const each of context.declarations.everywhere()) if (each.kind !== "endpoint") visible.set(each.constant, each);
  for (const [name, each] of declarationsIn(context, exported.node.getSourceFile())) visible.set(name, each);
  return visible;
}
