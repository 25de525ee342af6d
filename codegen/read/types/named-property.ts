import type { BaseType, ObjectProperty } from "ts-json-schema-generator";
import { generator } from "../typescript.js";

/** A property under exactly this name: the generator takes a pair of quotes around a name for syntax. */
export function namedProperty(name: string, type: BaseType, required: boolean): ObjectProperty {
  return new generator.ObjectProperty(`"${name}"`, type, required);
}
