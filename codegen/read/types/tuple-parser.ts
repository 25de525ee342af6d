import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../typescript.js";
import { definedElement } from "./undefined.js";
import type { Way } from "./way.js";

/** Reads tuples, with named, optional and rest members. A rest that is not last has no form in draft-07. */
export class TupleParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #way: Way;

  constructor(chain: NodeParser, way: Way) {
    this.#chain = chain;
    this.#way = way;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isTupleTypeNode(node);
  }

  createType(node: TypeScript.TupleTypeNode, context: Context): BaseType {
    const members = node.elements.map((element, index) =>
      this.#way.step(`[${index}]`, () => this.#member(element, context)),
    );
    const rest = members.findIndex((member) => member instanceof generator.RestType);
    const odd = node.elements[rest];
    if (odd && rest < members.length - 1) this.#way.report("ACT318", odd);
    return new generator.TupleType(members);
  }

  #member(node: TypeScript.TypeNode | TypeScript.NamedTupleMember, context: Context): BaseType {
    if (ts.isNamedTupleMember(node)) {
      const type = this.#read(node.type, context, node.dotDotDotToken !== undefined);
      return node.questionToken ? new generator.OptionalType(type) : type;
    }
    if (ts.isOptionalTypeNode(node)) return new generator.OptionalType(this.#read(node.type, context, false));
    if (ts.isRestTypeNode(node)) return this.#read(node.type, context, true);
    return this.#read(node, context, false);
  }

  #read(node: TypeScript.TypeNode, context: Context, isRest: boolean): BaseType {
    const type = definedElement(node, this.#chain.createType(node, context), this.#way);
    if (!isRest) return type;
    const array = generator.derefType(type);
    return array instanceof generator.ArrayType ? new generator.RestType(array) : type;
  }
}
