import type { Json } from "../../../runtime/contract/json.js";
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
  problems.report("ACT205", written === "" ? at : partAt, name, part ?? written, form);
}
