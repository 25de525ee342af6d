import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { titleOf } from "../../title.js";
import { titleIn } from "../title-in.js";
import { generator } from "../typescript.js";

/** A property under exactly this name, with a title: the generator takes a pair of quotes around a name for syntax. */
export function namedProperty(name: string, type: BaseType, required: boolean): ObjectProperty {
  return new generator.ObjectProperty(`"${name}"`, titled(name, type), required);
}

/** A type with its property's name in words, where no comment gave a better title. */
function titled(name: string, type: BaseType): BaseType {
  if (titleIn(type) !== undefined) return type;
  return new generator.AnnotatedType(type, { title: titleOf(name) }, false);
}
