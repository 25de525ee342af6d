import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** An object whose members nobody describes: `object`, or an empty object type of a package in a result. */
export class AnyObject extends generator.ObjectType {
  constructor() {
    super("object", [], [], true);
  }
}

/** Returns whether a type is an object whose members nobody describes. */
export function isAnyObject(type: BaseType): boolean {
  return generator.derefType(type) instanceof AnyObject;
}
