import type { Span } from "../../model/source-text.js";
import type { Edit } from "../../report/fix.js";
import { contentEnd, hasOwnLine, lineStart } from "./comment-text.js";
import { scanTags, type Tag } from "./scan-tags.js";
import { tagRow } from "./tag-table.js";

/** A comment with all its tags, and how its lines are written. */
interface Layout {
  readonly comment: Span;
  readonly tags: readonly Tag[];
  readonly lineBreak: string;
  /** Blanks before the comment on its line. */
  readonly indent: string;
  /** Start of a line, before its text. */
  readonly prefix: string;
}

/** Target of new lines: before the line that starts at an offset, or behind a text that ends there. */
interface InsertionPoint {
  readonly offset: number;
  readonly isBefore: boolean;
}

/**
 * Adds a `@param` line for each of the parameters that `texts` describes: behind that of a parameter before it, else before that of
 * one after it, else where the first one belongs. `names` are all parameters, in their order.
 */
export function newParamLines(
  comment: Span,
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
): readonly Edit[] {
  const missing = [...texts.keys()];
  if (missing.length === 0) return [];
  const lines = new Map([...texts].map(([name, text]) => [name, `@param ${name} - ${text}`]));
  const linesOf = (some: readonly string[]): readonly string[] => some.flatMap((name) => lines.get(name) ?? []);
  const layout = layoutOf(comment);
  const isOneLine = !comment.source.text.slice(comment.start, comment.end).includes("\n");
  if (isOneLine) return severalLines(layout, linesOf(missing));
  const points = missing.map((name) => insertionPoint(layout, names, name));
  const distinct = points.filter((point, index) => points.findIndex((each) => each.offset === point.offset) === index);
  return distinct.map((point) =>
    insertLines(layout, point, linesOf(missing.filter((_, index) => points[index]?.offset === point.offset))),
  );
}

/** Adds lines behind all others of a comment. */
export function newLastLines(comment: Span, lines: readonly string[]): readonly Edit[] {
  const layout = layoutOf(comment);
  const isOneLine = !comment.source.text.slice(comment.start, comment.end).includes("\n");
  if (isOneLine) return severalLines(layout, lines);
  return [insertLines(layout, { offset: contentEnd(comment), isBefore: false }, lines)];
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

function insertionPoint(layout: Layout, names: readonly string[], name: string): InsertionPoint {
  const { comment, tags } = layout;
  const { text } = comment.source;
  const tagOf = (each: string): Tag | undefined =>
    tags.find((tag) => tag.name === "param" && paramNameIn(tag.content) === each);
  const described = (some: readonly string[]): Tag | undefined => some.map(tagOf).find((tag) => tag !== undefined);
  const index = names.indexOf(name);
  const before = described(names.slice(0, index).reverse());
  if (before) return { offset: blockEnd(layout, before), isBefore: false };
  const after = described(names.slice(index + 1)) ?? tags.find((tag) => !tagRow(tag.name)?.aboveParams);
  if (after && hasOwnLine(text, after.at.start)) return { offset: lineStart(text, after.at.start), isBefore: true };
  return { offset: contentEnd(comment), isBefore: false };
}

/** Returns the name of a `@param`, without the type and the brackets of JSDoc. */
function paramNameIn(content: string): string | undefined {
  return /^(?:\{[^{}]*\}\s*)?\[?([^\s=\]]+)/.exec(content)?.[1];
}

function blockEnd({ comment, tags }: Layout, tag: Tag): number {
  const next = tags[tags.indexOf(tag) + 1];
  return contentEnd(comment, next?.at.start);
}

function insertLines(layout: Layout, { offset, isBefore }: InsertionPoint, params: readonly string[]): Edit {
  const { lineBreak, prefix } = layout;
  const lines = params.map((line) => prefix + line);
  const text = isBefore
    ? lines.map((line) => line + lineBreak).join("")
    : separator(layout) + lines.map((line) => lineBreak + line).join("");
  return { start: offset, end: offset, text };
}

/** Turns a comment of one line into one of several. */
function severalLines(layout: Layout, params: readonly string[]): readonly Edit[] {
  const { comment, lineBreak, indent, prefix } = layout;
  const { text } = comment.source;
  const opening = comment.start + 3;
  const start = opening + (/^\s*/.exec(text.slice(opening))?.[0].length ?? 0);
  const lines = params.map((line) => lineBreak + prefix + line).join("");
  return [
    { start: opening, end: start, text: lineBreak + prefix },
    {
      start: contentEnd(comment),
      end: comment.end - 2,
      text: `${separator(layout)}${lines}${lineBreak}${indent} `,
    },
  ];
}

/** Returns the empty line between prose and the first tag, where there is no tag yet. */
function separator({ tags, lineBreak, prefix }: Layout): string {
  return tags.length > 0 ? "" : lineBreak + prefix.trimEnd();
}
