import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import type { TypePath } from "../tree/type-path.js";
import { definedElement } from "./defined-element.js";
import { isReadonlyArray } from "./refusing-parser.js";

/** Reads `T[]` and `readonly T[]`, and `readonly` tuples as tuples. */
export class ArrayParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;

  constructor(chain: NodeParser, typePath: TypePath) {
    this.#chain = chain;
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isArrayTypeNode(node) || isReadonlyArray(node);
  }

  createType(node: TypeScript.ArrayTypeNode | TypeScript.TypeOperatorNode, context: Context): BaseType {
    if (ts.isTypeOperatorNode(node)) return this.#chain.createType(node.type, context);
    const { elementType } = node;
    const item = this.#typePath.step("[]", () =>
      definedElement(elementType, this.#chain.createType(elementType, context), { typePath: this.#typePath, context }),
    );
    return new generator.ArrayType(item);
  }
}
