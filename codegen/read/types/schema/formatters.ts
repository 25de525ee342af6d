import type {
  AnnotatedType,
  BaseType,
  Definition,
  ObjectType,
  TupleType,
  TypeFormatter,
} from "ts-json-schema-generator";
import { numberKeys } from "../../../model/schema-patterns.js";
import { generator } from "../../typescript/typescript.js";
import { type KeyedPart, KeyedValues, patternOfKeys } from "../tree/keyed-values.js";
import { tupleMemberType } from "../tree/tuple-member-type.js";
import { WireFormatter } from "../tree/wire-type.js";
import { annotate } from "./annotate.js";
import { OwnFormatter } from "./own-formatter.js";
import { UnionFormatter } from "./union-formatter.js";

/** Use of a schema. Inputs are closed: surplus properties are errors. Outputs are open: surplus properties pass. */
export type SchemaMode = "input" | "output";

/** Makes the formatter of a mode: ts-json-schema-generator's, with ours for objects, unions and comments in front. */
export function createFormatter(mode: SchemaMode): TypeFormatter {
  return generator.createFormatter({ ...generator.DEFAULT_CONFIG, encodeRefs: false }, (chain, circular) => {
    chain.addTypeFormatter(new ObjectFormatter(circular, mode));
    chain.addTypeFormatter(new TupleFormatter(circular));
    chain.addTypeFormatter(new WireFormatter());
    chain.addTypeFormatter(new UnionFormatter(circular));
    chain.addTypeFormatter(new AnnotatedFormatter(circular));
  });
}

class ObjectFormatter extends OwnFormatter {
  readonly #child: TypeFormatter;
  readonly #mode: SchemaMode;

  constructor(child: TypeFormatter, mode: SchemaMode) {
    super();
    this.#child = child;
    this.#mode = mode;
  }

  supportsType(type: BaseType): boolean {
    return type instanceof generator.ObjectType;
  }

  getDefinition(type: ObjectType): Definition {
    const properties = type.getProperties();
    const required = properties.filter((property) => property.isRequired()).map((property) => property.getName());
    const additional = type.getAdditionalProperties();
    return {
      type: "object",
      ...(properties.length === 0
        ? {}
        : {
            properties: Object.fromEntries(
              properties.map((property) => [property.getName(), this.#child.getDefinition(property.getType())]),
            ),
          }),
      ...(required.length === 0 ? {} : { required }),
      ...this.#additional(
        additional,
        properties.map((property) => property.getName()),
      ),
    };
  }

  #additional(additional: BaseType | boolean, names: readonly string[]): Definition {
    const closing = this.#mode === "input" ? { additionalProperties: false } : {};
    if (!(additional instanceof generator.BaseType)) return additional ? {} : closing;
    if (!(additional instanceof KeyedValues)) return { additionalProperties: this.#child.getDefinition(additional) };
    const [only, ...others] = additional.parts;
    const pattern = only && patternOfKeys(only.keys);
    const isWhole = names.length === 0 ? pattern !== numberKeys : pattern === undefined;
    if (only && others.length === 0 && isWhole) {
      const values = this.#child.getDefinition(only.values);
      return { propertyNames: this.#keys(only, names), additionalProperties: values };
    }
    const patterns = additional.parts.map((part) => [patternOfKeys(part.keys) ?? "", part.values] as const);
    const any = patterns.find(([pattern]) => pattern === "")?.[1];
    const limited = patterns.filter(([pattern]) => pattern !== "").sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      patternProperties: Object.fromEntries(
        limited.map(([pattern, values]) => [pattern, this.#child.getDefinition(values)]),
      ),
      ...(any ? { additionalProperties: this.#child.getDefinition(any) } : closing),
    };
  }

  /** The names that keys allow, and those of other properties. */
  #keys({ keys }: KeyedPart, names: readonly string[]): Definition {
    const { title: _title, description: _description, ...own } = this.#child.getDefinition(keys);
    return names.length === 0 ? own : { anyOf: [own, { type: "string", enum: [...names] }] };
  }
}

/** Writes tuples with exact bounds and one schema a member; the generator's own merges equal members into an array. */
class TupleFormatter extends OwnFormatter {
  readonly #child: TypeFormatter;

  constructor(child: TypeFormatter) {
    super();
    this.#child = child;
  }

  supportsType(type: BaseType): boolean {
    return type instanceof generator.TupleType;
  }

  getDefinition(type: TupleType): Definition {
    const members = type.getTypes();
    const rest = members.find((member) => member instanceof generator.RestType);
    const fixed = members.filter((member) => member !== rest);
    const optional = fixed.filter((member) => member instanceof generator.OptionalType).length;
    const items = fixed.map((member) => this.#child.getDefinition(tupleMemberType(member)));
    return {
      type: "array",
      ...(items.length > 0 ? { items } : {}),
      minItems: fixed.length - optional,
      ...(rest ? this.#restOf(rest, items.length) : { maxItems: fixed.length }),
    };
  }

  #restOf(rest: BaseType, fixed: number): Definition {
    const item = this.#child.getDefinition(tupleMemberType(rest));
    return fixed > 0 ? { additionalItems: item } : { items: item };
  }
}

class AnnotatedFormatter extends OwnFormatter {
  readonly #child: TypeFormatter;

  constructor(child: TypeFormatter) {
    super();
    this.#child = child;
  }

  supportsType(type: BaseType): boolean {
    return type instanceof generator.AnnotatedType;
  }

  getDefinition(type: AnnotatedType): Definition {
    const annotations = type.getAnnotations();
    const object = generator.derefType(type);
    // Other types share the definition and leave it open, so a closed object is written out.
    const isClosed = annotations["x-closed"] === true && object instanceof generator.ObjectType;
    const definition = this.#child.getDefinition(isClosed ? object : type.getType());
    return annotate(definition, annotations, type);
  }
}
