import type { BaseType, Context, ReferenceType, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator } from "../../typescript/typescript.js";
import { keyOf } from "../tree/key-of.js";

/** Reads a type that may contain itself: within itself it becomes a reference. */
export class CircularParser implements SubNodeParser {
  readonly #inner: SubNodeParser;
  readonly #open = new Map<string, ReferenceType>();

  constructor(inner: SubNodeParser) {
    this.#inner = inner;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return this.#inner.supportsNode(node);
  }

  createType(node: TypeScript.Node, context: Context): BaseType {
    const key = keyOf(node, context);
    const met = this.#open.get(key);
    if (met) return met;
    const reference = new generator.ReferenceType();
    this.#open.set(key, reference);
    const type = this.#inner.createType(node, context, reference);
    reference.setType(type);
    this.#open.delete(key);
    return type;
  }
}
