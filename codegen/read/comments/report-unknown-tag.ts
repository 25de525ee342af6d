import { didYouMean, onlyNearestOf } from "../../../runtime/contract/suggest.js";
import type { Span } from "../../model/source-text.js";
import type { Edit } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import { type TagHome, tagRule, tagRules } from "./tag-table.js";

/** An unknown tag. */
export interface UnknownTag {
  readonly name: string;
  readonly at: Span;
  /** Where it stands; undefined where no tag would say anything. */
  readonly home: TagHome | undefined;
  /** Tags that would stand twice. */
  readonly taken?: ReadonlySet<string>;
}

/** Reports an unknown tag; one that is misspelt is mended where the right one may stand. */
export function reportUnknownTag({ name, at, home, taken }: UnknownTag, problems: ProblemList): void {
  const near = nearTag(name);
  const fits = near !== undefined && home !== undefined && tagRule(near)?.on.includes(home) && !taken?.has(near);
  const fix = fits ? { safe: true, edits: [rename(at, name, near)] } : undefined;
  const suggestion = didYouMean(name, Object.keys(tagRules)).replace("`", "`@");
  problems.reportFixable("ACT203", { at, fix }, name, suggestion);
}

/** The tag that a misspelt one is meant to be. */
export function nearTag(name: string): string | undefined {
  return onlyNearestOf(name, Object.keys(tagRules));
}

function rename({ source, start }: Span, name: string, near: string): Edit {
  const nameStart = source.text.indexOf(`@${name}`, start) + 1;
  return { start: nameStart, end: nameStart + name.length, text: near };
}
