import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** An object whose ID is made when it is first needed: that takes long, and few IDs are needed. */
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
