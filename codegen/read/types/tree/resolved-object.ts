import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** An object whose ID, which takes long to print, is made for those few who ask. */
export class ResolvedObject extends generator.ObjectType {
  readonly #id: () => string;

  constructor(id: () => string, properties: readonly ObjectProperty[], additional: BaseType | false) {
    super("", [], properties, additional);
    this.#id = id;
  }

  override getId(): string {
    return this.#id();
  }
}
