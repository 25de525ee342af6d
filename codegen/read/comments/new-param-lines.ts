import type { Span } from "../../model/source-text.js";
import { titleOf } from "../../model/title.js";
import type { Edit } from "../../report/fix.js";
import { contentEnd, hasOwnLine, lineStart } from "./comment-text.js";
import { scanTags, type Tag } from "./scan-tags.js";

/** Tags that stand above those of the parameters. */
const headTags: ReadonlySet<string> = new Set([
  ...["title", "group", "docUrl", "author", "version", "namespace", "name", "remarks", "privateRemarks"],
]);

/** A comment, all its tags, and the way in which it is written. */
interface Layout {
  readonly comment: Span;
  readonly tags: readonly Tag[];
  readonly lineBreak: string;
  /** What stands before the comment on its line, if that is blank. */
  readonly indent: string;
  /** What stands before the text of a line. */
  readonly prefix: string;
}

/** Where new lines go: before the line that starts at an offset, or behind a text that ends there. */
interface Place {
  readonly offset: number;
  readonly isBefore: boolean;
}

/**
 * Adds a `@param` line for each of the parameters `missing`: behind that of a parameter before it, else before that of
 * one after it, else where the first one belongs. `names` are all parameters, in their order.
 */
export function newParamLines(comment: Span, names: readonly string[], missing: readonly string[]): readonly Edit[] {
  if (missing.length === 0) return [];
  const layout = layoutOf(comment);
  const isOneLine = !comment.source.text.slice(comment.start, comment.end).includes("\n");
  if (isOneLine) return severalLines(layout, missing);
  const places = missing.map((name) => placeOf(layout, names, name));
  const distinct = places.filter((place, index) => places.findIndex((each) => each.offset === place.offset) === index);
  return distinct.map((place) =>
    insertLines(
      layout,
      place,
      missing.filter((_, index) => places[index]?.offset === place.offset),
    ),
  );
}

function layoutOf(comment: Span): Layout {
  const { text } = comment.source;
  const tags = scanTags(comment, () => "raw").tags;
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, comment.start), comment.start))?.[0] ?? "";
  const tagLine = tags.find((tag) => hasOwnLine(text, tag.at.start));
  const lines = text.slice(comment.start, comment.end).split("\n").slice(1);
  const proseLine = lines.find((line) => /[^\s*/]/.test(line));
  const prosePrefix = proseLine === undefined ? undefined : /^[ \t]*(?:\*[ \t]?)?/.exec(proseLine)?.[0];
  return {
    comment,
    tags,
    lineBreak: text.includes("\r\n") ? "\r\n" : "\n",
    indent,
    prefix: tagLine ? text.slice(lineStart(text, tagLine.at.start), tagLine.at.start) : (prosePrefix ?? `${indent} * `),
  };
}

function placeOf(layout: Layout, names: readonly string[], name: string): Place {
  const { comment, tags } = layout;
  const { text } = comment.source;
  const tagOf = (each: string): Tag | undefined =>
    tags.find((tag) => tag.name === "param" && tag.content.split(/\s/, 1)[0] === each);
  const described = (some: readonly string[]): Tag | undefined => some.map(tagOf).find((tag) => tag !== undefined);
  const index = names.indexOf(name);
  const before = described(names.slice(0, index).reverse());
  if (before) return { offset: blockEnd(layout, before), isBefore: false };
  const after = described(names.slice(index + 1)) ?? tags.find((tag) => !headTags.has(tag.name));
  if (after && hasOwnLine(text, after.at.start)) return { offset: lineStart(text, after.at.start), isBefore: true };
  return { offset: contentEnd(comment), isBefore: false };
}

function blockEnd({ comment, tags }: Layout, tag: Tag): number {
  const next = tags[tags.indexOf(tag) + 1];
  return contentEnd(comment, next?.at.start);
}

function insertLines(layout: Layout, { offset, isBefore }: Place, names: readonly string[]): Edit {
  const { lineBreak, prefix } = layout;
  const lines = names.map((name) => prefix + paramLine(name));
  const text = isBefore
    ? lines.map((line) => line + lineBreak).join("")
    : separator(layout) + lines.map((line) => lineBreak + line).join("");
  return { start: offset, end: offset, text };
}

/** Makes several lines of a comment that is one. */
function severalLines(layout: Layout, names: readonly string[]): readonly Edit[] {
  const { comment, lineBreak, indent, prefix } = layout;
  const { text } = comment.source;
  const opening = comment.start + 3;
  const start = opening + (/^\s*/.exec(text.slice(opening))?.[0].length ?? 0);
  const lines = names.map((name) => lineBreak + prefix + paramLine(name)).join("");
  return [
    { start: opening, end: start, text: lineBreak + prefix },
    {
      start: contentEnd(comment),
      end: comment.end - 2,
      text: `${separator(layout)}${lines}${lineBreak}${indent} `,
    },
  ];
}

/** The empty line between prose and the first tag. */
function separator({ tags, lineBreak, prefix }: Layout): string {
  return tags.length > 0 ? "" : lineBreak + prefix.trimEnd();
}

function paramLine(name: string): string {
  return `@param ${name} - ${titleOf(name)}.`;
}
