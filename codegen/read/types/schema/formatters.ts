import type {
  AnnotatedType,
  BaseType,
  Definition,
  ObjectType,
  SubTypeFormatter,
  TupleType,
  TypeFormatter,
  UnionType,
} from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { discriminantOf } from "../tree/discriminant.js";
import { jsonTypesOf } from "../tree/json-types.js";
import { KeyedValues, numberKeys } from "../tree/keyed-values.js";
import type { Literal } from "../tree/literal-values.js";
import { insideOf } from "../tree/tuple-member.js";
import { WireFormatter } from "../tree/wire-type.js";
import { isConstraint } from "./constraint-fit.js";

/** Inputs are closed: surplus properties are errors. Outputs are open: they pass through. */
export type SchemaMode = "input" | "output";

/** The formatter of a mode: ts-json-schema-generator's, with ours for objects, unions and comments in front. */
export function createFormatter(mode: SchemaMode): TypeFormatter {
  return generator.createFormatter({ ...generator.DEFAULT_CONFIG, encodeRefs: false }, (chain, circular) => {
    chain.addTypeFormatter(new ObjectFormatter(circular, mode));
    chain.addTypeFormatter(new TupleFormatter(circular));
    chain.addTypeFormatter(new WireFormatter());
    chain.addTypeFormatter(new UnionFormatter(circular));
    chain.addTypeFormatter(new AnnotatedFormatter(circular));
  });
}

/** Which definitions a type reaches is for `collectDefinitions` to find. */
abstract class OwnFormatter implements SubTypeFormatter {
  abstract supportsType(type: BaseType): boolean;
  abstract getDefinition(type: BaseType): Definition;

  getChildren(): BaseType[] {
    return [];
  }
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
      ...this.#additional(additional),
    };
  }

  #additional(additional: BaseType | boolean): Definition {
    const closing = this.#mode === "input" ? { additionalProperties: false } : {};
    if (!(additional instanceof generator.BaseType)) return additional ? {} : closing;
    const values = this.#child.getDefinition(additional);
    if (!(additional instanceof KeyedValues)) return { additionalProperties: values };
    if (additional.isByNumber) return { patternProperties: { [numberKeys]: values }, ...closing };
    const { title: _title, description: _description, ...keys } = this.#child.getDefinition(additional.keys);
    return { ...(Object.keys(keys).length > 1 ? { propertyNames: keys } : {}), additionalProperties: values };
  }
}

/** Exact bounds and one schema a member; the generator's own merges members that are equal into an array. */
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
    const items = fixed.map((member) => this.#child.getDefinition(insideOf(member)));
    return {
      type: "array",
      ...(items.length > 0 ? { items } : {}),
      minItems: fixed.length - optional,
      ...(rest ? this.#restOf(rest, items.length) : { maxItems: fixed.length }),
    };
  }

  #restOf(rest: BaseType, fixed: number): Definition {
    const item = this.#child.getDefinition(insideOf(rest));
    return fixed > 0 ? { additionalItems: item } : { items: item };
  }
}

type Primitive = "string" | "number" | "boolean" | "null";

class UnionFormatter extends OwnFormatter {
  readonly #child: TypeFormatter;

  constructor(child: TypeFormatter) {
    super();
    this.#child = child;
  }

  supportsType(type: BaseType): boolean {
    return type instanceof generator.UnionType;
  }

  getDefinition(type: UnionType): Definition {
    const members = membersOf(type);
    const isNullable = members.some((member) => member instanceof generator.NullType);
    const isLiteral = members.some((member) => literalsOf(member).length > 0);
    // Null stands among the literals where there are any, else among the primitives.
    const isNullLiteral = isNullable && isLiteral;
    const values = [
      ...new Set(
        members.flatMap((member) =>
          isNullLiteral && member instanceof generator.NullType ? [null] : literalsOf(member),
        ),
      ),
    ];
    const primitives = new Set(members.flatMap(primitiveOf));
    if (isNullLiteral) primitives.delete("null");
    if (values.includes(true) && values.includes(false)) primitives.add("boolean");
    const others = members.filter((member) => literalsOf(member).length === 0 && primitiveOf(member).length === 0);
    // `"sm" | "lg" | (string & {})`: the texts are suggestions, and any other will do.
    const isOpen = members.some((member) => member instanceof generator.StringType && member.getPreserveLiterals());
    const left = values.filter((value) => !primitives.has(kindOf(value)) || (isOpen && typeof value === "string"));
    const parts = [
      ...(left.length > 0 ? [literals(left)] : []),
      ...(primitives.size > 0 ? [{ type: oneOrMany([...primitives]) }] : []),
      ...others.map((member) => this.#child.getDefinition(member)),
    ];
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return { [discriminantOf(others) && parts.length === others.length ? "oneOf" : "anyOf"]: parts };
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
    // A definition is shared with places where it is open, so what is closed is written out.
    const isClosed = annotations["x-closed"] === true && object instanceof generator.ObjectType;
    const definition = this.#child.getDefinition(isClosed ? object : type.getType());
    return annotate(definition, annotations, type);
  }
}

/**
 * Adds keywords to the schema of a type; beside a `$ref` draft-07 ignores them, so the reference goes into `allOf`. The
 * kinds of its values are repeated there: what is recursive may be more than an object.
 */
export function annotate(
  definition: Definition,
  annotations: Readonly<Record<string, unknown>>,
  type: BaseType,
): Definition {
  if (Object.keys(annotations).length === 0) return definition;
  const { "x-closed": closed, ...keywords } = annotations;
  const own: Definition = definition.$ref === undefined ? definition : { allOf: [definition], ...typeKeyword(type) };
  const closing = closed === true && own.type === "object" && own.additionalProperties === undefined;
  const isTyped = own.type !== undefined || !Object.keys(keywords).some(isConstraint);
  return {
    ...(isTyped ? {} : { type: typesOf(own) }),
    ...own,
    ...(closing ? { additionalProperties: false } : {}),
    ...keywords,
    ...(keywords.type === "integer" ? wholeNumbers(own) : {}),
  };
}

/** The type of whole numbers among which there may be null. */
function wholeNumbers({ type }: Definition): Definition {
  return { type: Array.isArray(type) ? type.map((kind) => (kind === "number" ? "integer" : kind)) : "integer" };
}

/** The types of all members of a union: Ajv's strict mode wants the type beside a constraint on it. */
function typesOf(definition: Definition): NonNullable<Definition["type"]> {
  const members = (definition.anyOf ?? definition.oneOf ?? []) as readonly Definition[];
  const types = members.map((member) => member.type);
  const known = types.every((type) => type !== undefined) ? [...new Set(types.flat())] : undefined;
  return oneOrMany(known ?? ["string", "number", "boolean", "null", "array", "object"]);
}

function typeKeyword(type: BaseType): Definition {
  const kinds = jsonTypesOf(type);
  return kinds ? { type: oneOrMany(kinds) as NonNullable<Definition["type"]> } : {};
}

/** The members of a union: nested ones opened, through names and mere prose, `undefined` left out, order kept. */
function membersOf(type: BaseType): readonly BaseType[] {
  if (type instanceof generator.UnionType) return type.getTypes().flatMap(membersOf);
  if (type instanceof generator.UndefinedType) return [];
  if (type instanceof generator.AliasType || isProse(type)) {
    const inner = membersOf(type.getType());
    const [only] = inner;
    // An object keeps its comment; literals and primitives lose theirs among others.
    return inner.length === 1 && only && generator.derefType(only) instanceof generator.ObjectType ? [type] : inner;
  }
  return [type];
}

/** A comment that constrains nothing. */
function isProse(type: BaseType): type is AnnotatedType {
  return (
    type instanceof generator.AnnotatedType &&
    Object.keys(type.getAnnotations()).every((keyword) => keyword === "title" || keyword === "description")
  );
}

function literalsOf(type: BaseType): readonly Literal[] {
  if (type instanceof generator.LiteralType) return [type.getValue()];
  return type instanceof generator.EnumType ? (type.getValues() as readonly Literal[]) : [];
}

function primitiveOf(type: BaseType): readonly Primitive[] {
  if (type instanceof generator.StringType) return ["string"];
  if (type instanceof generator.NumberType) return ["number"];
  if (type instanceof generator.BooleanType) return ["boolean"];
  return type instanceof generator.NullType ? ["null"] : [];
}

function kindOf(value: Literal): Primitive {
  return value === null ? "null" : (typeof value as Primitive);
}

function literals(values: readonly Literal[]): Definition {
  const type = oneOrMany([...new Set(values.map(kindOf))]);
  const [only] = values;
  return values.length === 1 && only !== undefined ? { type, const: only } : { type, enum: [...values] };
}

function oneOrMany<T>(values: readonly T[]): T | T[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : [...values];
}
