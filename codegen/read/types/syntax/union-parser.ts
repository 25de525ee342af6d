import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { adviseOnObjects } from "../tree/discriminant.js";
import type { Literal } from "../tree/literal-values.js";
import { LabelledUnion, readLabels } from "../tree/member-labels.js";
import { textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";
import { WireType } from "../tree/wire-type.js";

/** Reads unions, members in source order, and reports those that make a form or a message vague. */
export class UnionParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;
  readonly #context: { readonly program: Program; readonly problems: ProblemList };

  constructor(
    chain: NodeParser,
    typePath: TypePath,
    context: { readonly program: Program; readonly problems: ProblemList },
  ) {
    this.#chain = chain;
    this.#typePath = typePath;
    this.#context = context;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isUnionTypeNode(node);
  }

  createType(node: TypeScript.UnionTypeNode, context: Context): BaseType {
    // TypeScript drops `never` among others.
    const possible = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.NeverKeyword);
    const written = possible.length > 0 ? possible : [...node.types];
    const types = written.map((member) => this.#read(member, context));
    // To TypeScript such a union is `unknown`: no other member decides how a value travels.
    if (types.some(isUnknown)) return unknownAmong(types);
    const labelled = written.map((member, index) => ({ node: member, value: literalValue(types[index]) }));
    const labels = this.#typePath.comments(() => readLabels(labelled, this.#context));
    const type = new LabelledUnion(types, labels);
    const members = type.getTypes().map((member) => generator.derefType(member));
    const kinds = new Set(members.map(primitiveKind).filter((kind) => kind !== undefined));
    if (kinds.size > 1) this.#typePath.report("ACT311", node, textOf(node));
    if (looksAlike(members)) this.#typePath.report("ACT317", node);
    adviseOnObjects(members, node, this.#typePath);
    return type;
  }

  /** Reads a member; `void` among others is undefined. */
  #read(node: TypeScript.TypeNode, context: Context): BaseType {
    return node.kind === ts.SyntaxKind.VoidKeyword
      ? new generator.UndefinedType()
      : this.#chain.createType(node, context);
  }
}

function isUnknown(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.UnknownType;
}

function unknownAmong(types: readonly BaseType[]): BaseType {
  const unknown = new generator.UnknownType(false);
  const absent = types.find((type) => generator.derefType(type) instanceof generator.UndefinedType);
  return absent ? new generator.UnionType([unknown, absent]) : unknown;
}

/** Returns whether a value that travels as text has text, or another such value, beside it in the union. */
function looksAlike(members: readonly BaseType[]): boolean {
  const wires = new Set(members.flatMap((member) => (member instanceof WireType ? [member.kind] : [])));
  return wires.size > 1 || (wires.size === 1 && members.some((member) => primitiveKind(member) === "string"));
}

function literalValue(type: BaseType | undefined): Literal | undefined {
  return type instanceof generator.LiteralType ? type.getValue() : undefined;
}

function primitiveKind(type: BaseType): string | undefined {
  if (type instanceof generator.LiteralType && type.getValue() !== null) return typeof type.getValue();
  if (type instanceof generator.StringType) return "string";
  if (type instanceof generator.NumberType) return "number";
  return type instanceof generator.BooleanType ? "boolean" : undefined;
}
