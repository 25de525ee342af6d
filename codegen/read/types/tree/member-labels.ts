import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { ProblemList } from "../../../report/problems.js";
import { noDocs, readDocs } from "../../comments/read-docs.js";
import type { Program } from "../../program/read-program.js";
import { generator } from "../../typescript/typescript.js";
import type { Literal } from "./literal-values.js";

/** Texts of the comments of an enumeration's members, by value. */
export type Labels = ReadonlyMap<Literal, string>;

/** A union whose literals have comments of their own. */
export class LabelledUnion extends generator.UnionType {
  readonly labels: Labels;

  constructor(types: readonly BaseType[], labels: Labels) {
    super(types);
    this.labels = labels;
  }
}

/** Returns the labels of a union and of those in it; names and comments around them are opened. */
export function labelsOf(type: BaseType): Labels {
  const inner = generator.derefType(type);
  if (!(inner instanceof generator.UnionType)) return new Map();
  const own = inner instanceof LabelledUnion ? [...inner.labels] : [];
  return new Map([...inner.getTypes().flatMap((member) => [...labelsOf(member)]), ...own]);
}

/** Reads the comments before the members of a union or enum, also those before a `|`. */
export function readLabels(
  members: readonly { readonly node: TypeScript.Node; readonly value: Literal | undefined }[],
  { program, problems }: { readonly program: Program; readonly problems: ProblemList },
): Labels {
  const labels = new Map<Literal, string>();
  for (const [index, { node, value }] of members.entries()) {
    if (value === undefined || node.pos < 0) continue;
    const source = program.sourceOf(node.getSourceFile());
    const gapStart = members[index - 1]?.node.getEnd() ?? node.parent.getFullStart();
    const gap = source.text.slice(gapStart, node.getStart());
    const [comment] = /\/\*\*(?:[^*]|\*(?!\/))*\*\/(?=[\s|]*$)/.exec(gap) ?? [];
    if (comment === undefined) continue;
    const start = gapStart + gap.lastIndexOf(comment);
    const docs = start < 0 ? noDocs : readDocs({ source, start, end: start + comment.length }, "property", problems);
    if (docs.summary !== "") labels.set(value, docs.summary);
  }
  return labels;
}
