import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { typeArgumentNameMaxLength } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { generator, ts } from "../../typescript/typescript.js";
import { AnyObject, isAnyObject } from "../checked/any-object.js";
import { isClientDeclaration } from "../checked/clients.js";
import { isDictionary, toJsonTypeOf } from "../checked/object-refusal.js";
import { isOfPackage } from "../checked/of-package.js";
import type { ResolvedReader } from "../checked/resolved-reader.js";
import { isTypeDeclaration } from "../tree/is-type-declaration.js";
import { keyOf } from "../tree/key-of.js";
import { valuesUnder } from "../tree/keyed-values.js";
import { namedProperty } from "../tree/named-property.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import { isReference, nameIn, type ReferenceNode } from "../tree/reference-of.js";
import { emptyHint, packageOf, refusedNames } from "../tree/refusals.js";
import { withOrderedProperties } from "../tree/resolved-object.js";
import type { TypePath } from "../tree/type-path.js";
import { WireType, wireKinds } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { isNever } from "./absent.js";
import { ComputedDeclarations } from "./computed-declarations.js";
import { definedElement } from "./defined-element.js";
import { readKeys } from "./read-keys.js";
import { utilityTypes } from "./utility-types.js";

/** Utility types that take a part of another type away. */
const removing: ReadonlySet<string> = new Set(["Pick", "Omit", "Exclude", "Extract"]);

/**
 * Reads a type by its name: resolves it and applies its arguments; refuses the standard library's types without JSON.
 */
export class ReferenceParser implements SubNodeParser {
  readonly #program: Program;
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;
  readonly #resolved: ResolvedReader;
  readonly #computed: ComputedDeclarations;

  constructor(
    program: Program,
    chain: NodeParser,
    { typePath, resolved }: { readonly typePath: TypePath; readonly resolved: ResolvedReader },
  ) {
    this.#program = program;
    this.#chain = chain;
    this.#typePath = typePath;
    this.#resolved = resolved;
    this.#computed = new ComputedDeclarations(program);
  }

  supportsNode(node: TypeScript.Node): boolean {
    return isReference(node);
  }

  createType(node: ReferenceNode, context: Context): BaseType {
    const symbol = this.#symbolOf(node);
    const declaration = symbol?.declarations?.find(isTypeDeclaration);
    if (symbol === undefined || declaration === undefined) {
      this.#typePath.report("ACT305", node, textOf(node));
      return placeholder();
    }
    if (ts.isTypeParameterDeclaration(declaration)) return context.getArgument(symbol.name) ?? placeholder();
    if (this.#program.isLibrary(declaration.getSourceFile())) return this.#libraryType(node, context, symbol.name);
    const isClient = symbol.declarations?.some((each) => isClientDeclaration(each, this.#program)) ?? false;
    if (isClient && !this.#hasJsonForm(node)) {
      this.#typePath.refuseClient(node, textOf(node), packageOf(declaration) ?? "");
      return placeholder();
    }
    if (ts.isClassDeclaration(declaration)) {
      if (this.#hasJsonForm(node)) return this.#resolved.read(node);
      this.#typePath.report("ACT301", node, textOf(node), "Use an interface with its plain shape.");
      return placeholder();
    }
    const missing = missingArgument(declaration, node);
    if (missing !== undefined) {
      this.#typePath.report("ACT320", node, textOf(node), missing);
      return placeholder();
    }
    const isResolved = this.#computed.has(declaration) && !mentionsParameters(this.#program, node);
    if (isResolved) return this.#readApplied(node, declaration);
    const applied = this.#argumentsOf(node, context);
    // Arguments that grow with each round double their names, too, long before they fill the memory.
    if (applied.getArguments().some((argument) => (argument?.getId().length ?? 0) > typeArgumentNameMaxLength)) {
      this.#typePath.report("ACT315", node, "its type arguments grow with each round");
      return placeholder();
    }
    return this.#chain.createType(declaration, applied);
  }

  /** Returns whether the values of a class say their form in JSON, which only results use. */
  #hasJsonForm(node: ReferenceNode): boolean {
    if (!this.#typePath.isResult || mentionsParameters(this.#program, node)) return false;
    return toJsonTypeOf(this.#program.checker.getTypeAtLocation(node), this.#program) !== undefined;
  }

  /** Reads a generic declaration as the type checker applies it; a base that it would drop without a word is reported. */
  #readApplied(node: ReferenceNode, declaration: TypeScript.Declaration): BaseType {
    const clauses = ts.isInterfaceDeclaration(declaration) ? (declaration.heritageClauses ?? []) : [];
    const dropped = clauses.flatMap(({ types }) => [...types]).find((base) => this.#program.typeErrorIn(base));
    if (dropped === undefined) return this.#resolved.read(node);
    this.#typePath.report("ACT303", dropped, textOf(dropped));
    return placeholder();
  }

  #symbolOf(node: ReferenceNode): TypeScript.Symbol | undefined {
    const name = nameIn(node);
    return name && resolveSymbol(this.#program, name);
  }

  #argumentsOf(node: ReferenceNode, context: Context): Context {
    const applied = new generator.Context(node);
    for (const argument of node.typeArguments ?? []) applied.pushArgument(this.#chain.createType(argument, context));
    return applied;
  }

  #libraryType(node: ReferenceNode, context: Context, name: string): BaseType {
    const [first, second] = node.typeArguments ?? [];
    if ((name === "Array" || name === "ReadonlyArray") && first) {
      const item = this.#typePath.step("[]", () =>
        definedElement(first, this.#chain.createType(first, context), { typePath: this.#typePath, context }),
      );
      return new generator.ArrayType(item);
    }
    if (name === "Record" && first && second) return this.#record(node, context);
    const wire = wireKinds.get(name);
    if (wire) return new WireType(wire);
    const refusal = Object.hasOwn(refusedNames, name) ? refusedNames[name] : undefined;
    if (refusal === undefined && this.#isAlias(node)) return this.#utility(node, context, name);
    const isDict = name === "Dict" && !mentionsParameters(this.#program, node);
    if (isDict && isDictionary(this.#program.checker.getTypeAtLocation(node), this.#program)) {
      return this.#resolved.read(node);
    }
    const hint = refusal ?? "Use a plain object, an array, or a union of literals.";
    this.#typePath.report("ACT301", node, textOf(node), hint);
    return placeholder();
  }

  /** Returns whether a name of the standard library is an alias: those are utility types (`Partial`, `ReturnType`). */
  #isAlias(node: ReferenceNode): boolean {
    const declarations = this.#symbolOf(node)?.declarations ?? [];
    return declarations.some(ts.isTypeAliasDeclaration);
  }

  #utility(node: ReferenceNode, context: Context, name: string): BaseType {
    const evaluate = utilityTypes.get(name);
    const [first, ...others] = evaluate ? (node.typeArguments ?? []) : [];
    const attempt = first && this.#typePath.attempt(() => this.#chain.createType(first, context));
    // Members without a JSON form may be the ones that are taken away: the type checker knows what is left.
    const isPart = removing.has(name) || (first && this.#isClass(first));
    if (attempt?.hasErrors && isPart && !mentionsParameters(this.#program, node)) {
      return withOrderedProperties(this.#resolved.read(node), this.#namesIn(first, attempt.type));
    }
    attempt?.keep();
    // The second argument of `Pick`, `Omit`, `Exclude` and `Extract` is no value.
    const keys = others.map((argument) => this.#typePath.aside(() => this.#chain.createType(argument, context)));
    if (attempt && isAnyObject(attempt.type) && this.#typePath.isResult && !removing.has(name)) return attempt.type;
    const type = evaluate?.(attempt ? [attempt.type, ...keys] : []);
    if (type && !isEmpty(type)) return type;
    // The type checker knows whether nothing was left, or properties that are never there.
    if (!mentionsParameters(this.#program, node)) return this.#resolved.read(node);
    if (type) {
      if (this.#typePath.isResult && isOfPackage(node, this.#program)) return new AnyObject();
      this.#typePath.report("ACT301", node, "{}", emptyHint);
      return placeholder();
    }
    this.#typePath.report("ACT303", node, textOf(node));
    return placeholder();
  }

  /** The names of the members of a type, in source order. */
  #namesIn(node: TypeScript.TypeNode | undefined, type: BaseType): readonly string[] {
    const object = generator.derefType(type);
    if (object instanceof generator.ObjectType) return object.getProperties().map((property) => property.getName());
    const members = node && isReference(node) ? this.#symbolOf(node)?.members : undefined;
    return [...(members?.keys() ?? [])].map((name) => ts.unescapeLeadingUnderscores(name));
  }

  #isClass(node: TypeScript.Node): boolean {
    return isReference(node) && (this.#symbolOf(node)?.declarations ?? []).some(ts.isClassDeclaration);
  }

  #record(node: ReferenceNode, context: Context): BaseType {
    const [keyNode, valueNode] = node.typeArguments ?? [];
    if (keyNode === undefined || valueNode === undefined) return placeholder();
    const tools = { chain: this.#chain, typePath: this.#typePath, context };
    const keys = readKeys(keyNode, tools);
    const isEmpty = keys?.names.length === 0 && keys.open.length > 0 && isNever(valueNode, this.#program);
    const value = isEmpty ? placeholder() : this.#typePath.step("[]", () => this.#chain.createType(valueNode, context));
    if (keys === undefined) return placeholder();
    if (keys.hasSymbols && keys.names.length + keys.open.length === 0) {
      this.#typePath.report("ACT301", keyNode, textOf(keyNode), "Use a string.");
      return placeholder();
    }
    const id = `record-${keyOf(node, context)}`;
    if (isEmpty) return new generator.ObjectType(id, [], [], false);
    const { newType, numRemoved } = withoutUndefined(value);
    const presence = numRemoved === 0 ? "required" : "undefined";
    if (keys.names.includes("__proto__")) this.#typePath.report("ACT313", keyNode, "__proto__");
    const properties = isUndefined(newType)
      ? []
      : keys.names.filter((name) => name !== "__proto__").map((name) => namedProperty(String(name), newType, presence));
    if (keys.open.length === 0) return new generator.ObjectType(id, [], properties, false);
    const element = this.#typePath.step("[]", () => definedElement(valueNode, value, { ...tools, isRecord: true }));
    return new generator.ObjectType(id, [], properties, valuesUnder(keys.open, element));
  }
}

function isUndefined(type: BaseType): boolean {
  return generator.derefType(type) instanceof generator.UndefinedType;
}

function isEmpty(type: BaseType): boolean {
  const inner = generator.derefType(type);
  if (!(inner instanceof generator.ObjectType)) return false;
  return inner.getProperties().length === 0 && inner.getAdditionalProperties() === false;
}

/** The first type parameter that has neither an argument nor a default. */
function missingArgument(declaration: TypeScript.Declaration, node: ReferenceNode): string | undefined {
  if (!ts.isTypeAliasDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return undefined;
  const given = node.typeArguments?.length ?? 0;
  return declaration.typeParameters?.slice(given).find((parameter) => parameter.default === undefined)?.name.text;
}

/** Returns whether a reference has type parameters of a declaration around it among its arguments. */
function mentionsParameters(program: Program, node: TypeScript.Node): boolean {
  if (ts.isTypeReferenceNode(node)) {
    const symbol = program.checker.getSymbolAtLocation(node.typeName);
    if (symbol && symbol.flags & ts.SymbolFlags.TypeParameter) return true;
  }
  return ts.forEachChild(node, (child) => mentionsParameters(program, child) || undefined) ?? false;
}
