import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import { textOf } from "../tree/placeholder.js";
import { isAbsentMember, withoutAbsentTail } from "../tree/tuple-member-type.js";
import type { TypePath } from "../tree/type-path.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { definedElement } from "./defined-element.js";

/** Reads tuples, with named, optional and rest members. A rest that is not last has no form in draft-07. */
export class TupleParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;

  constructor(chain: NodeParser, typePath: TypePath) {
    this.#chain = chain;
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isTupleTypeNode(node);
  }

  createType(node: TypeScript.TupleTypeNode, context: Context): BaseType {
    const members = node.elements.map((element, index) =>
      this.#typePath.step(`[${index}]`, () => this.#members(element, context)),
    );
    const flat = withoutAbsentTail(members.flat());
    if (flat.some(isAbsentMember)) this.#typePath.report("ACT304", node);
    const rest = flat.findIndex((member) => member instanceof generator.RestType);
    const odd = node.elements[members.findIndex((own) => own.some((member) => member === flat[rest]))];
    if (odd && rest < flat.length - 1) this.#typePath.report("ACT318", odd);
    return new generator.TupleType(inOrder(flat));
  }

  /** The members that an element gives: one, or those of a tuple that is spread. */
  #members(node: TypeScript.TypeNode | TypeScript.NamedTupleMember, context: Context): readonly BaseType[] {
    if (ts.isRestTypeNode(node)) return this.#spread(node.type, context);
    if (ts.isNamedTupleMember(node)) {
      if (node.dotDotDotToken) return this.#spread(node.type, context);
      return [node.questionToken ? this.#optional(node.type, context) : this.#read(node.type, context)];
    }
    if (ts.isOptionalTypeNode(node)) return [this.#optional(node.type, context)];
    return [this.#read(node, context)];
  }

  #spread(node: TypeScript.TypeNode, context: Context): readonly BaseType[] {
    const list = generator.derefType(this.#read(node, context));
    if (list instanceof generator.ArrayType) return [new generator.RestType(list)];
    if (list instanceof generator.TupleType) return list.getTypes();
    this.#typePath.report("ACT303", node, textOf(node));
    return [];
  }

  /** Reads a member that can be left out; to TypeScript, undefined is among its values anyway. */
  #optional(node: TypeScript.TypeNode, context: Context): BaseType {
    if (node.kind === ts.SyntaxKind.NeverKeyword) return new generator.OptionalType(new generator.UndefinedType());
    const { newType } = withoutUndefined(this.#chain.createType(node, context));
    return new generator.OptionalType(newType);
  }

  #read(node: TypeScript.TypeNode, context: Context): BaseType {
    return definedElement(node, this.#chain.createType(node, context), { typePath: this.#typePath, context });
  }
}

/** Makes an optional member before a required one required, as TypeScript does: only the last can be left out. */
function inOrder(members: readonly BaseType[]): BaseType[] {
  const last = members.findLastIndex((member) => !isLoose(member));
  return members.map((member, index) =>
    index < last && member instanceof generator.OptionalType ? member.getType() : member,
  );
}

function isLoose(member: BaseType): boolean {
  return member instanceof generator.OptionalType || member instanceof generator.RestType;
}
