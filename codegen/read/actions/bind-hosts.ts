import { removeTag } from "../comments/comment-fixes.js";
import type { ReadTag } from "../comments/read-content.js";
import { addHosts } from "../reach/hosts.js";
import type { DocumentedUses } from "./documented-uses.js";
import type { ReadingContext } from "./reading-context.js";

/**
 * Returns the hosts that an action contacts: those that its code tells, and those of `@hosts`; `*` alone where any may be one.
 * Reports addresses that callers choose, unless `@hosts "*"` gives the reason, and tags that add nothing.
 */
export function bindHosts(context: ReadingContext, documented: DocumentedUses): readonly string[] {
  const { uses, docs } = documented;
  const tags = docs.tags.filter(({ name, value }) => name === "hosts" && value !== undefined);
  const named = tags.map(({ value }) => String(value));
  for (const tag of tags) checkTag(context, documented, tag);
  if (!named.includes("*")) for (const at of uses.computedHosts) context.problems.report("ACT413", at, "address");
  return addHosts(uses.hosts, named);
}

function checkTag({ problems }: ReadingContext, { exported, docs, uses }: DocumentedUses, tag: ReadTag): void {
  const host = String(tag.value);
  const at = { ...tag.at, end: tag.contentAt.end };
  if (host === "*" && !/\s/.test(tag.content)) problems.report("ACT413", at, "tag");
  // A package may contact anything by itself, and so may an address that only a run tells.
  else if (
    !uses.usesPackages &&
    uses.computedHosts.length === 0 &&
    !uses.hosts.includes("*") &&
    !uses.hosts.includes(host)
  ) {
    const fix = exported.comment && removeTag({ at: exported.comment, docs }, tag);
    const known = uses.hosts.length === 0 ? "none" : uses.hosts.map((each) => `\`${each}\``).join(", ");
    problems.reportFixable("ACT414", { at, fix }, host, known);
  }
}
