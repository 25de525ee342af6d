import {
  type DocParamBlock,
  type DocSection,
  TextRange,
  TSDocConfiguration,
  TSDocParser,
  TSDocTagDefinition,
  TSDocTagSyntaxKind,
} from "@microsoft/tsdoc";
import type { ProblemList } from "../problems.js";
import type { Span } from "../source.js";
import {
  hideBackslashes,
  readInlineTags,
  rejectInlineTags,
  reportUnreadableTags,
  showBackslashes,
} from "./read-inline-tags.js";
import { renderProse } from "./render-prose.js";
import { reportUnknownTag } from "./report-unknown-tag.js";
import { scanTags, type Tag } from "./scan-tags.js";
import { homeHint, repeatableTags, type TagHome, tagRule, tagRules, textTags } from "./tags.js";

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
  /** Tags that Actionary does not know. */
  readonly unknownTags: readonly Tag[];
}

/** What stands where no comment is. */
export const noDocs: Docs = { summary: "", remarks: "", returns: "", params: [], tags: [], unknownTags: [] };

const parser = new TSDocParser(createConfiguration());

/**
 * Reads the documentation comment at `at` (from `/**` to its end). TSDoc reads the prose; the content of all other tags
 * is taken as it stands, because braces and `@` in JSON and patterns mean something else to TSDoc.
 */
export function readDocs(at: Span, home: TagHome, problems: ProblemList): Docs {
  const scanned = scanTags(at, (name) => tagRule(name)?.form ?? "raw");
  checkTags(scanned.tags, home, problems);
  const prose = hideBackslashes(scanned.prose);
  const { docComment, log } = parser.parseRange(TextRange.fromStringRange(prose, 0, prose.length));
  reportUnreadableTags(log.messages, at, problems);
  const see = docComment.seeBlocks.map((block) => `See ${textOf(block.content)}`);
  const params = docComment.params.blocks.map((block) => readParam(block, { at, prose }, problems));
  checkRepeated(params, problems);
  for (const section of [
    docComment.summarySection,
    docComment.remarksBlock?.content,
    docComment.returnsBlock?.content,
  ]) {
    if (section) rejectInlineTags(section, at, problems);
  }
  return {
    summary: textOf(docComment.summarySection),
    remarks: [docComment.remarksBlock ? textOf(docComment.remarksBlock.content) : "", ...see]
      .filter((text) => text !== "")
      .join("\n\n"),
    returns: docComment.returnsBlock ? textOf(docComment.returnsBlock.content) : "",
    params,
    tags: scanned.tags.filter((tag) => tagRule(tag.name) !== undefined && !lacksText(tag, home)),
    unknownTags: scanned.tags.filter((tag) => tagRule(tag.name) === undefined),
  };
}

function textOf(section: DocSection): string {
  return showBackslashes(renderProse(section));
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
    text: textOf(block.content),
    nameAt: { source: at.source, start, end: start + name.length },
    tags: readInlineTags(block.content, at, problems),
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
  const taken = new Set(tags.map((tag) => tag.name).filter((name) => !repeatableTags.has(name)));
  for (const tag of tags) {
    const rule = tagRule(tag.name);
    if (rule === undefined) {
      reportUnknownTag({ name: tag.name, at: tag.at, home, taken }, problems);
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
