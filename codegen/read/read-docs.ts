import {
  type DocExcerpt,
  type DocInlineTag,
  type DocNode,
  type DocParamBlock,
  type DocSection,
  TextRange,
  TSDocConfiguration,
  TSDocParser,
  TSDocTagDefinition,
  TSDocTagSyntaxKind,
} from "@microsoft/tsdoc";
import { didYouMean } from "../../runtime/contract/suggest.js";
import type { ProblemList } from "../problems.js";
import type { Span } from "../source.js";
import { renderProse } from "./render-prose.js";
import { scanTags, type Tag } from "./scan-tags.js";
import { repeatableTags, type TagHome, tagRule, tagRules, textTags } from "./tags.js";

/** What a `@param` block says; `tags` are its inline tags. */
export interface ParamDoc {
  readonly name: string;
  readonly text: string;
  readonly nameAt: Span;
  readonly tags: readonly Tag[];
}

/** A comment, read. Texts are Markdown, empty where nothing was said. */
export interface Docs {
  readonly summary: string;
  readonly remarks: string;
  readonly returns: string;
  readonly params: readonly ParamDoc[];
  readonly tags: readonly Tag[];
}

/** What stands where no comment is. */
export const noDocs: Docs = { summary: "", remarks: "", returns: "", params: [], tags: [] };

const parser = new TSDocParser(createConfiguration());

/**
 * Reads the documentation comment at `at` (from `/**` to its end). TSDoc reads the prose; the content of all other tags
 * is taken as it stands, because braces and `@` in JSON and patterns mean something else to TSDoc.
 */
export function readDocs(at: Span, home: TagHome, problems: ProblemList): Docs {
  const scanned = scanTags(at, (name) => tagRule(name)?.form ?? "raw");
  checkTags(scanned.tags, home, problems);
  const { docComment } = parser.parseRange(TextRange.fromStringRange(scanned.prose, 0, scanned.prose.length));
  const see = docComment.seeBlocks.map((block) => `See ${renderProse(block.content)}`);
  const params = docComment.params.blocks.map((block) => readParam(block, { at, prose: scanned.prose }, problems));
  checkRepeated(params, problems);
  for (const section of [
    docComment.summarySection,
    docComment.remarksBlock?.content,
    docComment.returnsBlock?.content,
  ]) {
    if (section) rejectInlineTags(section, at, problems);
  }
  return {
    summary: renderProse(docComment.summarySection),
    remarks: [docComment.remarksBlock ? renderProse(docComment.remarksBlock.content) : "", ...see]
      .filter((text) => text !== "")
      .join("\n\n"),
    returns: docComment.returnsBlock ? renderProse(docComment.returnsBlock.content) : "",
    params,
    tags: scanned.tags.filter((tag) => tagRule(tag.name) !== undefined && !lacksText(tag, home)),
  };
}

function readParam(
  block: DocParamBlock,
  { at, prose }: { readonly at: Span; readonly prose: string },
  problems: ProblemList,
): ParamDoc {
  const { end } = block.blockTag.getTokenSequence().getContainingTextRange();
  // TSDoc gives no name where it is none of a parameter, such as `options.a`.
  const name = block.parameterName || (/^\s*(\S+)/.exec(prose.slice(end))?.[1] ?? "");
  const start = at.start + Math.max(end, prose.indexOf(name, end));
  return {
    name,
    text: renderProse(block.content),
    nameAt: { source: at.source, start, end: start + name.length },
    tags: inlineTags(block.content, at, problems),
  };
}

function checkRepeated(params: readonly ParamDoc[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const { name, nameAt } of params) {
    if (seen.has(name)) problems.report("ACT207", nameAt, `param ${name}`);
    seen.add(name);
  }
}

/** A tag of text without any says nothing; of a property it is enough that it is deprecated. */
function lacksText(tag: Tag, home: TagHome): boolean {
  if (tag.name === "deprecated" && home === "property") return false;
  return tag.content === "" && textTags.has(tag.name);
}

function createConfiguration(): TSDocConfiguration {
  const configuration = new TSDocConfiguration();
  for (const [name, rule] of Object.entries(tagRules)) {
    if (!rule.on.includes("param")) continue;
    const tagName = `@${name}`;
    // TSDoc knows some of them as block tags; those never reach it, so the name is free for the inline form.
    const known = configuration.tryGetTagDefinition(tagName);
    if (known === undefined) {
      configuration.addTagDefinition(new TSDocTagDefinition({ tagName, syntaxKind: TSDocTagSyntaxKind.InlineTag }));
    }
  }
  return configuration;
}

function checkTags(tags: readonly Tag[], home: TagHome, problems: ProblemList): void {
  const seen = new Set<string>();
  for (const tag of tags) {
    const rule = tagRule(tag.name);
    if (rule === undefined) {
      problems.report("ACT203", tag.at, tag.name, didYouMean(tag.name, Object.keys(tagRules)).replace("`", "`@"));
    } else if (!rule.on.includes(home)) {
      problems.report("ACT206", tag.at, tag.name, `it says nothing about a ${home}`, homeHint(tag.name, rule.on));
    } else if (seen.has(tag.name) && !repeatableTags.has(tag.name)) {
      problems.report("ACT207", tag.at, tag.name);
    } else if (lacksText(tag, home)) {
      problems.report("ACT205", tag.at, tag.name, "", `text: \`@${tag.name} …\``);
    }
    seen.add(tag.name);
  }
}

const homeNames: Readonly<Record<TagHome, string>> = {
  function: "a function",
  file: "the file's `@packageDocumentation` comment",
  property: "a property, alias or interface",
  param: "a `@param` (in braces)",
};

function homeHint(name: string, on: readonly TagHome[]): string {
  return `\`@${name}\` stands on ${on.map((home) => homeNames[home]).join(" or ")}.`;
}

function inlineTags(section: DocSection, at: Span, problems: ProblemList): readonly Tag[] {
  const tags: Tag[] = [];
  for (const node of inlineTagNodes(section)) {
    const name = node.tagName.slice(1);
    const span = spanOf(node, at);
    const rule = tagRule(name);
    if (rule?.on.includes("param")) {
      tags.push({ name, content: node.tagContent.replace(/\\([{}])/g, "$1").trim(), at: span, contentAt: span });
    } else if (rule) {
      problems.report("ACT206", span, name, "it says nothing about a parameter", homeHint(name, rule.on));
    } else {
      problems.report("ACT203", span, name, didYouMean(name, Object.keys(tagRules)).replace("`", "`@"));
    }
  }
  return tags;
}

function rejectInlineTags(section: DocSection, at: Span, problems: ProblemList): void {
  for (const node of inlineTagNodes(section)) {
    const span = spanOf(node, at);
    const name = node.tagName.slice(1);
    const rule = tagRule(name);
    if (rule) problems.report("ACT206", span, name, "it stands in prose", homeHint(name, rule.on));
    else problems.report("ACT203", span, name, didYouMean(name, Object.keys(tagRules)).replace("`", "`@"));
  }
}

function inlineTagNodes(node: DocNode): readonly DocInlineTag[] {
  const children = node.getChildNodes().flatMap(inlineTagNodes);
  return node.kind === "InlineTag" ? [node as DocInlineTag, ...children] : children;
}

function spanOf(node: DocNode, comment: Span): Span {
  const ranges = tokenRanges(node);
  const start = comment.start + Math.min(...ranges.map((range) => range.pos));
  const end = comment.start + Math.max(...ranges.map((range) => range.end));
  return { source: comment.source, start, end };
}

function tokenRanges(node: DocNode): readonly { readonly pos: number; readonly end: number }[] {
  const own = node.kind === "Excerpt" ? [(node as DocExcerpt).content.getContainingTextRange()] : [];
  return [...own, ...node.getChildNodes().flatMap(tokenRanges)];
}
