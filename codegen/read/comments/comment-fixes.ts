import type { Span } from "../../model/source-text.js";
import { applyEdits, type Edit, type Fix } from "../../report/fix.js";
import { ProblemList } from "../../report/problems.js";
import { contentEnd, hasOwnLine, lineStart } from "./comment-text.js";
import { newLastLines, newParamLines } from "./new-param-lines.js";
import { type Docs, type ParamDoc, readDocs } from "./read-docs.js";
import { scanTags, type Tag } from "./scan-tags.js";

/** A function's comment, in its source and as it was read. */
export interface ReadComment {
  readonly at: Span;
  readonly docs: Docs;
}

/** Describes parameters by the texts that are known of them; `names` are all parameters in their order. */
export function describeParams(
  comment: ReadComment,
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
): Fix | undefined {
  const { at, docs } = comment;
  const missing = [...texts.keys()];
  const empty = docs.params.filter((doc) => missing.includes(doc.name));
  const absent = missing.filter((name) => !empty.some((doc) => doc.name === name));
  const edits = [
    ...empty.map((doc) => describeEmpty(doc, texts.get(doc.name) ?? "")),
    ...newParamLines(at, names, new Map(absent.map((name) => [name, texts.get(name) ?? ""]))),
  ];
  const isOther = (doc: ParamDoc): boolean => !missing.includes(doc.name);
  return safeFix(comment, edits, (mended) => {
    const others = { ...mended, params: mended.params.filter(isOther) };
    const areDescribed = missing.every((name) => mended.params.some((doc) => doc.name === name && doc.text !== ""));
    return areDescribed && isSame(others, { ...docs, params: docs.params.filter(isOther) });
  });
}

/** Writes a text behind the name of a `@param` that has none. */
function describeEmpty({ nameAt }: ParamDoc, description: string): Edit {
  const [dash = ""] = /^[ \t]+[-–—](?=\s)/.exec(nameAt.source.text.slice(nameAt.end)) ?? [];
  const offset = nameAt.end + dash.length;
  return { start: offset, end: offset, text: `${dash === "" ? " -" : ""} ${description}` };
}

/** Gives a `@param` the name of the parameter that it is meant for. */
export function renameParam(comment: ReadComment, { nameAt, ...doc }: ParamDoc, name: string): Fix | undefined {
  const params = comment.docs.params.map((each) => (each.nameAt === nameAt ? { ...doc, nameAt, name } : each));
  const edit = { start: nameAt.start, end: nameAt.end, text: name };
  return safeFix(comment, [edit], (mended) => isSame(mended, { ...comment.docs, params }));
}

/** Removes a tag, with its line where it has one of its own. */
export function removeTag(comment: ReadComment, tag: Tag): Fix | undefined {
  const tags = comment.docs.tags.filter((each) => each !== tag);
  return safeFix(comment, [removal(comment.at, tag)], (mended) => isSame(mended, { ...comment.docs, tags }));
}

/** Adds tags of a name, one for each content, behind all that a comment says. */
export function addTags(comment: ReadComment, name: string, contents: readonly string[]): Fix | undefined {
  const isNew = (tag: Tag): boolean => tag.name === name && contents.includes(tag.content);
  const lines = contents.map((content) => `@${name} ${content}`);
  return safeFix(comment, newLastLines(comment.at, lines), (mended) => {
    const tags = mended.tags.filter((tag) => !isNew(tag));
    return tags.length + contents.length === mended.tags.length && isSame({ ...mended, tags }, comment.docs);
  });
}

/** Returns the edit that removes a `@param`; undefined where its end is unclear. */
export function paramRemoval(comment: ReadComment, doc: ParamDoc): Edit | undefined {
  const { start } = doc.nameAt;
  const tag = scanTags(comment.at, () => "raw").tags.find(
    ({ name, contentAt }) => name === "param" && contentAt.start <= start && start < contentAt.end,
  );
  if (tag === undefined) return undefined;
  const edit = removal(comment.at, tag);
  const params = comment.docs.params.filter((each) => each !== doc);
  return safeFix(comment, [edit], (mended) => isSame(mended, { ...comment.docs, params })) && edit;
}

function removal(comment: Span, { at, contentAt: { end } }: Tag): Edit {
  const { text } = comment.source;
  const isLast = contentEnd(comment) <= end;
  return !isLast && hasOwnLine(text, at.start)
    ? { start: lineStart(text, at.start), end: text.indexOf("\n", end) + 1, text: "" }
    : { start: contentEnd(comment, at.start), end, text: "" };
}

/** Returns the edits as a fix if the comment then reads as it should: an edit may fall into a fence or a link. */
function safeFix({ at }: ReadComment, edits: readonly Edit[], isRight: (mended: Docs) => boolean): Fix | undefined {
  const text = applyEdits(at.source.text, edits);
  const end = at.end + text.length - at.source.text.length;
  const mended = readDocs({ source: { ...at.source, text }, start: at.start, end }, "function", new ProblemList());
  return isRight(mended) ? { safe: true, edits } : undefined;
}

/** Returns whether two comments say the same; positions in the text do not count. */
function isSame(a: Docs, b: Docs): boolean {
  const withoutSpans = (docs: Docs): string =>
    JSON.stringify(docs, (key, value) => (/At$|^at$/.test(key) ? undefined : value));
  return withoutSpans(a) === withoutSpans(b);
}
