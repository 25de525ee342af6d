import {
  type DocCodeSpan,
  type DocErrorText,
  type DocEscapedText,
  type DocFencedCode,
  type DocHtmlEndTag,
  type DocHtmlStartTag,
  type DocLinkTag,
  type DocNode,
  DocNodeKind,
  type DocParagraph,
  type DocPlainText,
  type DocSection,
} from "@microsoft/tsdoc";
import { restoreProse } from "./prepare-prose.js";
import { type BlockOpening, renderBlock } from "./render-block.js";

/** Renders a TSDoc section as Markdown: links by their text, escapes resolved, inline tags left out, lines rejoined. */
export function renderProse(section: DocSection, opening: BlockOpening): string {
  return renderBlock(
    section.nodes.map((node) =>
      node.kind === DocNodeKind.Paragraph
        ? { kind: "lines", lines: (node as DocParagraph).nodes.map(renderNode).join("").split("\n") }
        : { kind: "code", text: renderNode(node) },
    ),
    opening,
  );
}

function renderNode(node: DocNode): string {
  switch (node.kind) {
    case DocNodeKind.PlainText:
      return (node as DocPlainText).text;
    case DocNodeKind.SoftBreak:
      return "\n";
    case DocNodeKind.EscapedText: {
      const { decodedText } = node as DocEscapedText;
      // In a table it would part two cells.
      return decodedText === "|" ? "\\|" : decodedText;
    }
    case DocNodeKind.ErrorText:
      return (node as DocErrorText).text;
    case DocNodeKind.CodeSpan:
      return `\`${(node as DocCodeSpan).code}\``;
    case DocNodeKind.FencedCode: {
      const { language, code } = node as DocFencedCode;
      const fence = fenceAround(restoreProse(code));
      return `${fence}${language}\n${code}${fence}`;
    }
    case DocNodeKind.LinkTag: {
      const link = node as DocLinkTag;
      const target = link.urlDestination ?? link.codeDestination?.emitAsTsdoc() ?? "";
      return link.linkText ?? target;
    }
    case DocNodeKind.HtmlStartTag:
      return (node as DocHtmlStartTag).emitAsHtml();
    case DocNodeKind.HtmlEndTag:
      return (node as DocHtmlEndTag).emitAsHtml();
    default:
      return "";
  }
}

/** Returns backticks, at least three, of which a code does not hold as many in a row. */
function fenceAround(code: string): string {
  const runs = [...code.matchAll(/`{3,}/g)].map(([run]) => run.length);
  return "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
}
