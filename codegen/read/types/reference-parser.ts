import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Program } from "../read-program.js";
import { generator, ts } from "../typescript.js";
import { plannedNames, refusedNames } from "./refusals.js";
import { placeholder, textOf } from "./refusing-parser.js";
import { checkUndefined } from "./undefined.js";
import type { Way } from "./way.js";

/** Reads a type by its name: resolves it, applies its arguments, and refuses what the standard library has no JSON for. */
export class ReferenceParser implements SubNodeParser {
  readonly #program: Program;
  readonly #chain: NodeParser;
  readonly #way: Way;

  constructor(program: Program, chain: NodeParser, way: Way) {
    this.#program = program;
    this.#chain = chain;
    this.#way = way;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isTypeReferenceNode(node);
  }

  createType(node: TypeScript.TypeReferenceNode, context: Context): BaseType {
    const symbol = resolveSymbol(this.#program, node.typeName);
    const declaration = symbol?.declarations?.find(isTypeDeclaration);
    if (symbol === undefined || declaration === undefined) {
      this.#way.report("ACT305", node, textOf(node));
      return placeholder();
    }
    if (ts.isTypeParameterDeclaration(declaration)) return context.getArgument(symbol.name);
    if (this.#program.isLibrary(declaration.getSourceFile())) return this.#libraryType(node, context, symbol.name);
    return this.#chain.createType(declaration, this.#argumentsOf(node, context));
  }

  #argumentsOf(node: TypeScript.TypeReferenceNode, context: Context): Context {
    const applied = new generator.Context(node);
    for (const argument of node.typeArguments ?? []) applied.pushArgument(this.#chain.createType(argument, context));
    return applied;
  }

  #libraryType(node: TypeScript.TypeReferenceNode, context: Context, name: string): BaseType {
    const [first, second] = node.typeArguments ?? [];
    if ((name === "Array" || name === "ReadonlyArray") && first) {
      checkUndefined(first, this.#way);
      return new generator.ArrayType(this.#way.step("[]", () => this.#chain.createType(first, context)));
    }
    if (name === "Record" && first && second) return this.#record(node, context);
    if (plannedNames.has(name)) {
      this.#way.report("ACT303", node, textOf(node));
    } else {
      const hint = Object.hasOwn(refusedNames, name) ? refusedNames[name] : undefined;
      this.#way.report("ACT301", node, textOf(node), hint ?? "Use a plain object, an array, or a union of literals.");
    }
    return placeholder();
  }

  #record(node: TypeScript.TypeReferenceNode, context: Context): BaseType {
    const [keyNode, valueNode] = node.typeArguments ?? [];
    if (keyNode === undefined || valueNode === undefined) return placeholder();
    const key = generator.derefType(this.#chain.createType(keyNode, context));
    const value = this.#way.step("[]", () => this.#chain.createType(valueNode, context));
    const id = `record-${generator.getKey(node, context)}`;
    if (key instanceof generator.StringType || key instanceof generator.NumberType) {
      checkUndefined(valueNode, this.#way);
      return new generator.ObjectType(id, [], [], value);
    }
    const names = literalsOf(key);
    if (names === undefined) {
      this.#way.report("ACT303", keyNode, textOf(keyNode));
      return placeholder();
    }
    const properties = names.map((name) => new generator.ObjectProperty(String(name), value, true));
    return new generator.ObjectType(id, [], properties, false);
  }
}

/** The symbol that a name stands for, imports followed. */
export function resolveSymbol(program: Program, name: TypeScript.Node): TypeScript.Symbol | undefined {
  const symbol = program.checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  return symbol.flags & ts.SymbolFlags.Alias ? program.checker.getAliasedSymbol(symbol) : symbol;
}

function isTypeDeclaration(node: TypeScript.Declaration): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeParameterDeclaration(node)
  );
}

function literalsOf(type: BaseType): readonly (string | number)[] | undefined {
  const members = type instanceof generator.UnionType ? type.getFlattenedTypes() : [type];
  const values = members.flatMap((member): readonly unknown[] => {
    if (member instanceof generator.LiteralType) return [member.getValue()];
    return member instanceof generator.EnumType ? member.getValues() : [undefined];
  });
  const isKey = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";
  return values.every(isKey) ? values : undefined;
}
