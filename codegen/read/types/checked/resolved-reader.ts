import type { BaseType, NodeParser, ObjectProperty } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { once } from "../../../cache/once.js";
import { resolvedTypeMaxDepth, resolvedTypeMaxProperties } from "../../../model/limits.js";
import type { Fix } from "../../../report/fix.js";
import { type FunctionNode, nameNodeOf } from "../../program/function-node.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { adviseOnObjects } from "../tree/discriminant.js";
import { keyOf } from "../tree/key-of.js";
import { joinKeyed, keysOf, valuesUnder } from "../tree/keyed-values.js";
import { type Literal, literalUnion } from "../tree/literal-values.js";
import { namedProperty } from "../tree/named-property.js";
import { placeholder, quoted } from "../tree/placeholder.js";
import { emptyHint, jsonOnceHint, packageOf } from "../tree/refusals.js";
import { ResolvedObject } from "../tree/resolved-object.js";
import { casedText, isCaseName, type Part, partOf, templateType } from "../tree/template-type.js";
import { isAbsentMember, withoutAbsentTail } from "../tree/tuple-member-type.js";
import { propertyStep, type TypePath } from "../tree/type-path.js";
import { WireType } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { WrittenReader } from "../written/written-reader.js";
import { AnyObject } from "./any-object.js";
import { isBrandOfPrimitive, isOfPrimitive, isSymbolNamed } from "./brands.js";
import { isClientType } from "./clients.js";
import { isEmptyOfPackage } from "./empty-objects.js";
import {
  conflictIn,
  dataPartsOf,
  indexInfosOf,
  isCarrier,
  isImpossibleMember,
  narrowest,
  propertyTypeOf,
} from "./intersections.js";
import { literalOrder, rankedBigInt } from "./literal-order.js";
import { hasOwnJson, isDeclared, objectRefusal, toJsonTypeOf, wireKindOf } from "./object-refusal.js";
import { RecursiveTypes } from "./recursive-types.js";
import { holdsUndefined, isAbsentType, resolvedLiterals } from "./resolved-types.js";
import { resultFix } from "./result-fix.js";
import { printedType, typesInOrder } from "./types-in-order.js";
import { withZodText } from "./zod-texts.js";

const { TypeFlags, SymbolFlags } = ts;

/** State of reading one type with all parts of it. */
interface ReadState {
  /** The node of the outermost type, where problems are reported. */
  readonly node: TypeScript.Node;
  readonly recursive: RecursiveTypes;
  /** Returns the rank of a literal among others: see `literalOrder`. */
  readonly order: (value: Literal) => number;
  /** Nodes in which the type that is being read is written: the outermost, then the types of properties around it. */
  readonly places: TypeScript.Node[];
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
  readonly #written: WrittenReader;

  constructor(
    program: Program,
    chain: NodeParser,
    { typePath, annotate }: { readonly typePath: TypePath; readonly annotate: ReadAnnotations },
  ) {
    this.#program = program;
    this.#chain = chain;
    this.#typePath = typePath;
    this.#annotate = annotate;
    this.#written = new WrittenReader(program, { chain, typePath, annotate });
  }

  /** Reads the type that `node` has, by its syntax where that is enough, or else by the checker. */
  read(node: TypeScript.Node): BaseType {
    const written = this.#written.read(node, literalOrder(this.#program, node));
    return written ?? this.#readType(node, this.#program.checker.getTypeAtLocation(node));
  }

  #readType(node: TypeScript.Node, type: TypeScript.Type): BaseType {
    const order = literalOrder(this.#program, node);
    const recursive = new RecursiveTypes(this.#program, node);
    return this.#type(type, { node, recursive, order, places: [node], properties: 0 });
  }

  /** Reads the awaited result of a function. Where an error in its body makes it `any`, the error is reported. */
  readResult(node: FunctionNode): BaseType {
    const written = this.#written.readResult(node, literalOrder(this.#program, nameNodeOf(node)));
    return written ?? this.#inferredResult(node);
  }

  #inferredResult(node: FunctionNode): BaseType {
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
    if (!isAny) return this.#readType(nameNodeOf(node), awaited);
    const isPromise = result !== undefined && result !== awaited;
    const fix = (): Fix | undefined => resultFix(node, isPromise, this.#program);
    this.#typePath.reportFixable({ code: "ACT301", node: nameNodeOf(node), fix }, "any", anyResultHint);
    return placeholder();
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
    if (flags & TypeFlags.BigIntLiteral) return new WireType("bigint", [bigIntOf(type)]);
    if (flags & TypeFlags.ESSymbolLike && this.#typePath.isAside) return new generator.SymbolType();
    if (flags & TypeFlags.TemplateLiteral) return this.#template(type as TypeScript.TemplateLiteralType, state);
    if (flags & TypeFlags.StringMapping) return this.#casedText(type as TypeScript.StringMappingType, state);
    if (type.isUnion()) return this.#named(type, state, () => this.#union(type, state));
    if (type.isIntersection()) return this.#intersection(type, state);
    if (flags & TypeFlags.NonPrimitive) return new AnyObject();
    if (flags & TypeFlags.Object) return this.#named(type, state, () => this.#object(type, state));
    // A type parameter of the function itself, in an inferred result: it reads as what it extends.
    const constraint = flags & TypeFlags.TypeParameter && this.#typePath.isResult ? type.getConstraint() : undefined;
    if (constraint) return this.#type(constraint, state);
    return this.#refuse(
      state,
      this.#text(type),
      "Write it out as an object, an array, a record or a union of literals.",
    );
  }

  #union(type: TypeScript.UnionType, state: ReadState): BaseType {
    const { checker } = this.#program;
    const possible = type.types.filter((member) => !isImpossibleMember(member, checker));
    const [impossible] = type.types.filter((member) => !possible.includes(member));
    if (impossible && possible.every(({ flags }) => flags & TypeFlags.Undefined)) return this.#type(impossible, state);
    const literals = possible.flatMap((member) => resolvedLiterals(member) ?? []);
    const ordered = [...literals].sort((a, b) => state.order(a) - state.order(b) || (String(a) < String(b) ? -1 : 1));
    const others = possible.filter((member) => resolvedLiterals(member) === undefined);
    const isBoolean = ordered.includes(true) && ordered.includes(false);
    const left = isBoolean ? ordered.filter((value) => typeof value !== "boolean") : ordered;
    const members = this.#inOrder(others, state).map((member) => this.#type(member, state));
    const union = new generator.UnionType([
      ...left.map((value) => new generator.LiteralType(value as string | number | boolean)),
      ...(isBoolean ? [new generator.BooleanType()] : []),
      ...members,
    ]);
    // The author cannot follow advice about a type of a package.
    if (others.some((member) => isOwnObject(member, this.#program))) {
      adviseOnObjects(
        members.map((member) => generator.derefType(member)),
        state.node,
        this.#typePath,
      );
    }
    return union;
  }

  #template(type: TypeScript.TemplateLiteralType, state: ReadState): BaseType {
    const [head = "", ...texts] = type.texts;
    const spans = type.types.map((span, index) => [partOf(this.#type(span, state)), texts[index] ?? ""] as const);
    const parts = spans.flatMap(([part, text]): readonly Part[] => (part ? [part, { texts: [text] }] : []));
    if (parts.length === spans.length * 2) return templateType([{ texts: [head] }, ...parts]);
    return this.#refuse(state, this.#text(type), "Write out the texts that it stands for, or use `string`.");
  }

  /** Reads `Uppercase<string>` and its kin. */
  #casedText(type: TypeScript.StringMappingType, state: ReadState): BaseType {
    const { name } = type.symbol;
    const inner = this.#type(type.type, state);
    const text = isCaseName(name) ? casedText(name, inner) : undefined;
    return text ?? this.#refuse(state, this.#text(type), "Write out the texts that it stands for, or use `string`.");
  }

  /** Merges objects into one; drops brands (`string & { __brand: … }`). */
  #intersection(type: TypeScript.IntersectionType, state: ReadState): BaseType {
    // The checker's time for the properties of an intersection grows with the square of its parts.
    if (type.types.length > resolvedTypeMaxProperties) {
      this.#typePath.report("ACT315", state.node, `more than ${resolvedTypeMaxProperties} parts`);
      return placeholder();
    }
    const primitive = type.types.find(({ flags }) => !(flags & (TypeFlags.Object | TypeFlags.NonPrimitive)));
    if (primitive === undefined) return this.#merged(type, state);
    const isBranded = type.types.every(
      (member) => member === primitive || isBrandOfPrimitive(member, primitive, this.#program),
    );
    if (!isBranded) return this.#refuse(state, this.#text(type), brandHint);
    // `string & {}` preserves the literals beside it in a union.
    const isOpen =
      primitive.flags & TypeFlags.String && this.#program.checker.getPropertiesOfType(type).every(isOfPrimitive);
    return isOpen ? new generator.StringType(true) : this.#type(primitive, state);
  }

  /** Reads an intersection of objects, or of an array with brands. */
  #merged(type: TypeScript.IntersectionType, state: ReadState): BaseType {
    const { parts, brandNames } = dataPartsOf(type, this.#program);
    const [only, ...others] = parts;
    if (only === undefined) return this.#empty(type, state, this.#text(type));
    if (others.length === 0) return this.#type(only, state);
    if (isClientType(type, this.#program)) return this.#refuseClient(type, state);
    if (parts.some((part) => isCarrier(part, this.#program))) {
      const narrow = narrowest(parts, this.#program.checker);
      return narrow ? this.#type(narrow, state) : this.#refuse(state, this.#text(type), listBrandHint);
    }
    const conflict = conflictIn(type, this.#program.checker);
    if (conflict === undefined) return this.#properties(type, state, brandNames);
    this.#typePath.report("ACT316", state.node, conflict);
    return placeholder();
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
    const json = this.#typePath.isResult ? toJsonTypeOf(type, this.#program) : undefined;
    if (json) return this.#toJson(json, state);
    if (isClientType(type, this.#program)) return this.#refuseClient(type, state);
    const hint = objectRefusal(type, this.#program);
    if (hint !== undefined) return this.#refuse(state, this.#text(type), hint);
    const declaration = isDeclared(type) ? type.symbol?.declarations?.find(ts.isInterfaceDeclaration) : undefined;
    if (declaration && !declaration.typeParameters) {
      return this.#chain.createType(declaration, new generator.Context());
    }
    return this.#properties(type, state);
  }

  /** Reads the form that an object of a result gives itself in JSON. */
  #toJson(type: TypeScript.Type, state: ReadState): BaseType {
    if (!hasOwnJson(type, this.#program)) return this.#type(type, state);
    return this.#refuse(state, this.#text(type), jsonOnceHint);
  }

  #tuple(type: TypeScript.TypeReference, state: ReadState): BaseType {
    const { elementFlags } = type.target as TypeScript.TupleType;
    const all = this.#program.checker.getTypeArguments(type).map((member, index) =>
      this.#typePath.step(`[${index}]`, () => {
        const flags = elementFlags[index] ?? ts.ElementFlags.Required;
        // To TypeScript, undefined is among the values of a member that can be left out.
        if (flags & ts.ElementFlags.Optional) {
          return new generator.OptionalType(withoutUndefined(this.#type(member, state)).newType);
        }
        const element = this.#element(member, state);
        return flags & ts.ElementFlags.Rest ? new generator.RestType(new generator.ArrayType(element)) : element;
      }),
    );
    const members = withoutAbsentTail(all);
    if (members.some(isAbsentMember)) this.#typePath.report("ACT304", state.node);
    const rest = members.findIndex((member) => member instanceof generator.RestType);
    if (rest !== -1 && rest < members.length - 1) this.#typePath.report("ACT318", state.node);
    return new generator.TupleType([...members]);
  }

  /** Reads an element of a list, or a value of a record; JSON leaves out those of a result's record that are undefined. */
  #element(type: TypeScript.Type, state: ReadState, isRecord = false): BaseType {
    const { newType, numRemoved } = withoutUndefined(this.#type(type, state));
    const isUndefined = newType instanceof generator.UndefinedType;
    if (isRecord && this.#typePath.isResult && !isUndefined) return newType;
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

  #properties(type: TypeScript.Type, state: ReadState, brandNames: ReadonlySet<string> = noNames): BaseType {
    const { checker } = this.#program;
    const symbols = checker.getPropertiesOfType(type).filter((symbol) => !isSymbolNamed(symbol));
    const infos = indexInfosOf(type, checker).filter(({ keyType }) => !(keyType.flags & TypeFlags.ESSymbolLike));
    if (symbols.length + infos.length === 0) return this.#empty(type, state);
    const properties = symbols
      .filter(({ name }) => !brandNames.has(name))
      .flatMap((symbol) => this.#property(symbol, type, state));
    const additional = this.#index(type, infos, state);
    const id = (): string => `properties-${keyOf(state.node)}-${this.#text(type)}`;
    return new ResolvedObject(once(id), properties, additional);
  }

  /** Reads an object type without members: an object that is not described, where a package declares it in a result. */
  #empty(type: TypeScript.Type, state: ReadState, text = "{}"): BaseType {
    const isMeant = this.#typePath.isResult && isEmptyOfPackage(type, state.places, this.#program);
    return isMeant ? new AnyObject() : this.#refuse(state, text, emptyHint);
  }

  /** Reads index signatures: the types of the values under texts, numbers or templates. */
  #index(type: TypeScript.Type, infos: readonly TypeScript.IndexInfo[], state: ReadState): BaseType | false {
    const known = new Map<TypeScript.Type, BaseType>();
    const all = infos.flatMap((info) => {
      // No value fits: no key but the named ones.
      if (info.type.flags & TypeFlags.Never) return [];
      const keys = keysOf(this.#typePath.aside(() => this.#type(info.keyType, state)));
      const values = known.get(info.type) ?? this.#typePath.step("[]", () => this.#element(info.type, state, true));
      known.set(info.type, values);
      return [keys ? valuesUnder(keys.open, values) : undefined];
    });
    const found = all.filter((values) => values !== undefined);
    const joined = found.length === all.length ? joinKeyed(found) : undefined;
    if (all.length > 0 && joined === undefined) this.#typePath.report("ACT303", state.node, this.#text(type));
    return joined ?? false;
  }

  #property(symbol: TypeScript.Symbol, holder: TypeScript.Type, state: ReadState): readonly ObjectProperty[] {
    if (symbol.name === "__proto__") {
      this.#typePath.report("ACT313", state.node, symbol.name);
      return [];
    }
    state.properties++;
    if (state.properties > resolvedTypeMaxProperties) {
      this.#typePath.report("ACT315", state.node, `more than ${resolvedTypeMaxProperties} properties`);
      return [];
    }
    const isOptional = Boolean(symbol.flags & SymbolFlags.Optional);
    const type = propertyTypeOf(symbol, holder, this.#program.checker);
    if (isAbsentType(type, isOptional)) return [];
    return this.#typePath.step(propertyStep(symbol.name), () => {
      if (type.flags & TypeFlags.Never) {
        this.#typePath.report("ACT316", state.node, symbol.name);
        return [];
      }
      const declaration = symbol.declarations?.[0];
      const { newType, numRemoved } = withoutUndefined(this.#typeAt(declaration, type, state));
      if (generator.derefType(newType) instanceof generator.UndefinedType) return [];
      const annotated = declaration
        ? withZodText(declaration, this.#annotate(declaration, newType), this.#program)
        : newType;
      const held = numRemoved > 0 || holdsUndefined(type) ? "undefined" : "required";
      return [namedProperty(symbol.name, annotated, isOptional ? "optional" : held)];
    });
  }

  /** Reads the type of a property that may be declared somewhere. */
  #typeAt(declaration: TypeScript.Declaration | undefined, type: TypeScript.Type, state: ReadState): BaseType {
    const place = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    if (place === undefined) return this.#type(type, state);
    state.places.push(place);
    const read = this.#type(type, state);
    state.places.pop();
    return read;
  }

  /** Sorts members of a union: bigint literals as the source has them, then the others. */
  #inOrder(types: readonly TypeScript.Type[], { order }: ReadState): readonly TypeScript.Type[] {
    const rank = (type: TypeScript.Type): number => order(rankedBigInt(bigIntOf(type)));
    const literals = types.filter(({ flags }) => flags & TypeFlags.BigIntLiteral).sort((a, b) => rank(a) - rank(b));
    const others = types.filter((type) => !literals.includes(type));
    return [...literals, ...typesInOrder(this.#program, others)];
  }

  #refuseClient(type: TypeScript.Type, { node }: ReadState): BaseType {
    const parts = type.isIntersection() ? type.types : [type];
    const declarations = parts.flatMap((part) => part.symbol?.declarations ?? []);
    const owner = declarations.map(packageOf).find((name) => name !== undefined);
    this.#typePath.refuseClient(node, quoted(this.#text(type.aliasSymbol ? type : (parts[0] ?? type))), owner ?? "");
    return placeholder();
  }

  #refuse(state: ReadState, text: string, hint: string): BaseType {
    this.#typePath.report("ACT301", state.node, text, hint);
    return placeholder();
  }

  #text(type: TypeScript.Type): string {
    return printedType(this.#program, type);
  }
}

const brandHint = "Keep one of its parts; a brand is an object such as `{ __brand: 1 }`.";

const listBrandHint = "Keep one of its parts; a brand is an object such as `{ readonly __brand: 1 }`.";

const anyResultHint = "Write the result's type behind the parameters; `: Promise<unknown>` for any JSON at all.";

const noNames: ReadonlySet<string> = new Set();

/** Returns the digits of a bigint literal, with its sign. */
function bigIntOf(type: TypeScript.Type): string {
  const { negative, base10Value } = (type as TypeScript.BigIntLiteralType).value;
  return negative ? `-${base10Value}` : base10Value;
}

/** Returns whether an object type is declared or written in one of the project's actions. */
function isOwnObject(type: TypeScript.Type, program: Program): boolean {
  const declaration = type.flags & TypeFlags.Object ? type.symbol?.declarations?.[0] : undefined;
  return declaration !== undefined && program.isOwn(declaration.getSourceFile());
}
