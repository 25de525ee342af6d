import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Span } from "../../model/source-text.js";
import type { Edit } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import type { TagHome } from "./tag-row.js";
import { tagRow, tagTable } from "./tag-table.js";

/** An unknown tag. */
export interface UnknownTag {
  readonly name: string;
  readonly at: Span;
  /** Its home; undefined where no tag may stand. */
  readonly home: TagHome | undefined;
  /** Tags that would stand twice. */
  readonly taken?: ReadonlySet<string>;
}

/** Reports an unknown tag; a misspelt one with a fix, if the right one may stand there. */
export function reportUnknownTag({ name, at, home, taken }: UnknownTag, problems: ProblemList): void {
  const near = nearTag(name);
  const fits = near !== undefined && home !== undefined && tagRow(near)?.on.includes(home) && !taken?.has(near);
  const fix = fits ? { safe: true, edits: [rename(at, name, near)] } : undefined;
  const suggestion = didYouMean(name, Object.keys(tagTable)).replace("`", "`@");
  problems.reportFixable("ACT203", { at, fix }, name, suggestion);
}

/** Returns the tag that a misspelt one is meant to be, if only one is as near. */
export function nearTag(name: string): string | undefined {
  return onlyNearestOf(name, Object.keys(tagTable));
}

function rename({ source, start }: Span, name: string, near: string): Edit {
  const nameStart = source.text.indexOf(`@${name}`, start) + 1;
  return { start: nameStart, end: nameStart + name.length, text: near };
}
