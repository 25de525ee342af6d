import type { SourceText, Span } from "../../model/source-text.js";
import { endsBefore } from "./tag-ends.js";
import type { TagForm } from "./tag-row.js";

/** One tag of a comment whose content is taken as it stands, line prefixes removed. */
export interface Tag {
  readonly name: string;
  readonly content: string;
  /** The tag itself, with its `@`. */
  readonly at: Span;
  /** The content. */
  readonly contentAt: Span;
}

/** The tags of a comment apart from its prose. */
export interface ScannedComment {
  readonly tags: readonly Tag[];
  /** The comment's text with its raw tags blanked, so that offsets stay. */
  readonly prose: string;
}

interface FoundTag {
  readonly name: string;
  readonly start: number;
  /** End of the tag's name. */
  readonly nameEnd: number;
}

/** Matches a tag behind the start of the comment or of a line, or behind a blank. */
const tagPattern = /(^|[\s*])@([a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*)/g;

/**
 * Finds the tags of the comment at `at` and takes out those that are not prose. The content of a raw one goes to the next
 * tag that starts a line, or that follows a whole content, so that it may hold braces, `@` and all else that TSDoc would read
 * as markup. A modifier has none: the text after it stays prose. A note ends with its paragraph.
 */
export function scanTags(at: Span, formOf: (name: string) => TagForm): ScannedComment {
  const { text } = at.source;
  const commentEnd = endOfText(at);
  const found = findTags(text, { start: at.start + 3, end: commentEnd }, formOf);
  const tags: Tag[] = [];
  let prose = `${text.slice(at.start, commentEnd)}${" ".repeat(at.end - 2 - commentEnd)}*/`;
  for (const [index, tag] of found.entries()) {
    const form = formOf(tag.name);
    if (form === "prose") continue;
    const next = found[index + 1]?.start ?? commentEnd;
    const end =
      form === "raw"
        ? next
        : form === "noted"
          ? tag.nameEnd + noteIn(text.slice(tag.nameEnd, next)).length
          : tag.nameEnd;
    tags.push(readTag(at.source, tag, end));
    prose = blank(prose, tag.start - at.start, end - at.start);
  }
  return { tags, prose };
}

/** Returns the paragraph that begins on the line of a tag; empty where nothing follows on that line. */
function noteIn(text: string): string {
  return /^[ \t]*[^\s*].*(?:\n[ \t]*(?:\*[ \t]*)?[^\s*].*)*/.exec(text)?.[0] ?? "";
}

/** Returns the offset of the stars that end a comment, of which there may be more than one. */
export function endOfText(at: Span): number {
  let end = at.end - 2;
  while (end > at.start + 3 && at.source.text[end - 1] === "*") end--;
  return end;
}

function findTags(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  formOf: (name: string) => TagForm,
): readonly FoundTag[] {
  const comment = text.slice(start - 1, end);
  // Most comments of properties are prose alone.
  if (!comment.includes("@")) return [];
  const found: FoundTag[] = [];
  const code = codeRanges(text, start, end);
  tagPattern.lastIndex = 0;
  // Within the comment alone: in the whole file each search would go on to the next tag, far below.
  for (let match = tagPattern.exec(comment); match !== null; match = tagPattern.exec(comment)) {
    const [, before = "", name = ""] = match;
    const tagStart = start - 1 + match.index + before.length;
    const previous = found.at(-1);
    const insideRaw =
      previous !== undefined &&
      formOf(previous.name) === "raw" &&
      !startsLine(text, tagStart, start) &&
      !endsBefore(previous.name, text.slice(previous.nameEnd, tagStart), text.slice(tagStart, end));
    const insideCode = code.some((range) => tagStart >= range.start && tagStart < range.end);
    if (!insideRaw && !insideCode) found.push({ name, start: tagStart, nameEnd: tagStart + 1 + name.length });
    // The character that ended this match may be the blank before the next tag.
    tagPattern.lastIndex = match.index + match[0].length;
  }
  return found;
}

/** Matches code fences, of tildes or backticks, and code spans. */
export const codePattern =
  /(?<=(?:^|\n|^\/\*\*)[ \t]*\*?[ \t]*)(~{3,})[\s\S]*?(?:\n[ \t]*\*?[ \t]*\1(?=\s|$|\*)|$)|(`{3,})[\s\S]*?(?:\2|$)|`[^`\n]*`/g;

/** Finds code fences and code spans, in which nothing is a tag. */
function codeRanges(text: string, start: number, end: number): readonly { start: number; end: number }[] {
  const ranges = [];
  const comment = text.slice(start, end);
  for (const match of comment.matchAll(codePattern)) {
    ranges.push({ start: start + match.index, end: start + match.index + match[0].length });
  }
  return ranges;
}

function startsLine(text: string, offset: number, commentStart: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf("\n", offset - 1) + 1, commentStart), offset);
  return /^[\s*]*$/.test(line);
}

function readTag(source: SourceText, tag: FoundTag, end: number): Tag {
  const raw = source.text.slice(tag.nameEnd, end);
  const lines = raw
    .split("\n")
    .map((line, index) => (index === 0 ? line : line.replace(/^\s*(?:\*+(?=\s|$)|\*)? ?/, "")));
  const leading = raw.length - raw.trimStart().length;
  const trailing = raw.length - raw.replace(/[\s*]+$/, "").length;
  const contentStart = Math.min(tag.nameEnd + leading, end);
  return {
    name: tag.name,
    content: lines.join("\n").trim(),
    at: { source, start: tag.start, end: tag.nameEnd },
    contentAt: { source, start: contentStart, end: Math.max(contentStart, end - trailing) },
  };
}

function blank(text: string, start: number, end: number): string {
  const blanked = text.slice(start, end).replace(/[^\n*]|\*(?!\s)/g, " ");
  return text.slice(0, start) + blanked + text.slice(end);
}
