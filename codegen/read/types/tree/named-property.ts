import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { titleOf } from "../../../model/title.js";
import { generator } from "../../typescript/typescript.js";
import { titleIn } from "./title-in.js";

/**
 * Whether a property may be left out: because of its `?`, or because its type holds `undefined`, which JSON cannot say
 * otherwise, and which `Required` does not take away.
 */
export type Presence = "required" | "optional" | "undefined";

/** A property under exactly this name, with a title: the generator takes a pair of quotes around a name for syntax. */
export function namedProperty(name: string, type: BaseType, presence: Presence): ObjectProperty {
  return new NamedProperty(name, titled(name, type), presence);
}

/** Whether a property may be left out, and why. */
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

/** A type with its property's name in words, where no comment gave a better title. */
function titled(name: string, type: BaseType): BaseType {
  if (titleIn(type) !== undefined) return type;
  return new generator.AnnotatedType(type, { title: titleOf(name) }, false);
}
