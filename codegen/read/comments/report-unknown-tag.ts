import type { Span } from "../../model/source-text.js";
import type { Edit } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import { isSilentTag, nearTag, suggestTag } from "./tag-aliases.js";
import type { TagHome } from "./tag-row.js";
import { tagRow } from "./tag-table.js";

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
  if (isSilentTag(name) && !(name === "type" && home === "property")) {
    problems.report("ACT221", at, name);
    return;
  }
  const near = nearTag(name);
  const fits = near !== undefined && home !== undefined && tagRow(near)?.on.includes(home) && !taken?.has(near);
  const fix = fits ? { safe: true, edits: [rename(at, name, near)] } : undefined;
  problems.reportFixable("ACT203", { at, fix }, name, suggestTag(name));
}

function rename({ source, start }: Span, name: string, near: string): Edit {
  const nameStart = source.text.indexOf(`@${name}`, start) + 1;
  return { start: nameStart, end: nameStart + name.length, text: near };
}
