import type { BaseType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";

/** Numbers as JavaScript writes them among keys, which are texts in JSON: up to 15 digits, six of them decimals. */
export const numberKeys = "^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\\.[0-9]{0,5}[1-9])$";

/** The values of an index signature whose keys are not any text: numbers, or what a template or a comment says. */
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

/** The values under keys of a type; undefined where no text or number can be such a key. */
export function valuesUnder(keys: BaseType, values: BaseType): BaseType | undefined {
  const members = membersOf(keys);
  if (!members.every((member) => isNumber(member) || isText(member))) return undefined;
  if (members.every(isNumber)) return new KeyedValues(new generator.NumberType(), values);
  return members.length === 1 ? new KeyedValues(keys, values) : values;
}

function membersOf(type: BaseType): readonly BaseType[] {
  const inner = generator.derefType(type);
  return inner instanceof generator.UnionType ? inner.getTypes().flatMap(membersOf) : [inner];
}

function isNumber(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.NumberType;
}

function isText(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.StringType;
}
