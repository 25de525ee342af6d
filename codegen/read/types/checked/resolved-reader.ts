import type { BaseType, NodeParser, ObjectProperty, ReferenceType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { once } from "../../../cache/once.js";
import { type FunctionNode, nameNodeOf } from "../../program/read-exports.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { keyOf } from "../tree/key-of.js";
import { KeyedValues } from "../tree/keyed-values.js";
import { type Literal, literalUnion } from "../tree/literal-values.js";
import { namedProperty } from "../tree/named-property.js";
import { definitionName } from "../tree/named-types.js";
import { placeholder } from "../tree/placeholder.js";
import { emptyHint, refusedNames, undefinedHint } from "../tree/refusals.js";
import { ResolvedObject } from "../tree/resolved-object.js";
import { type Part, partOf, templateType } from "../tree/template-type.js";
import { propertyStep, type Way } from "../tree/type-path.js";
import { WireType, wireKinds } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { conflictIn, isBrand, isImpossible, isOfPrimitive } from "./intersections.js";
import { literalOrder } from "./literal-order.js";
import { holdsUndefined, instanceName, literalsOf } from "./resolved-types.js";
import { printedType, typesInOrder } from "./types-in-order.js";

const { TypeFlags, SymbolFlags } = ts;

/** Deeper than any honest type; what grows without end stops here. */
const maxDepth = 40;

/** Larger than any honest type: a type of the DOM would be megabytes of schema. */
const maxProperties = 2_000;

/** A type on the way: how many are around it, and what stands for it where it was met again. */
type Open = { readonly around: number; reference?: ReferenceType };

interface Reading {
  readonly node: TypeScript.Node;
  /** Types on the way, which a recursive one meets again. */
  readonly open: Map<TypeScript.Type, Open>;
  readonly order: (value: Literal) => number;
  properties: number;
}

/**
 * Reads types that the type checker has to work out: mapped, conditional and indexed ones, intersections, inferred
 * results. Comments come from the declarations of their properties, the order of literals from the syntax.
 */
export class ResolvedReader {
  readonly #program: Program;
  readonly #chain: NodeParser;
  readonly #way: Way;
  readonly #annotate: ReadAnnotations;

  constructor(program: Program, chain: NodeParser, way: Way, annotate: ReadAnnotations) {
    this.#program = program;
    this.#chain = chain;
    this.#way = way;
    this.#annotate = annotate;
  }

  /** Reads what the checker says of the type at `node`; `type` where it is not that of the node itself. */
  read(node: TypeScript.Node, type: TypeScript.Type = this.#program.checker.getTypeAtLocation(node)): BaseType {
    const order = literalOrder(this.#program, node);
    return this.#type(type, { node, open: new Map(), order, properties: 0 });
  }

  /** Reads what a function gives once awaited. An `any` that comes from an error in its body is quoted from tsc. */
  readResult(node: FunctionNode): BaseType {
    const { checker } = this.#program;
    const signature = checker.getSignatureFromDeclaration(node);
    const result = signature && checker.getReturnTypeOfSignature(signature);
    const awaited = result && (checker.getAwaitedType(result) ?? result);
    const isAny = awaited === undefined || awaited.flags & TypeFlags.Any;
    const error = isAny ? this.#program.typeErrorIn(node) : undefined;
    if (error !== undefined || awaited === undefined) {
      this.#way.report("ACT319", node.name ?? node, error ?? "the type checker knows none");
      return placeholder();
    }
    if (awaited.flags & (TypeFlags.Void | TypeFlags.Undefined)) return new generator.NullType();
    return this.read(nameNodeOf(node), awaited);
  }

  #type(type: TypeScript.Type, reading: Reading): BaseType {
    const { flags } = type;
    if (flags & TypeFlags.Unknown) return new generator.UnknownType(false);
    if (flags & TypeFlags.Any) return this.#refuse(reading, "any", "Use `unknown` for any JSON at all.");
    if (flags & TypeFlags.Never) return this.#refuse(reading, "never", "Leave it out.");
    if (flags & TypeFlags.Null) return new generator.NullType();
    if (flags & (TypeFlags.Undefined | TypeFlags.Void)) return new generator.UndefinedType();
    const values = literalsOf(type);
    if (values) return literalUnion(values);
    if (flags & TypeFlags.String) return new generator.StringType();
    if (flags & TypeFlags.Number) return new generator.NumberType();
    if (flags & TypeFlags.Boolean) return new generator.BooleanType();
    if (flags & TypeFlags.BigInt) return new WireType("bigint");
    if (flags & TypeFlags.TemplateLiteral) return this.#template(type as TypeScript.TemplateLiteralType, reading);
    if (type.isUnion()) return this.#named(type, reading, () => this.#union(type, reading));
    if (type.isIntersection()) return this.#intersection(type, reading);
    if (flags & TypeFlags.NonPrimitive)
      return new generator.ObjectType("object", [], [], new generator.UnknownType(false));
    if (flags & TypeFlags.Object) return this.#named(type, reading, () => this.#object(type, reading));
    return this.#refuse(
      reading,
      this.#text(type),
      "Write it out as an object, an array, a record or a union of literals.",
    );
  }

  #union(type: TypeScript.UnionType, reading: Reading): BaseType {
    const [impossible] = type.types.filter((member) => isImpossible(member, this.#program.checker));
    const possible = type.types.filter((member) => !isImpossible(member, this.#program.checker));
    if (impossible && possible.every(({ flags }) => flags & TypeFlags.Undefined))
      return this.#type(impossible, reading);
    const literals = possible.flatMap((member) => literalsOf(member) ?? []);
    const ordered = [...literals].sort(
      (a, b) => reading.order(a) - reading.order(b) || (String(a) < String(b) ? -1 : 1),
    );
    const others = possible.filter((member) => literalsOf(member) === undefined);
    const isBoolean = ordered.includes(true) && ordered.includes(false);
    const left = isBoolean ? ordered.filter((value) => typeof value !== "boolean") : ordered;
    return new generator.UnionType([
      ...left.map((value) => new generator.LiteralType(value as string | number | boolean)),
      ...(isBoolean ? [new generator.BooleanType()] : []),
      ...typesInOrder(this.#program, others).map((member) => this.#type(member, reading)),
    ]);
  }

  #template(type: TypeScript.TemplateLiteralType, reading: Reading): BaseType {
    const [head = "", ...texts] = type.texts;
    const spans = type.types.map((span, index) => [partOf(this.#type(span, reading)), texts[index] ?? ""] as const);
    const parts = spans.flatMap(([part, text]): readonly Part[] => (part ? [part, { texts: [text] }] : []));
    if (parts.length === spans.length * 2) return templateType([{ texts: [head] }, ...parts]);
    return this.#refuse(reading, this.#text(type), "Write out the texts that it stands for, or use `string`.");
  }

  /** Objects become one; a brand on a primitive (`string & { __brand: … }`) is dropped. */
  #intersection(type: TypeScript.IntersectionType, reading: Reading): BaseType {
    const primitive = type.types.find(({ flags }) => !(flags & (TypeFlags.Object | TypeFlags.NonPrimitive)));
    if (primitive === undefined) {
      const conflict = conflictIn(type, this.#program.checker);
      if (conflict === undefined) return this.#properties(type, reading);
      this.#way.report("ACT316", reading.node, conflict);
      return placeholder();
    }
    if (!type.types.every((member) => member === primitive || isBrand(member, primitive, this.#program))) {
      return this.#refuse(
        reading,
        this.#text(type),
        "Keep one of its parts; a brand is an object such as `{ __brand: 1 }`.",
      );
    }
    // `string & {}` keeps the literals beside it in a union from being swallowed.
    const isOpen =
      primitive.flags & TypeFlags.String && this.#program.checker.getPropertiesOfType(type).every(isOfPrimitive);
    return isOpen ? new generator.StringType(true) : this.#type(primitive, reading);
  }

  #object(type: TypeScript.Type, reading: Reading): BaseType {
    const { checker } = this.#program;
    if (checker.isTupleType(type)) return this.#tuple(type as TypeScript.TypeReference, reading);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as TypeScript.TypeReference);
      return new generator.ArrayType(this.#way.step("[]", () => (item ? this.#element(item, reading) : placeholder())));
    }
    const declaration = type.symbol?.declarations?.[0];
    if (
      declaration &&
      this.#program.isLibrary(declaration.getSourceFile()) &&
      type.symbol.flags & SymbolFlags.Interface
    ) {
      const kind = wireKinds.get(type.symbol.name);
      if (kind) return new WireType(kind);
      const hint = Object.hasOwn(refusedNames, type.symbol.name) ? refusedNames[type.symbol.name] : undefined;
      return this.#refuse(reading, this.#text(type), hint ?? "Use a plain object, an array, or a union of literals.");
    }
    if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) {
      return this.#refuse(reading, this.#text(type), "Actions take data; leave functions out.");
    }
    if (type.symbol && type.symbol.flags & SymbolFlags.Class) {
      return this.#refuse(reading, this.#text(type), "Use an interface with its plain shape.");
    }
    if (declaration && ts.isInterfaceDeclaration(declaration) && !declaration.typeParameters) {
      return this.#chain.createType(declaration, new generator.Context());
    }
    return this.#properties(type, reading);
  }

  #tuple(type: TypeScript.TypeReference, reading: Reading): BaseType {
    const { elementFlags } = type.target as TypeScript.TupleType;
    const members = this.#program.checker.getTypeArguments(type).map((member, index) =>
      this.#way.step(`[${index}]`, () => {
        const element = this.#element(member, reading);
        const flags = elementFlags[index] ?? ts.ElementFlags.Required;
        if (flags & ts.ElementFlags.Optional) return new generator.OptionalType(element);
        return flags & ts.ElementFlags.Rest ? new generator.RestType(new generator.ArrayType(element)) : element;
      }),
    );
    const rest = members.findIndex((member) => member instanceof generator.RestType);
    if (rest !== -1 && rest < members.length - 1) this.#way.report("ACT318", reading.node);
    return new generator.TupleType(members);
  }

  #element(type: TypeScript.Type, reading: Reading): BaseType {
    const { newType, numRemoved } = withoutUndefined(this.#type(type, reading));
    const isUndefined = newType instanceof generator.UndefinedType;
    if (numRemoved > 0 || isUndefined || holdsUndefined(type)) this.#way.report("ACT304", reading.node);
    return isUndefined ? placeholder() : newType;
  }

  /** A type that may contain itself: the second time it is met it becomes a reference. */
  #named(type: TypeScript.Type, reading: Reading, read: () => BaseType): BaseType {
    const known = reading.open.get(type);
    if (known) {
      known.reference ??= this.#reference(type, reading, known);
      return known.reference;
    }
    if (this.#way.depth > maxDepth) {
      this.#way.report("ACT315", reading.node, `more than ${maxDepth} levels deep; does it grow with each round?`);
      return placeholder();
    }
    const opened: Open = { around: reading.open.size };
    reading.open.set(type, opened);
    const own = read();
    reading.open.delete(type);
    const { reference } = opened;
    if (reference === undefined) return own;
    // A reference takes the name of its type, so that needs a good one.
    const definition = new generator.DefinitionType(reference.getName(), own);
    reference.setType(definition);
    return holdsUndefined(type) ? own : definition;
  }

  #reference(type: TypeScript.Type, { node }: Reading, { around }: Open): ReferenceType {
    const reference = new generator.ReferenceType();
    const id = `resolved-${keyOf(node)}-${around}-${this.#text(type)}`;
    reference.setId(id);
    reference.setName(definitionName(instanceName(type, this.#program.checker), id, new generator.Context()));
    return reference;
  }

  #properties(type: TypeScript.Type, reading: Reading): BaseType {
    const { checker } = this.#program;
    const properties = checker.getPropertiesOfType(type).flatMap((symbol) => this.#property(symbol, reading));
    const additional = this.#index(type, reading);
    const isEmpty = checker.getPropertiesOfType(type).length + checker.getIndexInfosOfType(type).length === 0;
    if (isEmpty) return this.#refuse(reading, "{}", emptyHint);
    const id = (): string => `properties-${keyOf(reading.node)}-${this.#text(type)}`;
    return new ResolvedObject(once(id), properties, additional);
  }

  /** What stands under keys without names of their own: any text, or any number. */
  #index(type: TypeScript.Type, reading: Reading): BaseType | false {
    const [index, ...others] = this.#program.checker.getIndexInfosOfType(type);
    if (index === undefined) return false;
    // A record by texts and numbers has two of one type.
    const isByText = [index, ...others].some(({ keyType }) => keyType.flags & TypeFlags.String);
    const isKnown = isByText || index.keyType.flags & TypeFlags.Number;
    if (!isKnown || others.some((other) => other.type !== index.type)) {
      this.#way.report("ACT303", reading.node, this.#text(type));
      return false;
    }
    const values = this.#way.step("[]", () => this.#element(index.type, reading));
    return isByText ? values : new KeyedValues(new generator.NumberType(), values);
  }

  #property(symbol: TypeScript.Symbol, reading: Reading): readonly ObjectProperty[] {
    if (symbol.name.startsWith("__@") || symbol.name === "__proto__") {
      this.#way.report("ACT313", reading.node, symbol.name.replace(/^__@(\w+)@\d+$/, "[$1]"));
      return [];
    }
    reading.properties++;
    if (reading.properties > maxProperties) {
      this.#way.report("ACT315", reading.node, `more than ${maxProperties} properties`);
      return [];
    }
    return this.#way.step(propertyStep(symbol.name), () => {
      const type = this.#program.checker.getTypeOfSymbol(symbol);
      if (type.flags & TypeFlags.Never) {
        this.#way.report("ACT316", reading.node, symbol.name);
        return [];
      }
      const { newType, numRemoved } = withoutUndefined(this.#type(type, reading));
      if (newType instanceof generator.UndefinedType) this.#refuse(reading, "undefined", undefinedHint);
      const declaration = symbol.declarations?.[0];
      const annotated = declaration ? this.#annotate(declaration, newType) : newType;
      const held = numRemoved > 0 || holdsUndefined(type) ? "undefined" : "required";
      return [namedProperty(symbol.name, annotated, symbol.flags & SymbolFlags.Optional ? "optional" : held)];
    });
  }

  #refuse(reading: Reading, text: string, hint: string): BaseType {
    this.#way.report("ACT301", reading.node, text, hint);
    return placeholder();
  }

  #text(type: TypeScript.Type): string {
    return printedType(this.#program, type);
  }
}
