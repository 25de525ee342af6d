import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../../runtime/contract/json.js";
import type { DocumentedValue } from "../../../model/models.js";
import { titleOf } from "../../../model/title.js";
import { ProblemList } from "../../../report/problems.js";
import { commentOf } from "../../comments/read-comment.js";
import type { ReadTag } from "../../comments/read-content.js";
import { noDocs, readDocs } from "../../comments/read-docs.js";
import type { KeywordLanding } from "../../comments/tag-row.js";
import { tagRow } from "../../comments/tag-table.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { titleIn } from "../tree/title-in.js";
import { misfit } from "./constraint-fit.js";

/** Schema keywords that a comment adds to a type. */
export type Annotations = Readonly<Record<string, Json>>;

/** A default or an example in a comment; its type may not be complete yet. */
export type TypedValue = Omit<DocumentedValue, "schema"> & { readonly type: BaseType };

/** Adds to a type the keywords that the comment of `node` gives it. */
export type ReadAnnotations = (node: TypeScript.Node, type: BaseType) => BaseType;

/** Reads annotations from the comments of properties, aliases and interfaces. */
export function annotationReader(
  program: Program,
  ownProblems: ProblemList,
  document: (value: TypedValue) => void,
): ReadAnnotations {
  return (node, type) => {
    if (node.pos < 0 || program.isLibrary(node.getSourceFile())) return type;
    // Comments of packages count, but their mistakes are not the author's.
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
    for (const { name: tag, value, contentAt } of docs.tags) {
      const kind = tagRow(tag)?.schema?.documents;
      if (kind === undefined || value === undefined) continue;
      document({ kind, name: name ?? "value", at: contentAt, value, type: annotated });
    }
    return annotated;
  };
}

/** Returns the schema keywords that tags give a type; those that it cannot have are reported. */
export function annotationsOf(tags: readonly ReadTag[], type: BaseType, problems: ProblemList): Annotations {
  const annotations: Record<string, Json> = {};
  const lists = new Map<string, readonly Json[]>();
  for (const tag of tags) {
    const landing = tagRow(tag.name)?.schema;
    const { value } = tag;
    if (landing === undefined || value === undefined || !isApplicable(tag, { landing, value, type }, problems))
      continue;
    if (landing.list) lists.set(landing.keyword, [...(lists.get(landing.keyword) ?? []), value]);
    else annotations[landing.keyword] = value;
  }
  reportCrossedBounds(tags, annotations, problems);
  // A whole number is a type of its own in JSON Schema; its widget says so.
  if (annotations["x-widget"] === "integer") annotations.type = "integer";
  return { ...annotations, ...Object.fromEntries(lists) };
}

/** Returns whether a keyword can hold for values of a type, and be checked in time; if not, that is reported. */
function isApplicable(
  tag: ReadTag,
  { landing, value, type }: { readonly landing: KeywordLanding; readonly value: Json; readonly type: BaseType },
  problems: ProblemList,
): boolean {
  const reason = misfit(landing, value, type);
  if (reason !== undefined) {
    problems.report("ACT206", tag.at, tag.name, reason, "Remove it, or change the type.");
    return false;
  }
  const refusal = landing.refuse?.(value);
  if (refusal) problems.report("ACT206", tag[refusal.at], tag.name, refusal.reason, refusal.hint);
  return refusal === undefined;
}

/** Reports each upper bound that lies below its lower one, so that no value fits. */
function reportCrossedBounds(tags: readonly ReadTag[], annotations: Annotations, problems: ProblemList): void {
  for (const { name, at } of tags) {
    const landing = tagRow(name)?.schema;
    if (landing?.notBelow === undefined) continue;
    if (Number(annotations[landing.notBelow]) > Number(annotations[landing.keyword])) {
      problems.report("ACT206", at, name, "it lies below the lower bound", "Change one of the two bounds.");
    }
  }
}
