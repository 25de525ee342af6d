import { restoreProse } from "./prepare-prose.js";

/** A part of a block of prose: a paragraph by its lines, indentation included, or code in its fences. */
export type BlockPart =
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "code"; readonly text: string };

/** Start of a block: a comment's own, or a tag's, whose first line stands behind the tag. */
export type BlockOpening = "comment" | "tag";

/** Indentation that the lines of a block are compared with; undefined outside of a list. */
interface Margins {
  readonly block: number;
  list: number | undefined;
}

const item = /^\s*(?:[-*+]|\d+[.)])\s/;
const ownLine = /^\s*(?:>|#{1,6}\s|\||[-*+]\s|\d+[.)]\s)/;
const heading = /^\s*#{1,6}\s/;
const rule = /^\s*([=\-*#_])\1{2,}\s*$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const brokenLine = /(?:\uE001|\\)\s*$/;

/** Renders a block as Markdown. Lines of a paragraph are joined; those of lists, tables, quotes and code keep their form. */
export function renderBlock(parts: readonly BlockPart[], opening: BlockOpening): string {
  const blocks = withoutRules(
    parts.map((part) =>
      part.kind === "code" ? part : { ...part, lines: part.lines.map(withoutTabs).filter((line) => /\S/.test(line)) },
    ),
  );
  const lines = blocks.flatMap((part) => (part.kind === "lines" ? part.lines : []));
  const [firstPart] = parts;
  const isBehindTag = opening === "tag" && firstPart?.kind === "lines" && /\S/.test(firstPart.lines[0] ?? "");
  const counted = isBehindTag ? lines.slice(1) : lines;
  const margins: Margins = { block: counted.length === 0 ? 0 : Math.min(...counted.map(indentOf)), list: undefined };
  const rendered = blocks.map((part, index) => {
    if (part.kind === "code") return part.text;
    const ownLines =
      index === 0 && isBehindTag ? [(part.lines[0] ?? "").trimStart(), ...part.lines.slice(1)] : part.lines;
    return renderParagraph(ownLines, index > 0, margins);
  });
  return restoreProse(withoutDash(rendered.filter((text) => text !== "").join("\n\n")));
}

/** Removes the dash that may stand before a text, which is no list of one item. */
function withoutDash(text: string): string {
  const isList = /^[-\uE002]\s/.test(text) && /\n\s*[-*+]\s/.test(text);
  return isList ? text : text.replace(/^[-–—\uE002]\s+/, "");
}

/** Removes the rules that stand around a block. */
function withoutRules(parts: readonly BlockPart[]): readonly BlockPart[] {
  const left = parts.filter((part) => part.kind === "code" || part.lines.length > 0);
  const [first, last] = [left[0], left.at(-1)];
  const isRule = (line: string | undefined): boolean => line !== undefined && rule.test(line);
  if (first?.kind === "lines" && isRule(first.lines[0])) {
    return withoutRules([{ ...first, lines: first.lines.slice(1) }, ...left.slice(1)]);
  }
  if (last?.kind === "lines" && isRule(last.lines.at(-1))) {
    return withoutRules([...left.slice(0, -1), { ...last, lines: last.lines.slice(0, -1) }]);
  }
  return left;
}

function renderParagraph(lines: readonly string[], isLater: boolean, margins: Margins): string {
  const [first = ""] = lines;
  const indent = indentOf(first);
  const isOfList = margins.list !== undefined && (item.test(first) || indent > margins.list);
  if (!isOfList) margins.list = undefined;
  if (!isOfList && isLater && lines.every((line) => indentOf(line) - margins.block >= 4)) {
    return lines.map((line) => line.slice(margins.block)).join("\n");
  }
  if (lines.some((line) => line.trimStart().startsWith("|")) || lines.slice(1).some(isTableRule)) {
    return lines.map((line) => indentation(line, margins) + line.trim()).join("\n");
  }
  const rendered: string[] = [];
  let previous = "";
  for (const line of lines) {
    const text = line.trim().replace(/[ \t]+/g, " ");
    const isOwn = ownLine.test(line) || rule.test(line) || heading.test(previous) || rule.test(previous);
    if (item.test(line)) margins.list ??= indentOf(line);
    if (rendered.length === 0 || isOwn || brokenLine.test(previous)) rendered.push(indentation(line, margins) + text);
    else rendered.push(`${rendered.pop()} ${text}`);
    previous = line;
  }
  return rendered.join("\n");
}

function isTableRule(line: string): boolean {
  return line.includes("|") && tableRule.test(line);
}

/** Returns the blanks before a line of a list; lines outside of one have none. */
function indentation(line: string, { list }: Margins): string {
  return list === undefined ? "" : " ".repeat(Math.max(0, indentOf(line) - list));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function withoutTabs(line: string): string {
  return line.trimEnd().replace(/^[ \t]+/, (blanks) => blanks.replaceAll("\t", "    "));
}
