import type { AnnotatedType, BaseType, Definition, TypeFormatter, UnionType } from "ts-json-schema-generator";
import { generator } from "../../typescript/typescript.js";
import { discriminantOf } from "../tree/discriminant.js";
import { kindOfLiteral, type Literal, type Primitive } from "../tree/literal-values.js";
import { mergedBigInts, WireType } from "../tree/wire-type.js";
import { oneOrMany } from "./one-or-many.js";
import { OwnFormatter } from "./own-formatter.js";

/** Writes unions: literals as one enumeration, primitives as one list of types, all others as alternatives. */
export class UnionFormatter extends OwnFormatter {
  readonly #child: TypeFormatter;

  constructor(child: TypeFormatter) {
    super();
    this.#child = child;
  }

  supportsType(type: BaseType): boolean {
    return type instanceof generator.UnionType;
  }

  getDefinition(type: UnionType): Definition {
    const members = shownMembers(type);
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
    const primitives = new Set(members.flatMap(primitivesOf));
    if (isNullLiteral) primitives.delete("null");
    if (values.includes(true) && values.includes(false)) primitives.add("boolean");
    const others = withOneBigInt(
      members.filter((member) => literalsOf(member).length === 0 && primitivesOf(member).length === 0),
    );
    // `"sm" | "lg" | (string & {})`: the literals are suggestions, and any other text is valid, too.
    const isOpen = members.some((member) => member instanceof generator.StringType && member.getPreserveLiterals());
    const left = values.filter(
      (value) => !primitives.has(kindOfLiteral(value)) || (isOpen && typeof value === "string"),
    );
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

/** Puts one member for all bigints where the first of them stands. */
function withOneBigInt(members: readonly BaseType[]): readonly BaseType[] {
  const merged = mergedBigInts(members);
  const first = members.findIndex(isBigInt);
  return members.flatMap((member, index) => (index === first && merged ? [merged] : isBigInt(member) ? [] : [member]));
}

function isBigInt(type: BaseType): boolean {
  return type instanceof WireType && type.kind === "bigint";
}

/** The members of a union in order: nested unions, names and mere prose opened, `undefined` left out. */
function shownMembers(type: BaseType): readonly BaseType[] {
  if (type instanceof generator.UnionType) return type.getTypes().flatMap(shownMembers);
  if (type instanceof generator.UndefinedType) return [];
  if (type instanceof generator.AliasType || isProse(type)) {
    const inner = shownMembers(type.getType());
    const [only] = inner;
    // An object keeps its comment; literals and primitives lose theirs among others.
    return inner.length === 1 && only && generator.derefType(only) instanceof generator.ObjectType ? [type] : inner;
  }
  return [type];
}

/** Returns whether a type is another one with a comment that constrains nothing. */
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

function primitivesOf(type: BaseType): readonly Primitive[] {
  if (type instanceof generator.StringType) return ["string"];
  if (type instanceof generator.NumberType) return ["number"];
  if (type instanceof generator.BooleanType) return ["boolean"];
  return type instanceof generator.NullType ? ["null"] : [];
}

function literals(values: readonly Literal[]): Definition {
  const type = oneOrMany([...new Set(values.map(kindOfLiteral))]);
  const [only] = values;
  return values.length === 1 && only !== undefined ? { type, const: only } : { type, enum: [...values] };
}
