import type { BaseType, NodeParser, ObjectProperty } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { once } from "../../../cache/once.js";
import { resolvedTypeMaxDepth, resolvedTypeMaxProperties } from "../../../model/limits.js";
import { type FunctionNode, nameNodeOf } from "../../program/read-exports.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { keyOf } from "../tree/key-of.js";
import { KeyedValues } from "../tree/keyed-values.js";
import { type Literal, literalUnion } from "../tree/literal-values.js";
import { namedProperty } from "../tree/named-property.js";
import { placeholder } from "../tree/placeholder.js";
import { emptyHint, undefinedHint } from "../tree/refusals.js";
import { ResolvedObject } from "../tree/resolved-object.js";
import { type Part, partOf, templateType } from "../tree/template-type.js";
import { propertyStep, type TypePath } from "../tree/type-path.js";
import { WireType } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { conflictIn, isBrand, isImpossible, isOfPrimitive } from "./intersections.js";
import { literalOrder } from "./literal-order.js";
import { objectRefusal, wireKindOf } from "./object-refusal.js";
import { RecursiveTypes } from "./recursive-types.js";
import { holdsUndefined, resolvedLiterals } from "./resolved-types.js";
import { printedType, typesInOrder } from "./types-in-order.js";

const { TypeFlags, SymbolFlags } = ts;

/** State of reading one type with all parts of it. */
interface ReadState {
  /** The node of the outermost type, where problems are reported. */
  readonly node: TypeScript.Node;
  readonly recursive: RecursiveTypes;
  /** Returns the rank of a literal among others: see `literalOrder`. */
  readonly order: (value: Literal) => number;
  /** Number of properties read so far. */
  properties: number;
}

/**
 * Reads types that the type checker has to work out: mapped, conditional and indexed ones, intersections, inferred
 * results. Comments come from the declarations of their properties, the order of literals from the syntax. One class,
 * long as it is, because all kinds of types are read by one recursion.
 */
export class ResolvedReader {
  readonly #program: Program;
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;
  readonly #annotate: ReadAnnotations;

  constructor(
    program: Program,
    chain: NodeParser,
    { typePath, annotate }: { readonly typePath: TypePath; readonly annotate: ReadAnnotations },
  ) {
    this.#program = program;
    this.#chain = chain;
    this.#typePath = typePath;
    this.#annotate = annotate;
  }

  /** Reads the type that the checker gives `node`, or `type` instead. */
  read(node: TypeScript.Node, type: TypeScript.Type = this.#program.checker.getTypeAtLocation(node)): BaseType {
    const order = literalOrder(this.#program, node);
    const recursive = new RecursiveTypes(this.#program, node);
    return this.#type(type, { node, recursive, order, properties: 0 });
  }

  /** Reads the awaited result of a function. Where an error in its body makes it `any`, the error is reported. */
  readResult(node: FunctionNode): BaseType {
    const { checker } = this.#program;
    const signature = checker.getSignatureFromDeclaration(node);
    const result = signature && checker.getReturnTypeOfSignature(signature);
    const awaited = result && (checker.getAwaitedType(result) ?? result);
    const isAny = awaited === undefined || awaited.flags & TypeFlags.Any;
    const error = isAny ? this.#program.typeErrorIn(node) : undefined;
    if (error !== undefined || awaited === undefined) {
      this.#typePath.report("ACT319", node.name ?? node, error ?? "the type checker knows none");
      return placeholder();
    }
    if (awaited.flags & (TypeFlags.Void | TypeFlags.Undefined)) return new generator.NullType();
    return this.read(nameNodeOf(node), awaited);
  }

  #type(type: TypeScript.Type, state: ReadState): BaseType {
    const { flags } = type;
    if (flags & TypeFlags.Unknown) return new generator.UnknownType(false);
    if (flags & TypeFlags.Any) return this.#refuse(state, "any", "Use `unknown` for any JSON at all.");
    if (flags & TypeFlags.Never) return this.#refuse(state, "never", "Leave it out.");
    if (flags & TypeFlags.Null) return new generator.NullType();
    if (flags & (TypeFlags.Undefined | TypeFlags.Void)) return new generator.UndefinedType();
    const values = resolvedLiterals(type);
    if (values) return literalUnion(values);
    if (flags & TypeFlags.String) return new generator.StringType();
    if (flags & TypeFlags.Number) return new generator.NumberType();
    if (flags & TypeFlags.Boolean) return new generator.BooleanType();
    if (flags & TypeFlags.BigInt) return new WireType("bigint");
    if (flags & TypeFlags.TemplateLiteral) return this.#template(type as TypeScript.TemplateLiteralType, state);
    if (type.isUnion()) return this.#named(type, state, () => this.#union(type, state));
    if (type.isIntersection()) return this.#intersection(type, state);
    if (flags & TypeFlags.NonPrimitive)
      return new generator.ObjectType("object", [], [], new generator.UnknownType(false));
    if (flags & TypeFlags.Object) return this.#named(type, state, () => this.#object(type, state));
    return this.#refuse(
      state,
      this.#text(type),
      "Write it out as an object, an array, a record or a union of literals.",
    );
  }

  #union(type: TypeScript.UnionType, state: ReadState): BaseType {
    const [impossible] = type.types.filter((member) => isImpossible(member, this.#program.checker));
    const possible = type.types.filter((member) => !isImpossible(member, this.#program.checker));
    if (impossible && possible.every(({ flags }) => flags & TypeFlags.Undefined)) return this.#type(impossible, state);
    const literals = possible.flatMap((member) => resolvedLiterals(member) ?? []);
    const ordered = [...literals].sort((a, b) => state.order(a) - state.order(b) || (String(a) < String(b) ? -1 : 1));
    const others = possible.filter((member) => resolvedLiterals(member) === undefined);
    const isBoolean = ordered.includes(true) && ordered.includes(false);
    const left = isBoolean ? ordered.filter((value) => typeof value !== "boolean") : ordered;
    return new generator.UnionType([
      ...left.map((value) => new generator.LiteralType(value as string | number | boolean)),
      ...(isBoolean ? [new generator.BooleanType()] : []),
      ...typesInOrder(this.#program, others).map((member) => this.#type(member, state)),
    ]);
  }

  #template(type: TypeScript.TemplateLiteralType, state: ReadState): BaseType {
    const [head = "", ...texts] = type.texts;
    const spans = type.types.map((span, index) => [partOf(this.#type(span, state)), texts[index] ?? ""] as const);
    const parts = spans.flatMap(([part, text]): readonly Part[] => (part ? [part, { texts: [text] }] : []));
    if (parts.length === spans.length * 2) return templateType([{ texts: [head] }, ...parts]);
    return this.#refuse(state, this.#text(type), "Write out the texts that it stands for, or use `string`.");
  }

  /** Merges objects into one; drops the brand of a primitive (`string & { __brand: … }`). */
  #intersection(type: TypeScript.IntersectionType, state: ReadState): BaseType {
    const primitive = type.types.find(({ flags }) => !(flags & (TypeFlags.Object | TypeFlags.NonPrimitive)));
    if (primitive === undefined) {
      const conflict = conflictIn(type, this.#program.checker);
      if (conflict === undefined) return this.#properties(type, state);
      this.#typePath.report("ACT316", state.node, conflict);
      return placeholder();
    }
    if (!type.types.every((member) => member === primitive || isBrand(member, primitive, this.#program))) {
      return this.#refuse(
        state,
        this.#text(type),
        "Keep one of its parts; a brand is an object such as `{ __brand: 1 }`.",
      );
    }
    // `string & {}` preserves the literals beside it in a union.
    const isOpen =
      primitive.flags & TypeFlags.String && this.#program.checker.getPropertiesOfType(type).every(isOfPrimitive);
    return isOpen ? new generator.StringType(true) : this.#type(primitive, state);
  }

  #object(type: TypeScript.Type, state: ReadState): BaseType {
    const { checker } = this.#program;
    if (checker.isTupleType(type)) return this.#tuple(type as TypeScript.TypeReference, state);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as TypeScript.TypeReference);
      return new generator.ArrayType(
        this.#typePath.step("[]", () => (item ? this.#element(item, state) : placeholder())),
      );
    }
    const kind = wireKindOf(type, this.#program);
    if (kind) return new WireType(kind);
    const hint = objectRefusal(type, this.#program);
    if (hint !== undefined) return this.#refuse(state, this.#text(type), hint);
    const declaration = type.symbol?.declarations?.[0];
    if (declaration && ts.isInterfaceDeclaration(declaration) && !declaration.typeParameters) {
      return this.#chain.createType(declaration, new generator.Context());
    }
    return this.#properties(type, state);
  }

  #tuple(type: TypeScript.TypeReference, state: ReadState): BaseType {
    const { elementFlags } = type.target as TypeScript.TupleType;
    const members = this.#program.checker.getTypeArguments(type).map((member, index) =>
      this.#typePath.step(`[${index}]`, () => {
        const element = this.#element(member, state);
        const flags = elementFlags[index] ?? ts.ElementFlags.Required;
        if (flags & ts.ElementFlags.Optional) return new generator.OptionalType(element);
        return flags & ts.ElementFlags.Rest ? new generator.RestType(new generator.ArrayType(element)) : element;
      }),
    );
    const rest = members.findIndex((member) => member instanceof generator.RestType);
    if (rest !== -1 && rest < members.length - 1) this.#typePath.report("ACT318", state.node);
    return new generator.TupleType(members);
  }

  #element(type: TypeScript.Type, state: ReadState): BaseType {
    const { newType, numRemoved } = withoutUndefined(this.#type(type, state));
    const isUndefined = newType instanceof generator.UndefinedType;
    if (numRemoved > 0 || isUndefined || holdsUndefined(type)) this.#typePath.report("ACT304", state.node);
    return isUndefined ? placeholder() : newType;
  }

  /** Reads a type that may contain itself. */
  #named(type: TypeScript.Type, { node, recursive }: ReadState, read: () => BaseType): BaseType {
    return recursive.read(type, () => {
      if (this.#typePath.depth <= resolvedTypeMaxDepth) return read();
      const reason = `more than ${resolvedTypeMaxDepth} levels deep; does it grow with each round?`;
      this.#typePath.report("ACT315", node, reason);
      return placeholder();
    });
  }

  #properties(type: TypeScript.Type, state: ReadState): BaseType {
    const { checker } = this.#program;
    const properties = checker.getPropertiesOfType(type).flatMap((symbol) => this.#property(symbol, state));
    const additional = this.#index(type, state);
    const isEmpty = checker.getPropertiesOfType(type).length + checker.getIndexInfosOfType(type).length === 0;
    if (isEmpty) return this.#refuse(state, "{}", emptyHint);
    const id = (): string => `properties-${keyOf(state.node)}-${this.#text(type)}`;
    return new ResolvedObject(once(id), properties, additional);
  }

  /** Reads an index signature: the type of the values under any text, or under any number. */
  #index(type: TypeScript.Type, state: ReadState): BaseType | false {
    const [index, ...others] = this.#program.checker.getIndexInfosOfType(type);
    if (index === undefined) return false;
    // A record by texts and numbers has two of the same type.
    const isByText = [index, ...others].some(({ keyType }) => keyType.flags & TypeFlags.String);
    const isKnown = isByText || index.keyType.flags & TypeFlags.Number;
    if (!isKnown || others.some((other) => other.type !== index.type)) {
      this.#typePath.report("ACT303", state.node, this.#text(type));
      return false;
    }
    const values = this.#typePath.step("[]", () => this.#element(index.type, state));
    return isByText ? values : new KeyedValues(new generator.NumberType(), values);
  }

  #property(symbol: TypeScript.Symbol, state: ReadState): readonly ObjectProperty[] {
    if (symbol.name.startsWith("__@") || symbol.name === "__proto__") {
      this.#typePath.report("ACT313", state.node, symbol.name.replace(/^__@(\w+)@\d+$/, "[$1]"));
      return [];
    }
    state.properties++;
    if (state.properties > resolvedTypeMaxProperties) {
      this.#typePath.report("ACT315", state.node, `more than ${resolvedTypeMaxProperties} properties`);
      return [];
    }
    return this.#typePath.step(propertyStep(symbol.name), () => {
      const type = this.#program.checker.getTypeOfSymbol(symbol);
      if (type.flags & TypeFlags.Never) {
        this.#typePath.report("ACT316", state.node, symbol.name);
        return [];
      }
      const { newType, numRemoved } = withoutUndefined(this.#type(type, state));
      if (newType instanceof generator.UndefinedType) this.#refuse(state, "undefined", undefinedHint);
      const declaration = symbol.declarations?.[0];
      const annotated = declaration ? this.#annotate(declaration, newType) : newType;
      const held = numRemoved > 0 || holdsUndefined(type) ? "undefined" : "required";
      return [namedProperty(symbol.name, annotated, symbol.flags & SymbolFlags.Optional ? "optional" : held)];
    });
  }

  #refuse(state: ReadState, text: string, hint: string): BaseType {
    this.#typePath.report("ACT301", state.node, text, hint);
    return placeholder();
  }

  #text(type: TypeScript.Type): string {
    return printedType(this.#program, type);
  }
}
