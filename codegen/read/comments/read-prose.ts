import type { DocParamBlock, DocSection, TSDocConfiguration, TSDocParser } from "@microsoft/tsdoc";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { type Prose, type ProseParam, summaryOf } from "./plain-prose.js";
import {
  hideBackslashes,
  readInlineTags,
  rejectInlineTags,
  reportUnreadableTags,
  showBackslashes,
} from "./read-inline-tags.js";
import type { BlockOpening } from "./render-block.js";
import { renderProse } from "./render-prose.js";
import { tagTable } from "./tag-table.js";
import { tsdoc } from "./tsdoc.js";

const descriptionTag = "@description";

let parser: TSDocParser | undefined;

/** Reads the prose of the comment at `at` by TSDoc; `text` is that comment with all other tags blanked. */
export function readProse(text: string, at: Span, problems: ProblemList): Prose {
  const hidden = hideBackslashes(text);
  parser ??= new (tsdoc().TSDocParser)(createConfiguration());
  const { docComment, log } = parser.parseRange(tsdoc().TextRange.fromStringRange(hidden, 0, hidden.length));
  reportUnreadableTags(log.messages, at, problems);
  const see = docComment.seeBlocks.map((block) => `See ${markdownOf(block.content, "tag")}`);
  const params = docComment.params.blocks.map((block) => readParam(block, { at, text: hidden }, problems));
  const descriptions = docComment.customBlocks.filter(({ blockTag }) => blockTag.tagName === descriptionTag);
  for (const section of [
    docComment.summarySection,
    ...descriptions.map(({ content }) => content),
    docComment.remarksBlock?.content,
    docComment.returnsBlock?.content,
  ]) {
    if (section) rejectInlineTags(section, at, problems);
  }
  return {
    ...summaryOf(markdownOf(docComment.summarySection, "comment"), [
      descriptions.map(({ content }) => markdownOf(content, "tag")).join("\n\n"),
      docComment.remarksBlock ? markdownOf(docComment.remarksBlock.content, "tag") : "",
      ...see,
    ]),
    returns: docComment.returnsBlock ? markdownOf(docComment.returnsBlock.content, "tag") : "",
    params,
  };
}

function markdownOf(section: DocSection, opening: BlockOpening): string {
  return showBackslashes(renderProse(section, opening));
}

function readParam(
  block: DocParamBlock,
  { at, text }: { readonly at: Span; readonly text: string },
  problems: ProblemList,
): ProseParam {
  const { end } = block.blockTag.getTokenSequence().getContainingTextRange();
  // TSDoc gives no name for what no parameter can be called, such as `options.a`.
  const name = block.parameterName || (/^\s*(\S+)/.exec(text.slice(end))?.[1] ?? "");
  return {
    name,
    nameStart: Math.max(end, text.indexOf(name, end)),
    text: markdownOf(block.content, "tag"),
    tags: readInlineTags(block.content, at, problems),
  };
}

function createConfiguration(): TSDocConfiguration {
  const { TSDocConfiguration, TSDocTagDefinition, TSDocTagSyntaxKind } = tsdoc();
  const configuration = new TSDocConfiguration();
  configuration.addTagDefinition(
    new TSDocTagDefinition({ tagName: descriptionTag, syntaxKind: TSDocTagSyntaxKind.BlockTag }),
  );
  for (const [name, row] of Object.entries(tagTable)) {
    if (!row.on.includes("param")) continue;
    const tagName = `@${name}`;
    // TSDoc knows some of them as block tags; those are taken out before it reads, so it takes the name for inline ones.
    const known = configuration.tryGetTagDefinition(tagName);
    if (known === undefined) {
      configuration.addTagDefinition(new TSDocTagDefinition({ tagName, syntaxKind: TSDocTagSyntaxKind.InlineTag }));
    }
  }
  return configuration;
}
