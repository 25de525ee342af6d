import type { ReadTag } from "./read-content.js";
import { type BlockPart, renderBlock } from "./render-block.js";

/** The prose of a comment: Markdown, empty where the comment has none. */
export interface Prose {
  readonly summary: string;
  readonly remarks: string;
  readonly returns: string;
  readonly params: readonly ProseParam[];
}

/** The prose of a `@param` block. */
export interface ProseParam {
  readonly name: string;
  /** Offset of the name within the comment. */
  readonly nameStart: number;
  readonly text: string;
  /** Its inline tags. */
  readonly tags: readonly ReadTag[];
}

/** Characters with a meaning to TSDoc besides `@`; the last one stands for a hidden backslash. */
const markup = /[\\{}<>`\r\uE000]/;

type Block = { readonly lines: string[] } & (
  | { readonly kind: "summary" | "description" | "remarks" | "returns" }
  | { readonly kind: "param"; readonly name: string; readonly nameStart: number }
);

/**
 * Reads the prose of a comment without markup, as most are written, just as TSDoc would, which takes ten times as long.
 * Returns undefined where TSDoc has to read it. `comment` is the whole comment with all other tags blanked.
 */
export function readPlainProse(comment: string): Prose | undefined {
  if (markup.test(comment)) return undefined;
  const blocks: Block[] = [{ kind: "summary", lines: [] }];
  let start = 3;
  for (const line of comment.slice(start, -2).split("\n")) {
    const [prefix, star] = (start === 3 ? /^()( ?)/ : /^\s*(\*?) ?/).exec(line) ?? [""];
    const content = line.slice(prefix.length).trimEnd();
    // Without its star, a line has its indentation for content.
    if (star === "" && start !== 3 && content !== "") return undefined;
    if (content.includes("@")) {
      const block = blockOf(content, start + prefix.length);
      const isSecond = block && block.kind !== "param" && blocks.some(({ kind }) => kind === block.kind);
      if (block === undefined || isSecond) return undefined;
      blocks.push(block);
    } else blocks.at(-1)?.lines.push(content);
    start += line.length + 1;
  }
  const textOfBlock = (wanted: Block["kind"]): string => {
    const block = blocks.find(({ kind }) => kind === wanted);
    return block ? textOfLines(block) : "";
  };
  return {
    ...summaryOf(textOfBlock("summary"), [textOfBlock("description"), textOfBlock("remarks")]),
    returns: textOfBlock("returns"),
    params: blocks.flatMap((block) => {
      if (block.kind !== "param") return [];
      return [{ name: block.name, nameStart: block.nameStart, text: textOfLines(block), tags: [] }];
    }),
  };
}

/** Returns the summary and the remarks: a description is the summary where there is none, else the first of the remarks. */
export function summaryOf(
  summary: string,
  [description = "", ...others]: readonly string[],
): Pick<Prose, "summary" | "remarks"> {
  const remarks = summary === "" ? others : [description, ...others];
  return {
    summary: summary === "" ? description : summary,
    remarks: remarks.filter((part) => part !== "").join("\n\n"),
  };
}

/** Returns the block that a line starts, if its one `@` stands at the front. */
function blockOf(line: string, start: number): Block | undefined {
  if (line.lastIndexOf("@") > 0) return undefined;
  const [, kind, text = ""] = /^@(description|remarks|returns)(?: (.*))?$/.exec(line) ?? [];
  if (kind === "description" || kind === "remarks" || kind === "returns") return { kind, lines: [text] };
  const [, opening = "", name, content = ""] = /^(@param +)([A-Za-z_]\w*) +-(?: (.*))?$/.exec(line) ?? [];
  return name === undefined ? undefined : { kind: "param", name, nameStart: start + opening.length, lines: [content] };
}

/** Joins lines to paragraphs, which blank lines part. */
function textOfLines({ kind, lines }: Block): string {
  const parts: (BlockPart & { readonly lines: string[] })[] = [{ kind: "lines", lines: [] }];
  // The text of a `@param` begins behind its dash, and be it on the next line.
  const first = kind === "param" ? lines.findIndex((line) => line.trim() !== "") : 0;
  for (const [index, line] of lines.slice(Math.max(0, first)).entries()) {
    const paragraph = parts.at(-1);
    if (line.trim() !== "" || index === 0) paragraph?.lines.push(line);
    else if (paragraph?.lines.some((each) => each.trim() !== "")) parts.push({ kind: "lines", lines: [] });
  }
  return renderBlock(parts, kind === "summary" ? "comment" : "tag");
}
