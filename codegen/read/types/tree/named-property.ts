import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { titleOf } from "../../../model/title.js";
import { generator } from "../../typescript/typescript.js";
import { titleIn } from "./title-in.js";

/**
 * Presence of a property: `optional` by its `?`; `undefined` by its type, which holds it. JSON can only leave such a
 * property out, and `Required` does not change it.
 */
export type Presence = "required" | "optional" | "undefined";

/** Makes a property of exactly this name, with a title. The generator takes quotes around a name for syntax. */
export function namedProperty(name: string, type: BaseType, presence: Presence): ObjectProperty {
  return new NamedProperty(name, titled(name, type), presence);
}

/** Returns whether a property may be left out, and the reason. */
export function presenceOf(property: ObjectProperty): Presence {
  if (property instanceof NamedProperty) return property.presence;
  return property.isRequired() ? "required" : "optional";
}

class NamedProperty extends generator.ObjectProperty {
  readonly presence: Presence;

  constructor(name: string, type: BaseType, presence: Presence) {
    super(`"${name}"`, type, presence === "required");
    this.presence = presence;
  }
}

/** Adds its property's name in words as the title, unless a comment gave the type one. */
function titled(name: string, type: BaseType): BaseType {
  if (titleIn(type) !== undefined) return type;
  return new generator.AnnotatedType(type, { title: titleOf(name) }, false);
}
