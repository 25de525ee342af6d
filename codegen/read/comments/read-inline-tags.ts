import type { DocExcerpt, DocInlineTag, DocNode, DocSection, ParserMessage } from "@microsoft/tsdoc";
import type { Span } from "../../model/source-text.js";
import type { Fix } from "../../report/fix.js";
import type { ProblemList } from "../../report/problems.js";
import { type ReadTag, readContent } from "./read-content.js";
import { reportUnknownTag } from "./report-unknown-tag.js";
import { homeHint } from "./tag-row.js";
import { tagRow } from "./tag-table.js";
import { tsdoc } from "./tsdoc.js";

/** Stands for a backslash that is no escape, which TSDoc refuses in an inline tag; of the private use area. */
const plainBackslash = "\uE000";

/** Hides the backslashes of inline tags that belong to their content: the `\d` of a pattern. Offsets stay. */
export function hideBackslashes(prose: string): string {
  return prose.replace(/\{@([a-zA-Z]+)(?:\\[\s\S]|[^\\{}])*\}/g, (tag, name: string) =>
    isParamTag(name) ? tag.replace(/\\([\s\S])/g, hideUnlessEscape) : tag,
  );
}

/** Puts the backslashes back into a text that was read with them hidden. */
export function showBackslashes(text: string): string {
  return text.replaceAll(plainBackslash, "\\");
}

/** A backslash before ASCII punctuation is an escape to TSDoc. */
function hideUnlessEscape(pair: string, next: string): string {
  return /[!-/:-@[-`{-~]/.test(next) ? pair : plainBackslash + next;
}

function isParamTag(name: string): boolean {
  return tagRow(name)?.on.includes("param") ?? false;
}

/** The inline tags of a `@param` block: `{@minimum 1}`. */
export function readInlineTags(section: DocSection, comment: Span, problems: ProblemList): readonly ReadTag[] {
  return inlineTagNodes(section).flatMap((node) => {
    const name = node.tagName.slice(1);
    const at = spanOfTag(node, comment);
    const row = tagRow(name);
    if (row?.on.includes("param")) {
      return [readContent({ name, content: contentOf(node), at, contentAt: at }, "param", problems)];
    }
    if (row) problems.report("ACT206", at, name, "it says nothing about a parameter", homeHint(name, row.on));
    else reportUnknownTag({ name, at, home: "param" }, problems);
    return [];
  });
}

function contentOf(node: DocInlineTag): string {
  return showBackslashes(node.tagContent)
    .replace(/\\([{}])/g, "$1")
    .trim();
}

/** Reports the inline tags of prose that describes no parameter. */
export function rejectInlineTags(section: DocSection, comment: Span, problems: ProblemList): void {
  for (const node of inlineTagNodes(section)) {
    const at = spanOfTag(node, comment);
    const name = node.tagName.slice(1);
    const row = tagRow(name);
    if (row) problems.report("ACT206", at, name, "it stands in prose", homeHint(name, row.on));
    else reportUnknownTag({ name, at, home: undefined }, problems);
  }
}

/** Tells whether a message is about an inline tag that TSDoc cannot read and takes for prose. */
function isUnreadable({ messageId }: ParserMessage): boolean {
  const { TSDocMessageId } = tsdoc();
  return [
    TSDocMessageId.InlineTagUnescapedBrace,
    TSDocMessageId.InlineTagMissingRightBrace,
    TSDocMessageId.UnnecessaryBackslash,
    TSDocMessageId.CharactersAfterInlineTag,
  ].includes(messageId);
}

/** Reports the inline tags that TSDoc could not read. */
export function reportUnreadableTags(messages: readonly ParserMessage[], comment: Span, problems: ProblemList): void {
  for (const message of messages) {
    const { messageId, textRange } = message;
    const start = comment.start + textRange.pos;
    const [opening = "", name = ""] = /^\{@([a-zA-Z]+)/.exec(comment.source.text.slice(start, comment.end)) ?? [];
    if (!isUnreadable(message) || !isParamTag(name)) continue;
    const closed = closingBrace(comment, start);
    const at = { source: comment.source, start, end: closed === undefined ? start + opening.length : closed + 1 };
    const isJoined = messageId === tsdoc().TSDocMessageId.CharactersAfterInlineTag;
    const fix = closed === undefined || isJoined ? undefined : escapeBraces(at);
    problems.reportFixable("ACT209", { at, fix }, name, isJoined ? "no blank follows its name" : braceFault(closed));
  }
}

function braceFault(closed: number | undefined): string {
  return closed === undefined ? "its closing brace is missing" : "a brace within it is not escaped";
}

/** Finds the brace that closes the one at `start`; those between them are taken in pairs. */
function closingBrace({ source, end }: Span, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const character = source.text[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** Escapes all braces within a tag. Where some are escaped already, it is unclear which ones belong to a pattern: no fix. */
function escapeBraces({ source, start, end }: Span): Fix | undefined {
  const content = source.text.slice(start + 1, end - 1);
  if (/\\[{}]/.test(content)) return undefined;
  const offsets = [...content.matchAll(/[{}]/g)].map(({ index }) => start + 1 + index);
  return { safe: true, edits: offsets.map((offset) => ({ start: offset, end: offset, text: "\\" })) };
}

function inlineTagNodes(node: DocNode): readonly DocInlineTag[] {
  const children = node.getChildNodes().flatMap(inlineTagNodes);
  return node.kind === "InlineTag" ? [node as DocInlineTag, ...children] : children;
}

function spanOfTag(node: DocNode, comment: Span): Span {
  const ranges = tokenRanges(node);
  const start = comment.start + Math.min(...ranges.map((range) => range.pos));
  const end = comment.start + Math.max(...ranges.map((range) => range.end));
  return { source: comment.source, start, end };
}

function tokenRanges(node: DocNode): readonly { readonly pos: number; readonly end: number }[] {
  const own = node.kind === "Excerpt" ? [(node as DocExcerpt).content.getContainingTextRange()] : [];
  return [...own, ...node.getChildNodes().flatMap(tokenRanges)];
}
