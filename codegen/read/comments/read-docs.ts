import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { type ProseParam, readPlainProse } from "./plain-prose.js";
import { prepareProse } from "./prepare-prose.js";
import { type ReadTag, readContent } from "./read-content.js";
import { readProse } from "./read-prose.js";
import { reportUnknownTag } from "./report-unknown-tag.js";
import { scanTags, type Tag } from "./scan-tags.js";
import { homeHint, type TagHome } from "./tag-row.js";
import { tagRow } from "./tag-table.js";

/** A `@param` block; `tags` are its inline tags. */
export interface ParamDoc {
  readonly name: string;
  readonly text: string;
  readonly nameAt: Span;
  readonly tags: readonly ReadTag[];
}

/** A comment as it was read. Texts are Markdown, empty where the comment has none. */
export interface Docs {
  readonly summary: string;
  readonly remarks: string;
  readonly returns: string;
  readonly params: readonly ParamDoc[];
  readonly tags: readonly ReadTag[];
  /** Tags that Actionary does not know. */
  readonly unknownTags: readonly Tag[];
}

/** Stands for a missing comment. */
export const noDocs: Docs = { summary: "", remarks: "", returns: "", params: [], tags: [], unknownTags: [] };

/**
 * Reads the documentation comment at `at` (from `/**` to its end). TSDoc reads prose with markup; the content of all other
 * tags is taken as it stands, because braces and `@` in JSON and patterns mean something else to TSDoc.
 */
export function readDocs(at: Span, home: TagHome, problems: ProblemList): Docs {
  const scanned = scanTags(at, (name) => tagRow(name)?.form ?? "raw");
  const text = prepareProse(scanned.prose, at.source.text.slice(at.start, at.end));
  const { params: blocks, ...prose } = readPlainProse(text) ?? readProse(text, at, problems);
  const params = blocks.map((block) => paramDoc(block, at));
  checkRepeated(params, problems);
  const tags = readTags(scanned.tags, home, problems);
  return {
    ...prose,
    remarks: [prose.remarks, ...thrownTexts(tags)].filter((part) => part !== "").join("\n\n"),
    params,
    tags,
    unknownTags: scanned.tags.filter((tag) => tagRow(tag.name) === undefined),
  };
}

function paramDoc({ name: word, nameStart, text, tags }: ProseParam, { source, start }: Span): ParamDoc {
  const nameAt = { source, start: start + nameStart, end: start + nameStart + word.length };
  // A name with dots was read as one word.
  const name = source.text.slice(nameAt.start, nameAt.end);
  return { name, text, nameAt, tags };
}

function checkRepeated(params: readonly ParamDoc[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const { name, nameAt } of params) {
    if (seen.has(name)) problems.report("ACT207", nameAt, `param ${name}`);
    seen.add(name);
  }
}

/** Returns what a function throws that is no kind of failure, as prose. */
function thrownTexts(tags: readonly ReadTag[]): readonly string[] {
  return tags.flatMap(({ name, value, content }) => {
    if (name !== "throws" || value !== undefined || content === "") return [];
    const text = content
      .replace(/^\{(?!@)([^{}]*)\}/, "$1")
      .replace(
        /\{@link(?:plain|code)?\s+([^|}]*?)\s*(?:\|\s*([^}]*?)\s*)?\}/g,
        (_, target: string, label?: string) => label ?? target,
      )
      .replace(/^(If|When)\b/, (word) => word.toLowerCase());
    return [`Throws ${text.replace(/\s*\n\s*/g, " ")}`];
  });
}

/** Reads the known tags; unknown ones, and those that stand in the wrong comment or once more, are reported. */
function readTags(tags: readonly Tag[], home: TagHome, problems: ProblemList): readonly ReadTag[] {
  const seen = new Set<string>();
  const taken = new Set(tags.map(({ name }) => name).filter((name) => !tagRow(name)?.repeatable));
  return tags.flatMap((tag): readonly ReadTag[] => {
    const { name, at } = tag;
    const row = tagRow(name);
    if (row === undefined) {
      reportUnknownTag({ name, at, home, taken }, problems);
      return [];
    }
    if (!row.on.includes(home)) {
      problems.report("ACT206", at, name, `it says nothing about a ${home}`, homeHint(name, row.on));
      return [{ ...tag, value: undefined }];
    }
    if (seen.has(name) && !row.repeatable) {
      problems.report("ACT207", at, name);
      return [{ ...tag, value: undefined }];
    }
    seen.add(name);
    return [readContent(tag, home, problems)];
  });
}
