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

/**
 * Returns an object with its properties in the order of `names`, others by name after them: the type checker's own order
 * depends on what it was asked before. Any other type stays as it is.
 */
export function withOrderedProperties(type: BaseType, names: readonly string[]): BaseType {
  if (!(type instanceof generator.ObjectType)) return type;
  const ranks = new Map(names.map((name, index) => [name, index]));
  const rankOf = (property: ObjectProperty): number => ranks.get(property.getName()) ?? names.length;
  const properties = [...type.getProperties()].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.getName() < b.getName() ? -1 : 1),
  );
  return new ResolvedObject(() => type.getId(), properties, type.getAdditionalProperties() as BaseType | false);
}
