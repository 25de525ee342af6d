import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { unionMembers } from "./union-members.js";

/**
 * Pattern of numbers as keys, which JSON has as texts, written as in JavaScript: up to 15 digits, six of them decimals.
 */
export const numberKeys = "^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\\.[0-9]{0,5}[1-9])$";

/** The values of an index signature whose keys are limited: to numbers, or by a template or a comment. */
export class KeyedValues extends generator.AnnotatedType {
  readonly keys: BaseType;

  constructor(keys: BaseType, values: BaseType) {
    super(values, {}, false);
    this.keys = keys;
  }

  override getId(): string {
    return `keyed-${this.keys.getId()}-${super.getId()}`;
  }

  get isByNumber(): boolean {
    return isNumber(this.keys);
  }
}

/** Returns the type of the values under keys of a type; undefined unless the keys are texts or numbers. */
export function valuesUnder(keys: BaseType, values: BaseType): BaseType | undefined {
  const members = unionMembers(keys);
  if (!members.every((member) => isNumber(member) || isText(member))) return undefined;
  if (members.every(isNumber)) return new KeyedValues(new generator.NumberType(), values);
  return members.length === 1 ? new KeyedValues(keys, values) : values;
}

function isNumber(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.NumberType;
}

function isText(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.StringType;
}
