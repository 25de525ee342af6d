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

/** Renders a TSDoc section as Markdown: links by their text, escapes resolved, inline tags left out, lines rejoined. */
export function renderProse(section: DocSection): string {
  return joinParagraphs(
    section.nodes.map((node) =>
      node.kind === DocNodeKind.Paragraph
        ? renderLines((node as DocParagraph).nodes.map(renderNode).join(""))
        : renderNode(node),
    ),
  );
}

/** Joins paragraphs to Markdown, without the dash that may stand before the first. */
export function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs
    .filter((text) => text !== "")
    .join("\n\n")
    .replace(/^\s*[-–—]\s+/, "");
}

/** Joins the lines of a paragraph, except before an item of a list. */
export function renderLines(lines: string): string {
  return lines
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?(?!\s*(?:[-*+]|\d+[.)])\s)/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

function renderNode(node: DocNode): string {
  switch (node.kind) {
    case DocNodeKind.PlainText:
      return (node as DocPlainText).text;
    case DocNodeKind.SoftBreak:
      return "\n";
    case DocNodeKind.EscapedText:
      return (node as DocEscapedText).decodedText;
    case DocNodeKind.ErrorText:
      return (node as DocErrorText).text;
    case DocNodeKind.CodeSpan:
      return `\`${(node as DocCodeSpan).code}\``;
    case DocNodeKind.FencedCode: {
      const fence = node as DocFencedCode;
      return `\`\`\`${fence.language}\n${fence.code}\`\`\``;
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
