import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { typeArgumentNameMaxLength } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { generator, ts } from "../../typescript/typescript.js";
import type { ResolvedReader } from "../checked/resolved-reader.js";
import { isTypeDeclaration } from "../tree/is-type-declaration.js";
import { keyOf } from "../tree/key-of.js";
import { valuesUnder } from "../tree/keyed-values.js";
import { literalValues } from "../tree/literal-values.js";
import { namedProperty } from "../tree/named-property.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import { emptyHint, refusedNames, undefinedHint } from "../tree/refusals.js";
import type { TypePath } from "../tree/type-path.js";
import { WireType, wireKinds } from "../tree/wire-type.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { ComputedDeclarations } from "./computed-declarations.js";
import { definedElement } from "./defined-element.js";
import { utilityTypes } from "./utility-types.js";

/**
 * Reads a type by its name: resolves it and applies its arguments; refuses the standard library's types without JSON.
 */
export class ReferenceParser implements SubNodeParser {
  readonly #program: Program;
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;
  readonly #resolved: ResolvedReader;
  readonly #computed: ComputedDeclarations;
  /** Types by their declarations: apart for results, because fewer problems are reported for them. */
  readonly #results = new Map<TypeScript.Declaration, BaseType>();
  readonly #parameters = new Map<TypeScript.Declaration, BaseType>();

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
    return ts.isTypeReferenceNode(node);
  }

  createType(node: TypeScript.TypeReferenceNode, context: Context): BaseType {
    const symbol = resolveSymbol(this.#program, node.typeName);
    const declaration = symbol?.declarations?.find(isTypeDeclaration);
    if (symbol === undefined || declaration === undefined) {
      this.#typePath.report("ACT305", node, textOf(node));
      return placeholder();
    }
    if (ts.isTypeParameterDeclaration(declaration)) return context.getArgument(symbol.name) ?? placeholder();
    if (this.#program.isLibrary(declaration.getSourceFile())) return this.#libraryType(node, context, symbol.name);
    if (ts.isClassDeclaration(declaration)) {
      this.#typePath.report("ACT301", node, textOf(node), "Use an interface with its plain shape.");
      return placeholder();
    }
    const missing = missingArgument(declaration, node);
    if (missing !== undefined) {
      this.#typePath.report("ACT320", node, textOf(node), missing);
      return placeholder();
    }
    const isResolved = this.#computed.has(declaration) && !mentionsParameters(this.#program, node);
    if (isResolved) return this.#resolved.read(node);
    const applied = this.#argumentsOf(node, context);
    // Arguments that grow with each round double their names, too, long before they fill the memory.
    if (applied.getArguments().some((argument) => (argument?.getId().length ?? 0) > typeArgumentNameMaxLength)) {
      this.#typePath.report("ACT315", node, "its type arguments grow with each round");
      return placeholder();
    }
    return this.#read(declaration, applied);
  }

  /** Reads a declaration; once, where it has no type arguments and no problems were reported. */
  #read(declaration: TypeScript.Declaration, context: Context): BaseType {
    const isTop = ts.isSourceFile(declaration.parent) && context.getArguments().length === 0;
    if (!isTop) return this.#chain.createType(declaration, context);
    const known = this.#typePath.isResult ? this.#results : this.#parameters;
    const before = known.get(declaration);
    if (before) return before;
    const { reports } = this.#typePath;
    const type = this.#chain.createType(declaration, context);
    if (this.#typePath.reports === reports && !(type instanceof generator.ReferenceType)) known.set(declaration, type);
    return type;
  }

  #argumentsOf(node: TypeScript.TypeReferenceNode, context: Context): Context {
    const applied = new generator.Context(node);
    for (const argument of node.typeArguments ?? []) applied.pushArgument(this.#chain.createType(argument, context));
    return applied;
  }

  #libraryType(node: TypeScript.TypeReferenceNode, context: Context, name: string): BaseType {
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
    const hint = refusal ?? "Use a plain object, an array, or a union of literals.";
    this.#typePath.report("ACT301", node, textOf(node), hint);
    return placeholder();
  }

  /** Returns whether a name of the standard library is an alias: those are utility types (`Partial`, `ReturnType`). */
  #isAlias(node: TypeScript.TypeReferenceNode): boolean {
    const declarations = resolveSymbol(this.#program, node.typeName)?.declarations ?? [];
    return declarations.some(ts.isTypeAliasDeclaration);
  }

  #utility(node: TypeScript.TypeReferenceNode, context: Context, name: string): BaseType {
    const evaluate = utilityTypes.get(name);
    const args = evaluate
      ? (node.typeArguments ?? []).map((argument) => this.#chain.createType(argument, context))
      : [];
    const type = evaluate?.(args);
    if (type && isEmpty(type)) {
      this.#typePath.report("ACT301", node, "{}", emptyHint);
      return placeholder();
    }
    if (type) return type;
    if (!mentionsParameters(this.#program, node)) return this.#resolved.read(node);
    this.#typePath.report("ACT303", node, textOf(node));
    return placeholder();
  }

  #record(node: TypeScript.TypeReferenceNode, context: Context): BaseType {
    const [keyNode, valueNode] = node.typeArguments ?? [];
    if (keyNode === undefined || valueNode === undefined) return placeholder();
    const key = this.#chain.createType(keyNode, context);
    const value = this.#typePath.step("[]", () => this.#chain.createType(valueNode, context));
    const id = `record-${keyOf(node, context)}`;
    const values = valuesUnder(key, value);
    if (values !== undefined) {
      this.#typePath.step("[]", () => definedElement(valueNode, value, { typePath: this.#typePath, context }));
      return new generator.ObjectType(id, [], [], values);
    }
    const names = literalValues(key);
    if (names === undefined) {
      // A key without a JSON form was reported when it was read.
      if (!(generator.derefType(key) instanceof generator.UnknownType))
        this.#typePath.report("ACT303", keyNode, textOf(keyNode));
      return placeholder();
    }
    const { newType, numRemoved } = withoutUndefined(value);
    if (newType instanceof generator.UndefinedType)
      this.#typePath.report("ACT301", valueNode, "undefined", undefinedHint);
    if (names.includes("__proto__")) this.#typePath.report("ACT313", keyNode, "__proto__");
    const properties = names
      .filter((name) => name !== "__proto__")
      .map((name) => namedProperty(String(name), newType, numRemoved === 0 ? "required" : "undefined"));
    return new generator.ObjectType(id, [], properties, false);
  }
}

function isEmpty(type: BaseType): boolean {
  const inner = generator.derefType(type);
  if (!(inner instanceof generator.ObjectType)) return false;
  return inner.getProperties().length === 0 && inner.getAdditionalProperties() === false;
}

/** The first type parameter that has neither an argument nor a default. */
function missingArgument(declaration: TypeScript.Declaration, node: TypeScript.TypeReferenceNode): string | undefined {
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
