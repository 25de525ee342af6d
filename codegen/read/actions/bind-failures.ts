import { failureKinds } from "../../../runtime/contract/errors.js";
import { addTags, removeTag } from "../comments/comment-fixes.js";
import type { DocumentedUses } from "./documented-uses.js";
import type { ReadingContext } from "./reading-context.js";

/**
 * Returns the kinds of failures that an action makes, or says that it makes. Where its comment names some by `@throws`, reports
 * those that it leaves out, and those that nothing makes.
 */
export function bindFailures(
  { problems }: ReadingContext,
  { exported, docs, uses }: DocumentedUses,
): readonly string[] {
  const made = new Set(uses.failures.flatMap(({ kind }) => kind ?? []));
  const tags = docs.tags.filter(({ name, value }) => name === "throws" && value !== undefined);
  const said = new Set(tags.map(({ value }) => String(value)));
  const unsaid = failureKinds.filter((kind) => made.has(kind) && !said.has(kind));
  const comment = exported.comment && { at: exported.comment, docs };
  if (tags.length > 0 && unsaid.length > 0) {
    const fix = comment && addTags(comment, "throws", unsaid);
    const names = unsaid.map((kind) => `\`${kind}\``).join(", ");
    problems.reportFixable("ACT415", { at: exported.nameAt, fix }, `\`${exported.name}\` fails with ${names}, too`);
  }
  // A kind that only a run tells may be any; and where nothing makes one, packages do, or code that runs elsewhere.
  const isOpen = uses.failures.length === 0 || uses.failures.some(({ kind }) => kind === undefined);
  for (const tag of isOpen ? [] : tags) {
    const kind = String(tag.value);
    if (made.has(kind) || (kind === "invalid_request" && uses.usesEndpoints)) continue;
    const at = { ...tag.at, end: tag.contentAt.start + kind.length };
    const fix = comment && removeTag(comment, tag);
    problems.reportFixable("ACT415", { at, fix }, `nothing that \`${exported.name}\` runs fails with \`${kind}\``);
  }
  return failureKinds.filter((kind) => made.has(kind) || said.has(kind));
}
