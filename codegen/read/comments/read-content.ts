import type { Json } from "../../../runtime/contract/json.js";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import type { Tag } from "./scan-tags.js";
import type { Content } from "./tag-contents.js";
import type { TagHome } from "./tag-row.js";
import { tagRow } from "./tag-table.js";

/** A known tag with the value of its content; undefined where that does not parse, or says nothing in this comment. */
export interface ReadTag extends Tag {
  readonly value: Json | undefined;
}

/** Reads the content of a tag that stands where it may; one of another form is reported. */
export function readContent(tag: Tag, home: TagHome, problems: ProblemList): ReadTag {
  const content = contentOf(tag.name, home);
  const value = content === undefined ? tag.content : content.parse(tag.content);
  if (content !== undefined && value === undefined) reportContent(tag, { content, home }, problems);
  return { ...tag, value };
}

/** The content that a tag takes; undefined for names and prose, which are not read here. */
function contentOf(name: string, home: TagHome): Content | undefined {
  const row = tagRow(name);
  switch (home) {
    case "function":
    case "file":
      return row?.action?.content ?? row?.platform?.content;
    case "property":
    case "param":
      return row?.schema?.content;
    default:
      return home satisfies never;
  }
}

function reportContent(
  { name, content: written, at, contentAt }: Tag,
  { content, home }: { readonly content: Content; readonly home: TagHome },
  problems: ProblemList,
): void {
  const part = content.parsedPart?.(written);
  const partAt = part === undefined ? contentAt : { ...contentAt, end: contentAt.start + part.length };
  const form = content.form({ name, content: written, isInline: home === "param" });
  const fix = home === "param" ? undefined : repairOf(written, contentAt, content);
  if (name === "throws") problems.reportFixable("ACT222", { at: written === "" ? at : partAt, fix }, part ?? "", form);
  else problems.reportFixable("ACT205", { at: written === "" ? at : partAt, fix }, name, part ?? written, form);
}

/** Writes the content that is meant instead of a wrong one on one line. */
function repairOf(written: string, { source, start, end }: Span, content: Content): Fix | undefined {
  if (source.text.slice(start, end) !== written) return undefined;
  const withoutComma = written.replace(/\s*[,;]$/, "");
  const repair = content.repair?.(withoutComma) ?? { text: withoutComma, safe: true };
  if (repair.text === written || content.parse(repair.text) === undefined) return undefined;
  return { safe: repair.safe, edits: [{ start, end, text: repair.text }] };
}
