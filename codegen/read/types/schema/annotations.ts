import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../../runtime/contract/json.js";
import { titleOf } from "../../../model/title.js";
import { ProblemList } from "../../../report/problems.js";
import { commentOf } from "../../comments/read-comment.js";
import type { ReadTag } from "../../comments/read-content.js";
import { type Docs, noDocs, readDocs } from "../../comments/read-docs.js";
import type { KeywordLanding } from "../../comments/tag-row.js";
import { tagRow, tagTable } from "../../comments/tag-table.js";
import { memberName } from "../../program/read-literal.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { type Literal, literalValues } from "../tree/literal-values.js";
import { titleIn } from "../tree/title-in.js";
import type { TypePath } from "../tree/type-path.js";
import { misfit } from "./constraint-fit.js";
import { inheritedMembers } from "./inherited-members.js";

/** Schema keywords that a comment adds to a type. */
export type Annotations = Readonly<Record<string, Json>>;

/** Adds to a type the keywords that the comment of `node` gives it. */
export type ReadAnnotations = (node: TypeScript.Node, type: BaseType) => BaseType;

/** Reads annotations from the comments of properties, aliases and interfaces. */
export function annotationReader(program: Program, ownProblems: ProblemList, typePath: TypePath): ReadAnnotations {
  const annotate: ReadAnnotations = (node, type) => {
    if (node.pos < 0 || program.isLibrary(node.getSourceFile())) return type;
    const inner = withInherited(node, type, program);
    // Comments of packages count, but their mistakes are not the author's.
    const problems = program.isOwn(node.getSourceFile()) ? ownProblems : new ProblemList();
    const { name, docs, annotations } = typePath.comments(() => readComment(node, inner, { program, problems }));
    if (Object.keys(annotations).length === 0) return inner;
    const annotated = new generator.AnnotatedType(inner, annotations, false);
    for (const { name: tag, value, contentAt } of docs.tags) {
      const kind = tagRow(tag)?.schema?.documents;
      if (kind === undefined || value === undefined) continue;
      typePath.document({ kind, name: name ?? "value", at: contentAt, value, type: annotated });
    }
    return annotated;
  };
  // The comments of all declarations of an interface count; of those that say the same, the first.
  return (node, type) =>
    [node, ...otherDeclarations(node, program)].reduceRight((inner, each) => annotate(each, inner), type);
}

/** The other declarations of an interface; none for any other node. */
function otherDeclarations(node: TypeScript.Node, { checker }: Program): readonly TypeScript.Node[] {
  if (node.pos < 0 || !ts.isInterfaceDeclaration(node)) return [];
  const all = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
  return all.filter((each) => each !== node && ts.isInterfaceDeclaration(each));
}

/** Adds the keywords of the properties that a property redeclares: what it says itself comes after them. */
function withInherited(node: TypeScript.Node, type: BaseType, program: Program): BaseType {
  const { merged, extended } = inheritedMembers(node, program);
  // Their mistakes are reported where they are read themselves.
  const problems = new ProblemList();
  const add = (inner: BaseType, member: TypeScript.Node): BaseType => {
    const { annotations } = readComment(member, inner, { program, problems, isInherited: true });
    return Object.keys(annotations).length === 0 ? inner : new generator.AnnotatedType(inner, annotations, false);
  };
  const inherited = extended.reduceRight((inner, member) => add(withInherited(member, inner, program), member), type);
  return merged.reduceRight(add, inherited);
}

/** A comment, and the keywords that it gives a type. */
interface ReadComment {
  /** The name of a property; undefined for any other node. */
  readonly name: string | undefined;
  readonly docs: Docs;
  readonly annotations: Annotations;
}

function readComment(
  node: TypeScript.Node,
  type: BaseType,
  {
    program,
    problems,
    isInherited = false,
  }: { readonly program: Program; readonly problems: ProblemList; readonly isInherited?: boolean },
): ReadComment {
  const source = program.sourceOf(node.getSourceFile());
  const comment = commentOf(node, source);
  const docs = comment ? readDocs(comment, "property", problems) : noDocs;
  const description = [docs.summary, docs.remarks].filter((text) => text !== "").join("\n\n");
  const name = ts.isPropertySignature(node) ? memberName(node.name, program.checker) : undefined;
  const tags = isInherited ? docs.tags.filter((tag) => isStillRight(tag, type)) : docs.tags;
  const annotations = {
    ...(name === undefined || titleIn(type) !== undefined ? {} : { title: titleOf(name) }),
    ...(description === "" ? {} : { description }),
    ...annotationsOf(tags, type, problems),
  };
  return { name, docs, annotations };
}

/** Returns whether an inherited default or example is among the literals that a property is narrowed to. */
function isStillRight({ name, value }: ReadTag, type: BaseType): boolean {
  if (tagRow(name)?.schema?.documents === undefined) return true;
  return literalValues(type)?.includes(value as Literal) ?? true;
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
  reportCrossedBounds(tags, { own: annotations, inherited: keywordsOn(type) }, problems);
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

/** Reports bounds that leave no value between them, of which at least one is told by a tag. */
function reportCrossedBounds(
  tags: readonly ReadTag[],
  { own, inherited }: { readonly own: Annotations; readonly inherited: Annotations },
  problems: ProblemList,
): void {
  for (const { name, at } of tags) {
    const landing = tagRow(name)?.schema;
    if (landing === undefined) continue;
    const lower = landing.notBelow;
    const uppers = lower === undefined ? (upperBounds.get(landing.keyword) ?? []) : [landing.keyword];
    const all = { ...inherited, ...own };
    // Where both are the type's own, the upper one is reported.
    const crossed = uppers.filter((upper) => lower !== undefined || own[upper] === undefined);
    if (crossed.some((upper) => Number(all[lower ?? landing.keyword]) > Number(all[upper]))) {
      const side = lower === undefined ? "above the upper" : "below the lower";
      problems.report("ACT206", at, name, `it lies ${side} bound`, "Change one of the two bounds.");
    }
  }
}

/** Keywords of upper bounds by those of their lower ones. */
const upperBounds: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(tagTable).flatMap(({ schema }) =>
    schema?.notBelow === undefined ? [] : [[schema.notBelow, [schema.keyword]] as const],
  ),
);

/** The keywords that comments gave a type directly, not by its name. */
function keywordsOn(type: BaseType): Annotations {
  if (!(type instanceof generator.AnnotatedType)) return {};
  return { ...keywordsOn(type.getType()), ...(type.getAnnotations() as Annotations) };
}
