import type { BaseType, Context, NodeParser, ReferenceType, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { keyOf } from "../tree/key-of.js";
import { bindTypeParameters, definitionName, readableName } from "../tree/named-types.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";

/** Reads `type Name = …` with its comment. An alias of an object becomes a definition. */
export class AliasParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;
  readonly #annotate: ReadAnnotations;

  constructor(chain: NodeParser, typePath: TypePath, annotate: ReadAnnotations) {
    this.#chain = chain;
    this.#typePath = typePath;
    this.#annotate = annotate;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isTypeAliasDeclaration(node);
  }

  createType(node: TypeScript.TypeAliasDeclaration, context: Context, reference?: ReferenceType): BaseType {
    const id = `alias-${keyOf(node, context)}`;
    const name = definitionName(node.name.text, id, context);
    reference?.setId(id);
    reference?.setName(name);
    bindTypeParameters(node, context, this.#chain);
    const own = this.#chain.createType(node.type, context);
    if (reference && isNothingBut(own, reference)) {
      this.#typePath.report("ACT305", node.name, textOf(node.name));
      return placeholder();
    }
    const annotated = this.#annotate(node, own);
    // The type checker has met this alias within itself, and made the definition.
    if (annotated === own && isDefinitionOf(own, name)) return own;
    const type = new NamedAlias(id, name, annotated);
    return generator.derefType(own) instanceof generator.ObjectType ? new generator.DefinitionType(name, type) : type;
  }
}

/** Returns whether a type is a definition with the same readable name. */
function isDefinitionOf(type: BaseType, name: string): boolean {
  return type instanceof generator.DefinitionType && readableName(type.getName()) === readableName(name);
}

/** Returns whether a type is made of itself alone, through names and unions. */
function isNothingBut(type: BaseType, reference: BaseType): boolean {
  if (type === reference) return true;
  if (type instanceof generator.UnionType) return type.getTypes().some((member) => isNothingBut(member, reference));
  const isName = type instanceof generator.AliasType || type instanceof generator.AnnotatedType;
  return isName && isNothingBut(type.getType(), reference);
}

/** An alias that keeps its readable name, under which a recursive one is defined. */
class NamedAlias extends generator.AliasType {
  readonly #name: string;

  constructor(id: string, name: string, type: BaseType) {
    super(id, type);
    this.#name = name;
  }

  override getName(): string {
    return this.#name;
  }
}
