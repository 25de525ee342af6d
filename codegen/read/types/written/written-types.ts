import type TypeScript from "typescript";
import { writtenTypeMaxSteps } from "../../../model/limits.js";
import { enumValue } from "../../program/enum-value.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { isTypeDeclaration } from "../tree/is-type-declaration.js";
import { isReference, nameIn, type ReferenceNode } from "../tree/reference-of.js";
import { wireKinds } from "../tree/wire-type.js";
import { libraryTypes } from "./library-types.js";
import { keysOf, mapped, namesIn, plainNameOf, typeUnder } from "./written-objects.js";
import { giveUp, type Keyword, type WrittenLiteral, type WrittenProperty, type WrittenType } from "./written-type.js";
import { unionOf } from "./written-unions.js";
import { typeOfConstant } from "./written-values.js";

const { SyntaxKind } = ts;

/** Arguments of type parameters, by the declarations of these. */
type Arguments = ReadonlyMap<TypeScript.Declaration, WrittenType>;

const keywords: ReadonlyMap<TypeScript.SyntaxKind, Keyword> = new Map([
  [SyntaxKind.StringKeyword, "string"],
  [SyntaxKind.NumberKeyword, "number"],
  [SyntaxKind.BigIntKeyword, "bigint"],
  [SyntaxKind.BooleanKeyword, "boolean"],
  [SyntaxKind.UndefinedKeyword, "undefined"],
  [SyntaxKind.UnknownKeyword, "unknown"],
] satisfies [TypeScript.SyntaxKind, Keyword][]);

/**
 * Works types out from their syntax, as the type checker does, for a closed part of the language: mapped and indexed types,
 * `keyof`, utility types and generic declarations over objects with plain properties. Gives up on all else.
 */
export class WrittenTypes {
  readonly #program: Program;
  readonly #hasPackages: boolean;
  #left = writtenTypeMaxSteps;

  /** An interface of a package may be that of a client: it is read only where `hasPackages` is set. */
  constructor(program: Program, { hasPackages }: { readonly hasPackages: boolean }) {
    this.#program = program;
    this.#hasPackages = hasPackages;
  }

  /** Returns the type at a node; throws `needsInference`. */
  at(node: TypeScript.Node, given: Arguments = new Map()): WrittenType {
    // A type that contains itself never ends.
    if (this.#left-- <= 0) return giveUp();
    const keyword = keywords.get(node.kind);
    if (keyword) return { kind: "keyword", name: keyword };
    if (ts.isParenthesizedTypeNode(node)) return this.at(node.type, given);
    if (ts.isLiteralTypeNode(node)) return literalType(node.literal);
    if (ts.isArrayTypeNode(node)) return { kind: "list", item: this.at(node.elementType, given) };
    if (ts.isUnionTypeNode(node)) return unionOf(node.types.map((member) => this.at(member, given)));
    if (ts.isTypeLiteralNode(node)) return { kind: "object", properties: this.#members(node.members, given) };
    if (ts.isIndexedAccessTypeNode(node)) return this.#indexed(node, given);
    if (ts.isMappedTypeNode(node)) return this.#mapped(node, given);
    if (ts.isIntersectionTypeNode(node)) return this.#intersection(node, given);
    if (ts.isTypeQueryNode(node)) return this.#constant(node);
    if (ts.isTypeOperatorNode(node)) return this.#operator(node, given);
    return isReference(node) && !ts.isImportTypeNode(node) ? this.#named(node, given) : giveUp();
  }

  /** Returns the properties of an object or interface, its own first, as the type checker lists them; throws `needsInference`. */
  propertiesOf(type: WrittenType): readonly WrittenProperty[] {
    if (type.kind === "object") return type.properties;
    return type.kind === "interface" ? this.#declared(type.declaration, new Map()) : giveUp();
  }

  #declared(declaration: TypeScript.InterfaceDeclaration, given: Arguments): readonly WrittenProperty[] {
    if (this.#left-- <= 0) return giveUp();
    const properties = new Map(this.#members(declaration.members, given).map((each) => [each.name, each]));
    for (const { types } of declaration.heritageClauses ?? []) {
      for (const base of types.flatMap((node) => this.propertiesOf(this.at(node, given)))) {
        if (!properties.has(base.name)) properties.set(base.name, base);
      }
    }
    return [...properties.values()];
  }

  #members(members: readonly TypeScript.TypeElement[], given: Arguments): readonly WrittenProperty[] {
    const properties = members.map((member): WrittenProperty => {
      if (!ts.isPropertySignature(member) || member.type === undefined) return giveUp();
      const { type } = member;
      return {
        name: plainNameOf(member.name),
        isOptional: member.questionToken !== undefined,
        declaration: member,
        type: () => this.at(type, given),
      };
    });
    return new Set(properties.map(({ name }) => name)).size === properties.length ? properties : giveUp();
  }

  #named(node: ReferenceNode, given: Arguments): WrittenType {
    const name = nameIn(node);
    const symbol = name && resolveSymbol(this.#program, name);
    const declarations = symbol?.declarations ?? [];
    const declaration = declarations.find(isTypeDeclaration);
    if (symbol === undefined || declaration === undefined) return giveUp();
    if (this.#program.isLibrary(declaration.getSourceFile())) return this.#library(symbol.name, node, given);
    // TypeScript merges declarations of one name.
    if (declarations.length > 1) return giveUp();
    if (ts.isTypeParameterDeclaration(declaration)) return given.get(declaration) ?? giveUp();
    if (ts.isEnumDeclaration(declaration)) return enumType(declaration);
    if (ts.isEnumMember(declaration)) return memberType(declaration);
    if (ts.isTypeAliasDeclaration(declaration)) {
      return this.at(declaration.type, this.#argumentsOf(node, declaration, given));
    }
    if (!ts.isInterfaceDeclaration(declaration)) return giveUp();
    if (!this.#hasPackages && !this.#program.isOwn(declaration.getSourceFile())) return giveUp();
    const applied = this.#argumentsOf(node, declaration, given);
    if (!declaration.typeParameters) return { kind: "interface", declaration };
    return { kind: "object", properties: this.#declared(declaration, applied) };
  }

  #argumentsOf(
    { typeArguments = [] as unknown as TypeScript.NodeArray<TypeScript.TypeNode> }: ReferenceNode,
    {
      typeParameters = [] as unknown as TypeScript.NodeArray<TypeScript.TypeParameterDeclaration>,
    }: TypeScript.TypeAliasDeclaration | TypeScript.InterfaceDeclaration,
    given: Arguments,
  ): Arguments {
    if (typeArguments.length > typeParameters.length) return giveUp();
    const own = new Map<TypeScript.Declaration, WrittenType>();
    for (const [index, parameter] of typeParameters.entries()) {
      const argument = typeArguments[index];
      if (argument) own.set(parameter, this.at(argument, given));
      else own.set(parameter, parameter.default ? this.at(parameter.default, own) : giveUp());
    }
    return own;
  }

  #library(name: string, node: ReferenceNode, given: Arguments): WrittenType {
    const wire = wireKinds.get(name);
    if (wire) return { kind: "wire", wire };
    const [first, ...others] = (node.typeArguments ?? []).map((argument) => this.at(argument, given));
    if (first === undefined) return giveUp();
    if ((name === "Array" || name === "ReadonlyArray") && others.length === 0) return { kind: "list", item: first };
    const apply = libraryTypes.get(name) ?? giveUp();
    return apply([first, ...others], (type) => this.propertiesOf(type));
  }

  #operator(node: TypeScript.TypeOperatorNode, given: Arguments): WrittenType {
    const type = this.at(node.type, given);
    const isReadonly = node.operator === SyntaxKind.ReadonlyKeyword;
    if (isReadonly) return type.kind === "list" || type.kind === "tuple" ? type : giveUp();
    return isKeyOf(node) ? keysOf(this.propertiesOf(type)) : giveUp();
  }

  #indexed(node: TypeScript.IndexedAccessTypeNode, given: Arguments): WrittenType {
    const object = this.at(node.objectType, given);
    const index = this.at(node.indexType, given);
    if (index.kind === "keyword" && index.name === "number") {
      if (object.kind === "list") return object.item;
      return object.kind === "tuple" ? unionOf(object.items) : giveUp();
    }
    return typeUnder(this.propertiesOf(object), index);
  }

  #mapped(node: TypeScript.MappedTypeNode, given: Arguments): WrittenType {
    const { typeParameter, nameType, questionToken, type, members } = node;
    const { constraint } = typeParameter;
    if (nameType || type === undefined || constraint === undefined || (members?.length ?? 0) > 0) return giveUp();
    const presence = questionToken && (questionToken.kind === SyntaxKind.MinusToken ? "required" : "optional");
    const typeUnderKey = (name: string): WrittenType =>
      this.at(type, new Map([...given, [typeParameter, { kind: "literal", value: name }]]));
    const properties = this.#keyedBy(constraint, given);
    return mapped(properties, { presence, typeOf: ({ name }) => typeUnderKey(name) });
  }

  /** The properties that the keys of a mapped type are those of; for other keys properties without a comment. */
  #keyedBy(keys: TypeScript.TypeNode, given: Arguments): readonly WrittenProperty[] {
    if (isKeyOf(keys)) return this.propertiesOf(this.at(keys.type, given));
    const names = namesIn(this.at(keys, given));
    const parameter = this.#parameterAt(keys)?.constraint;
    if (parameter === undefined || !isKeyOf(parameter)) return names.map((name) => withoutComment(name));
    // TypeScript keeps what a type says of its properties where its keys are a parameter of their own (`Pick`).
    const object = this.#parameterAt(parameter.type) ?? giveUp();
    const properties = this.propertiesOf(given.get(object) ?? giveUp());
    return names.map((name) => properties.find((property) => property.name === name) ?? giveUp());
  }

  #parameterAt(node: TypeScript.TypeNode): TypeScript.TypeParameterDeclaration | undefined {
    if (!ts.isTypeReferenceNode(node)) return undefined;
    return resolveSymbol(this.#program, node.typeName)?.declarations?.find(ts.isTypeParameterDeclaration);
  }

  /** The properties of all parts, where no two parts have one of the same name. */
  #intersection(node: TypeScript.IntersectionTypeNode, given: Arguments): WrittenType {
    const parts = node.types.map((part) => this.propertiesOf(this.at(part, given)));
    const properties = parts.flat();
    const names = new Set(properties.map(({ name }) => name));
    // Names such as `__brand` exist for the type checker alone.
    const isBranded = [...names].some((name) => name.startsWith("__"));
    const isPlain = names.size === properties.length && !isBranded && parts.every((part) => part.length > 0);
    return isPlain ? { kind: "object", properties } : giveUp();
  }

  #constant({ exprName, typeArguments }: TypeScript.TypeQueryNode): WrittenType {
    const declarations = resolveSymbol(this.#program, exprName)?.declarations ?? [];
    const [declaration, ...others] = declarations;
    if (declaration === undefined || others.length > 0 || typeArguments) return giveUp();
    return typeOfConstant(declaration, (type) => this.at(type));
  }
}

function isKeyOf(node: TypeScript.TypeNode): node is TypeScript.TypeOperatorNode {
  return ts.isTypeOperatorNode(node) && node.operator === SyntaxKind.KeyOfKeyword;
}

function withoutComment(name: string): WrittenProperty {
  return { name, isOptional: false, declaration: undefined, type: giveUp };
}

function literalType(node: TypeScript.LiteralTypeNode["literal"]): WrittenType {
  if (node.kind === SyntaxKind.NullKeyword) return { kind: "keyword", name: "null" };
  if (ts.isStringLiteralLike(node)) return { kind: "literal", value: node.text };
  if (ts.isNumericLiteral(node) && Number.isFinite(Number(node.text))) {
    return { kind: "literal", value: Number(node.text) };
  }
  if (node.kind === SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  return node.kind === SyntaxKind.FalseKeyword ? { kind: "literal", value: false } : giveUp();
}

function enumType(declaration: TypeScript.EnumDeclaration): WrittenType {
  const members = declaration.members.map(memberType);
  const [only] = members;
  return members.length === 1 && only ? only : { kind: "enum", members };
}

function memberType(member: TypeScript.EnumMember): WrittenLiteral {
  return { kind: "literal", value: enumValue(member) ?? giveUp(), member };
}
