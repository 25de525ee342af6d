import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../../runtime/contract/json.js";
import type { DocumentedValue } from "../../../model/models.js";
import { formatNames } from "../../../model/schemas.js";
import { titleOf } from "../../../model/title.js";
import { ProblemList } from "../../../report/problems.js";
import { commentOf } from "../../comments/read-comment.js";
import { noDocs, readDocs } from "../../comments/read-docs.js";
import type { Tag } from "../../comments/scan-tags.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { titleIn } from "../tree/title-in.js";
import { contradiction, misfit } from "./constraint-fit.js";
import { isFastPattern } from "./is-fast-pattern.js";
import { widgetNames } from "./widget.js";

/** Schema keywords that a comment adds to a type. */
export type Annotations = Readonly<Record<string, Json>>;

/** A default or an example in a comment; its type may still be in the making. */
export type TypedValue = Omit<DocumentedValue, "schema"> & { readonly type: BaseType };

/** Adds to a type what the comment of `node` says of it. */
export type ReadAnnotations = (node: TypeScript.Node, type: BaseType) => BaseType;

/** Reads annotations from the comments of properties, aliases and interfaces. */
export function annotationReader(
  program: Program,
  ownProblems: ProblemList,
  document: (value: TypedValue) => void,
): ReadAnnotations {
  return (node, type) => {
    if (node.pos < 0 || program.isLibrary(node.getSourceFile())) return type;
    // What a package says of its types is welcome, and its mistakes are not the author's.
    const problems = program.isOwn(node.getSourceFile()) ? ownProblems : new ProblemList();
    const source = program.sourceOf(node.getSourceFile());
    const comment = commentOf(node, source);
    const docs = comment ? readDocs(comment, "property", problems) : noDocs;
    const description = [docs.summary, docs.remarks].filter((text) => text !== "").join("\n\n");
    const name = ts.isPropertySignature(node) && !ts.isComputedPropertyName(node.name) ? node.name.text : undefined;
    const annotations = {
      ...(name === undefined || titleIn(type) !== undefined ? {} : { title: titleOf(name) }),
      ...(description === "" ? {} : { description }),
      ...annotationsOf(docs.tags, type, problems),
    };
    if (Object.keys(annotations).length === 0) return type;
    const annotated = new generator.AnnotatedType(type, annotations, false);
    for (const tag of docs.tags) {
      const value = tag.name === "default" || tag.name === "example" ? readJson(tag.content) : undefined;
      if (value === undefined) continue;
      const kind = tag.name === "default" ? "default" : "example";
      document({ kind, name: name ?? "value", at: tag.contentAt, value, type: annotated });
    }
    return annotated;
  };
}

type ReadTag = (content: string) => Json | undefined;

const number: ReadTag = (content) => {
  const value = Number(content.replaceAll("_", ""));
  return content !== "" && Number.isFinite(value) ? value : undefined;
};
const count: ReadTag = (content) => (/^\d+(?:_\d+)*$/.test(content) ? number(content) : undefined);
function oneOf(names: readonly string[]): ReadTag {
  return (content) => (names.includes(content) ? content : undefined);
}
const text: ReadTag = (content) => (content === "" ? undefined : content);

/** The tags that become keywords of the schema: the keyword, how its content is read, and its form in words. */
const keywords: Readonly<Record<string, readonly [keyword: string, read: ReadTag, form: string]>> = {
  minimum: ["minimum", number, "a number: `@minimum 1`"],
  maximum: ["maximum", number, "a number: `@maximum 100`"],
  exclusiveMinimum: ["exclusiveMinimum", number, "a number: `@exclusiveMinimum 0`"],
  exclusiveMaximum: ["exclusiveMaximum", number, "a number: `@exclusiveMaximum 1`"],
  multipleOf: ["multipleOf", number, "a number: `@multipleOf 0.5`"],
  minLength: ["minLength", count, "a count: `@minLength 1`"],
  maxLength: ["maxLength", count, "a count: `@maxLength 80`"],
  minItems: ["minItems", count, "a count: `@minItems 1`"],
  maxItems: ["maxItems", count, "a count: `@maxItems 10`"],
  pattern: ["pattern", readPattern, "a regular expression without slashes: `@pattern ^[a-z]+$`"],
  format: ["format", oneOf(formatNames), `the name of a format: ${formatNames.join(", ")}`],
  title: ["title", text, "text: `@title Account number`"],
  widget: ["x-widget", oneOf(widgetNames), `the name of a form component: ${widgetNames.join(", ")}`],
  default: ["default", readJson, 'JSON: `@default "low"`'],
  deprecated: ["deprecated", () => true, "a sentence"],
  uniqueItems: ["uniqueItems", () => true, "nothing"],
  closed: ["x-closed", () => true, "nothing"],
};

/** The schema keywords that tags stand for; contents that do not parse are reported. */
export function annotationsOf(tags: readonly Tag[], type: BaseType, problems: ProblemList): Annotations {
  const annotations: Record<string, Json> = {};
  const examples: Json[] = [];
  for (const tag of tags) {
    if (tag.name === "example") {
      const example = readJson(tag.content);
      if (example === undefined)
        problems.report("ACT205", tag.contentAt, tag.name, tag.content, 'JSON: `@example "a"`');
      else examples.push(example);
      continue;
    }
    const entry = Object.hasOwn(keywords, tag.name) ? keywords[tag.name] : undefined;
    if (entry === undefined) continue;
    const [keyword, read, form] = entry;
    const value = read(tag.content);
    if (value === undefined) problems.report("ACT205", tag.contentAt, tag.name, tag.content, form);
    else if (isApplicable(tag, type, problems)) annotations[keyword] = value;
  }
  const contradicted = contradiction(annotations);
  const upper = tags.find((tag) => tag.name === contradicted);
  if (upper)
    problems.report("ACT206", upper.at, upper.name, "it lies below the lower bound", "Change one of the two bounds.");
  // A whole number is a type of its own in JSON Schema; its widget says so.
  if (annotations["x-widget"] === "integer") annotations.type = "integer";
  return examples.length > 0 ? { ...annotations, examples } : annotations;
}

/** Whether a constraint can hold for values of a type, and be checked in time. */
function isApplicable(tag: Tag, type: BaseType, problems: ProblemList): boolean {
  const reason = misfit(tag.name, tag.content, type);
  if (reason !== undefined) {
    problems.report("ACT206", tag.at, tag.name, reason, "Remove it, or change the type.");
    return false;
  }
  if (tag.name !== "pattern" || isFastPattern(tag.content)) return true;
  const hint =
    "Write it so that each text can match in one way only: `^[a-z]+(?:,[a-z]+)*$` instead of `^(?:[a-z]+,?)+$`.";
  problems.report("ACT206", tag.contentAt, tag.name, "on some texts it takes exponential time", hint);
  return false;
}

function readPattern(content: string): Json | undefined {
  try {
    new RegExp(content, "u");
    return content === "" ? undefined : content;
  } catch {
    return undefined;
  }
}

function readJson(content: string): Json | undefined {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return undefined;
  }
}
