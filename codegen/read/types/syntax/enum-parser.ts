import type { BaseType, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { ProblemList } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { LabelledUnion, readLabels } from "../tree/member-labels.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";

/** Reads enums and their members: the values, in source order, with their comments as labels. */
export class EnumParser implements SubNodeParser {
  readonly #context: { readonly program: Program; readonly problems: ProblemList };
  readonly #typePath: TypePath;

  constructor(context: { readonly program: Program; readonly problems: ProblemList }, typePath: TypePath) {
    this.#context = context;
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isEnumDeclaration(node) || ts.isEnumMember(node);
  }

  #valueOf(member: TypeScript.EnumMember): string | number | undefined {
    const { checker } = this.#context.program;
    const value = checker.getConstantValue(member);
    if (value !== undefined || !member.initializer) return value;
    // tsc counts the length of a text as computed.
    const { initializer } = member;
    const isLength = ts.isPropertyAccessExpression(initializer) && initializer.name.text === "length";
    return isLength && ts.isStringLiteralLike(initializer.expression) ? initializer.expression.text.length : undefined;
  }

  createType(node: TypeScript.EnumDeclaration | TypeScript.EnumMember): BaseType {
    if (ts.isEnumMember(node)) return this.#memberType(node, this.#valueOf(node));
    const parts = this.#declarationsOf(node).map(({ members }) =>
      members.map((member) => ({ node: member, value: this.#valueOf(member) })),
    );
    const types = parts.flat().map((member) => this.#memberType(member.node, member.value));
    const labels = this.#typePath.comments(() => parts.flatMap((members) => [...readLabels(members, this.#context)]));
    return new LabelledUnion(types, new Map(labels));
  }

  #memberType(member: TypeScript.EnumMember, value: string | number | undefined): BaseType {
    if (value !== undefined) return new generator.LiteralType(value);
    // A computed member has no value before the program runs.
    this.#typePath.report("ACT303", member, textOf(member));
    return placeholder();
  }

  /** All declarations of an enum: TypeScript merges those of one name. */
  #declarationsOf(node: TypeScript.EnumDeclaration): readonly TypeScript.EnumDeclaration[] {
    const symbol = this.#context.program.checker.getSymbolAtLocation(node.name);
    const all = symbol?.declarations?.filter(ts.isEnumDeclaration);
    return all?.includes(node) ? all : [node];
  }
}
