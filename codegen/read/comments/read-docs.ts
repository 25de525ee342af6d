import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { type ProseParam, readPlainProse } from "./plain-prose.js";
import { readProse } from "./read-prose.js";
import { reportUnknownTag } from "./report-unknown-tag.js";
import { scanTags, type Tag } from "./scan-tags.js";
import { homeHint, repeatableTags, type TagHome, tagRule, textTags } from "./tag-table.js";

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

/**
 * Reads the documentation comment at `at` (from `/**` to its end). TSDoc reads the prose, where it has markup; the content of all other tags
 * is taken as it stands, because braces and `@` in JSON and patterns mean something else to TSDoc.
 */
export function readDocs(at: Span, home: TagHome, problems: ProblemList): Docs {
  const scanned = scanTags(at, (name) => tagRule(name)?.form ?? "raw");
  checkTags(scanned.tags, home, problems);
  const { params: blocks, ...prose } = readPlainProse(scanned.prose) ?? readProse(scanned.prose, at, problems);
  const params = blocks.map((block) => paramDoc(block, at));
  checkRepeated(params, problems);
  return {
    ...prose,
    params,
    tags: scanned.tags.filter((tag) => tagRule(tag.name) !== undefined && !lacksText(tag, home)),
    unknownTags: scanned.tags.filter((tag) => tagRule(tag.name) === undefined),
  };
}

function paramDoc({ name, nameStart, text, tags }: ProseParam, { source, start }: Span): ParamDoc {
  const nameAt = { source, start: start + nameStart, end: start + nameStart + name.length };
  return { name, text, nameAt, tags };
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
