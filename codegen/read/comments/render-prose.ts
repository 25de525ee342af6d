import type {
  DocCodeSpan,
  DocErrorText,
  DocEscapedText,
  DocFencedCode,
  DocHtmlEndTag,
  DocHtmlStartTag,
  DocLinkTag,
  DocNode,
  DocParagraph,
  DocPlainText,
  DocSection,
} from "@microsoft/tsdoc";
import { restoreProse } from "./prepare-prose.js";
import { type BlockOpening, renderBlock } from "./render-block.js";

/** Renders a TSDoc section as Markdown: links by their text, escapes resolved, inline tags left out, lines rejoined. */
export function renderProse(section: DocSection, opening: BlockOpening): string {
  return renderBlock(
    section.nodes.map((node) =>
      node.kind === "Paragraph"
        ? { kind: "lines", lines: (node as DocParagraph).nodes.map(renderNode).join("").split("\n") }
        : { kind: "code", text: renderNode(node) },
    ),
    opening,
  );
}

function renderNode(node: DocNode): string {
  switch (node.kind) {
    case "PlainText":
      return (node as DocPlainText).text;
    case "SoftBreak":
      return "\n";
    case "EscapedText": {
      const { decodedText } = node as DocEscapedText;
      // In a table it would part two cells.
      return decodedText === "|" ? "\\|" : decodedText;
    }
    case "ErrorText":
      return (node as DocErrorText).text;
    case "CodeSpan":
      return `\`${(node as DocCodeSpan).code}\``;
    case "FencedCode": {
      const { language, code } = node as DocFencedCode;
      const fence = fenceAround(restoreProse(code));
      return `${fence}${language}\n${code}${fence}`;
    }
    case "LinkTag": {
      const link = node as DocLinkTag;
      const target = link.urlDestination ?? link.codeDestination?.emitAsTsdoc() ?? "";
      return link.linkText ?? target;
    }
    case "HtmlStartTag":
      return (node as DocHtmlStartTag).emitAsHtml();
    case "HtmlEndTag":
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
