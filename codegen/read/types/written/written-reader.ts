import type { BaseType, NodeParser, ObjectProperty } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { resolvedTypeMaxDepth, resolvedTypeMaxProperties } from "../../../model/limits.js";
import { type FunctionNode, nameNodeOf } from "../../program/function-node.js";
import type { Program } from "../../program/read-program.js";
import { generator } from "../../typescript/typescript.js";
import { keyOf } from "../tree/key-of.js";
import { type Literal, literalUnion } from "../tree/literal-values.js";
import { namedProperty } from "../tree/named-property.js";
import { ResolvedObject } from "../tree/resolved-object.js";
import { propertyStep, type TypePath } from "../tree/type-path.js";
import { WireType } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { readTypeOf } from "./written-objects.js";
import { WrittenResults } from "./written-results.js";
import { giveUp, type Keyword, type WrittenProperty, type WrittenType, whereWritten } from "./written-type.js";
import { WrittenTypes } from "./written-types.js";
import { holdsUndefinedMember } from "./written-unions.js";

/** Parts that the reader shares with others. */
export interface WrittenTools {
  readonly chain: NodeParser;
  readonly typePath: TypePath;
  /** Adds the keywords that the comment of a declaration gives its type. */
  readonly annotate: (node: TypeScript.Node, type: BaseType) => BaseType;
}

/** State of reading one type with all parts of it. */
interface ReadState {
  readonly node: TypeScript.Node;
  readonly order: (value: Literal) => number;
  /** Number of objects read so far. */
  objects: number;
}

/**
 * Reads the types that syntax is enough for, and gives what the reader of the type checker's types gives: the same order,
 * names and comments. Leaves to that one whatever would be reported.
 */
export class WrittenReader {
  readonly #program: Program;
  readonly #tools: WrittenTools;

  constructor(program: Program, tools: WrittenTools) {
    this.#program = program;
    this.#tools = tools;
  }

  /** Reads the type at `node`, its literals ranked by `order`; undefined where that takes the type checker. */
  read(node: TypeScript.Node, order: (value: Literal) => number): BaseType | undefined {
    return this.#read(node, order, (types) => types.at(node));
  }

  /** Reads the awaited result of a function without an annotation; undefined where that takes the type checker. */
  readResult(node: FunctionNode, order: (value: Literal) => number): BaseType | undefined {
    const returned = (types: WrittenTypes): WrittenType => new WrittenResults(this.#program, types).of(node);
    const type = this.#read(nameNodeOf(node), order, returned);
    return type instanceof generator.UndefinedType ? new generator.NullType() : type;
  }

  #read(
    node: TypeScript.Node,
    order: (value: Literal) => number,
    typeIn: (types: WrittenTypes) => WrittenType,
  ): BaseType | undefined {
    if (!this.#program.readsSyntax) return undefined;
    const types = new WrittenTypes(this.#program, { hasPackages: false });
    const type = whereWritten(() => this.#settled(types, typeIn(types)));
    return type && this.#type(type, { node, order, objects: 0 });
  }

  /** Works all parts of a type out before any is read, and gives up where the reader would report something. */
  #settled(types: WrittenTypes, outermost: WrittenType): WrittenType {
    let properties = 0;
    const settle = (type: WrittenType, level: number): WrittenType => {
      if (level > resolvedTypeMaxDepth) return giveUp();
      switch (type.kind) {
        case "list":
          return { ...type, item: settleItem(type.item, level) };
        case "tuple":
          return { ...type, items: type.items.map((item) => settleItem(item, level)) };
        case "union":
          return { ...type, members: type.members.map((member) => settle(member, level)) };
        case "interface":
          refuseJsonForm(types.propertiesOf(type));
          return type;
        case "object":
          refuseJsonForm(type.properties);
          properties += type.properties.length;
          if (type.properties.length === 0 || properties > resolvedTypeMaxProperties) return giveUp();
          return { ...type, properties: type.properties.map((property) => settleProperty(property, level + 1)) };
        default:
          return type;
      }
    };
    const settleItem = (item: WrittenType, level: number): WrittenType =>
      holdsUndefinedMember(item) ? giveUp() : settle(item, level + 1);
    const settleProperty = (property: WrittenProperty, level: number): WrittenProperty => {
      const type = settle(property.type(), level);
      return isUndefined(type) ? giveUp() : { ...property, type: () => type };
    };
    return settle(outermost, this.#tools.typePath.depth);
  }

  #type(type: WrittenType, state: ReadState): BaseType {
    const { chain, typePath } = this.#tools;
    switch (type.kind) {
      case "literal":
        return literalUnion([type.value]);
      case "keyword":
        return keywordType(type.name);
      case "wire":
        return new WireType(type.wire);
      case "enum":
        return literalUnion(
          inOrder(
            type.members.map(({ value }) => value),
            state,
          ),
        );
      case "union":
        return this.#union(type.members, state);
      case "list":
        return new generator.ArrayType(typePath.step("[]", () => this.#type(type.item, state)));
      case "tuple":
        return new generator.TupleType(
          type.items.map((item, index) => typePath.step(`[${index}]`, () => this.#type(item, state))),
        );
      case "interface":
        return chain.createType(type.declaration, new generator.Context());
      case "object":
        return this.#object(type.properties, state);
      default:
        return type satisfies never;
    }
  }

  /** Reads a union in the order in which that of the type checker is read: literals, keywords, others, null. */
  #union(members: readonly WrittenType[], state: ReadState): BaseType {
    const values = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
    const isBoolean = (values.includes(true) && values.includes(false)) || members.some(isKeyword("boolean"));
    const literals = inOrder(
      values.filter((value) => !(isBoolean && typeof value === "boolean")),
      state,
    );
    const keywords = members.filter((member) => member.kind === "keyword");
    const names = keywords.map(({ name }) => name).filter((name) => !isNullish(name) && name !== "boolean");
    const nullish = keywords.map(({ name }) => name).filter(isNullish);
    const others = members.filter(({ kind }) => kind !== "literal" && kind !== "keyword");
    return new generator.UnionType([
      ...literals.map((value) => new generator.LiteralType(value as string | number | boolean)),
      ...(isBoolean ? [new generator.BooleanType()] : []),
      ...names.sort().map(keywordType),
      ...others.map((member) => this.#type(member, state)),
      ...nullish.sort().reverse().map(keywordType),
    ]);
  }

  #object(properties: readonly WrittenProperty[], state: ReadState): BaseType {
    state.objects++;
    const id = `written-${keyOf(state.node)}-${state.objects}`;
    const all = properties.map((property) => this.#property(property, state));
    return new ResolvedObject(() => id, all, false);
  }

  #property(property: WrittenProperty, state: ReadState): ObjectProperty {
    const { name, declaration, isOptional } = property;
    const { typePath, annotate } = this.#tools;
    return typePath.step(propertyStep(name), () => {
      const { newType, numRemoved } = withoutUndefined(this.#type(readTypeOf(property), state));
      const held = numRemoved > 0 ? "undefined" : "required";
      const annotated = declaration ? annotate(declaration, newType) : newType;
      return namedProperty(name, annotated, isOptional ? "optional" : held);
    });
  }
}

/** Gives up on objects that say their form in JSON themselves. */
function refuseJsonForm(properties: readonly WrittenProperty[]): void {
  if (properties.some(({ name }) => name === "toJSON")) giveUp();
}

function isUndefined(type: WrittenType): boolean {
  return type.kind === "keyword" && type.name === "undefined";
}

function isKeyword(name: Keyword): (type: WrittenType) => boolean {
  return (type) => type.kind === "keyword" && type.name === name;
}

function isNullish(name: Keyword): boolean {
  return name === "null" || name === "undefined";
}

function keywordType(name: Keyword): BaseType {
  switch (name) {
    case "string":
      return new generator.StringType();
    case "number":
      return new generator.NumberType();
    case "bigint":
      return new WireType("bigint");
    case "boolean":
      return new generator.BooleanType();
    case "null":
      return new generator.NullType();
    case "undefined":
      return new generator.UndefinedType();
    case "unknown":
      return new generator.UnknownType(false);
    default:
      return name satisfies never;
  }
}

/** Sorts literals as the reader of the type checker's types does, those of an enum with the others. */
function inOrder(values: readonly Literal[], { order }: ReadState): readonly Literal[] {
  return [...values].sort((a, b) => order(a) - order(b) || (String(a) < String(b) ? -1 : 1));
}
