import type {
  BaseType,
  Context,
  NodeParser,
  ObjectProperty,
  ObjectType,
  ReferenceType,
  SubNodeParser,
} from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { writtenTypeMaxDepth } from "../../../model/limits.js";
import { memberName } from "../../program/read-literal.js";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { AnyObject, isAnyObject } from "../checked/any-object.js";
import { isOfPackage } from "../checked/of-package.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { keyOf } from "../tree/key-of.js";
import { joinKeyed, valuesUnder } from "../tree/keyed-values.js";
import { namedProperty } from "../tree/named-property.js";
import { bindTypeParameters, definitionName } from "../tree/named-types.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import { emptyHint } from "../tree/refusals.js";
import { propertyStep, type TypePath } from "../tree/type-path.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { isAbsent, isNever } from "./absent.js";
import { checkExtends } from "./check-extends.js";
import { definedElement } from "./defined-element.js";
import { readKeys } from "./read-keys.js";
import { isOfSymbol, isSymbolKey } from "./symbol-key.js";
import { checkJsonForm, jsonFormOf } from "./to-json.js";

type ObjectNode = TypeScript.InterfaceDeclaration | TypeScript.TypeLiteralNode;

/** Reads interfaces, with what they extend, and object literals. An interface becomes a definition. */
export class ObjectParser implements SubNodeParser {
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

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node);
  }

  createType(node: ObjectNode, context: Context, reference?: ReferenceType): BaseType {
    const id = `object-${keyOf(node, context)}`;
    const name = ts.isInterfaceDeclaration(node) ? definitionName(node.name.text, id, context) : undefined;
    if (name !== undefined) {
      reference?.setId(id);
      reference?.setName(name);
    }
    if (this.#typePath.depth > writtenTypeMaxDepth) {
      this.#typePath.report("ACT315", node, `more than ${writtenTypeMaxDepth} levels deep`);
      return placeholder();
    }
    const json = this.#typePath.isResult ? jsonFormOf(node, this.#program) : undefined;
    if (json) return this.#jsonForm(json, { node, context, name });
    if (ts.isInterfaceDeclaration(node)) checkExtends(node, this.#program, this.#typePath);
    if (this.#isEmpty(node)) {
      if (!this.#typePath.isResult || !this.#isOfPackage(node)) {
        this.#typePath.report("ACT301", node, "{}", emptyHint);
        return placeholder();
      }
      const any = new AnyObject();
      return name === undefined ? any : new generator.DefinitionType(name, this.#annotate(node, any));
    }
    const type = this.#list(node, context) ?? this.#object(id, node, context);
    return name === undefined ? type : new generator.DefinitionType(name, this.#annotate(node, type));
  }

  /** Reads the form that the objects of a result give themselves in JSON. */
  #jsonForm(
    json: TypeScript.TypeNode,
    {
      node,
      context,
      name,
    }: { readonly node: ObjectNode; readonly context: Context; readonly name: string | undefined },
  ): BaseType {
    if (!checkJsonForm(json, this.#program, this.#typePath)) return placeholder();
    if (ts.isInterfaceDeclaration(node)) bindTypeParameters(node, context, this.#chain);
    const type = this.#chain.createType(json, context);
    const isNamed = name !== undefined && generator.derefType(type) instanceof generator.ObjectType;
    return isNamed ? new generator.DefinitionType(name, this.#annotate(node, type)) : type;
  }

  #isEmpty(node: ObjectNode): boolean {
    return this.#declarationsOf(node).every(
      (each) =>
        each.members.every((member) => isOfSymbol(member, this.#program)) &&
        !(ts.isInterfaceDeclaration(each) && each.heritageClauses),
    );
  }

  #isOfPackage(node: ObjectNode): boolean {
    return this.#declarationsOf(node).some((each) => isOfPackage(each, this.#program));
  }

  #object(id: string, node: ObjectNode, context: Context): BaseType {
    const declarations = this.#declarationsOf(node);
    const bases = declarations.flatMap((declaration) => this.#basesOf(declaration, context));
    const properties = new Map(bases.flatMap((base) => base.getProperties()).map((each) => [each.getName(), each]));
    let own: BaseType | false = false;
    // They come after all bases, because they replace what they redeclare.
    for (const member of declarations.flatMap(({ members }) => [...members])) {
      if (ts.isPropertySignature(member)) {
        const property = this.#property(member, context);
        const name = property?.getName() ?? memberName(member.name, this.#program.checker);
        if (property) properties.set(property.getName(), property);
        else if (name !== undefined) properties.delete(name);
      } else if (ts.isIndexSignatureDeclaration(member)) {
        own = this.#index(member, { context, before: own });
      } else {
        this.#refuseMember(member);
      }
    }
    const open = bases.map((base) => base.getAdditionalProperties()).filter(isType);
    const additional = own === false ? open.at(-1) : joinKeyed([...open.slice(-1), own]);
    if (own && additional === undefined) this.#typePath.report("ACT303", node, textOf(node));
    if (properties.size === 0 && additional === undefined && bases.some(isAnyObject)) return new AnyObject();
    return new generator.ObjectType(id, [], [...properties.values()], additional ?? false);
  }

  /** All declarations of an interface: TypeScript merges those of one name. */
  #declarationsOf(node: ObjectNode): readonly ObjectNode[] {
    if (ts.isTypeLiteralNode(node)) return [node];
    const all = this.#program.checker.getSymbolAtLocation(node.name)?.declarations?.filter(ts.isInterfaceDeclaration);
    return all?.includes(node) ? all : [node];
  }

  /** The objects that an interface extends. */
  #basesOf(node: ObjectNode, context: Context): readonly ObjectType[] {
    if (ts.isTypeLiteralNode(node)) return [];
    bindTypeParameters(node, context, this.#chain);
    return heritageOf(node).flatMap((base) => {
      const type = generator.derefType(this.#chain.createType(base, context));
      if (type instanceof generator.ObjectType) return [type];
      if (isList(type)) {
        this.#typePath.report(
          "ACT301",
          base,
          textOf(base),
          "Arrays carry no properties in JSON: put it into a property.",
        );
      } else if (!(type instanceof generator.UnknownType)) {
        this.#typePath.report("ACT303", base, textOf(base));
      }
      return [];
    });
  }

  /** Reads an interface that only gives an array or tuple a name; undefined for any other. */
  #list(node: ObjectNode, context: Context): BaseType | undefined {
    const declarations = this.#declarationsOf(node).filter(ts.isInterfaceDeclaration);
    const [base, ...others] = declarations.flatMap(heritageOf);
    if (base === undefined || others.length > 0 || declarations.some(({ members }) => members.length > 0))
      return undefined;
    for (const declaration of declarations) bindTypeParameters(declaration, context, this.#chain);
    const type = this.#chain.createType(base, context);
    return isList(generator.derefType(type)) ? type : undefined;
  }

  #property(member: TypeScript.PropertySignature, context: Context): ObjectProperty | undefined {
    const name = memberName(member.name, this.#program.checker);
    if (name === undefined && isSymbolKey(member.name, this.#program)) return undefined;
    if (name === undefined || name === "__proto__") {
      this.#typePath.report("ACT313", member.name, textOf(member.name));
      return undefined;
    }
    const isOptional = member.questionToken !== undefined;
    if (member.type && isAbsent(member.type, isOptional, this.#program)) return undefined;
    return this.#typePath.property(propertyStep(name), member.name, () => {
      const { type: node } = member;
      if (node === undefined) this.#typePath.report("ACT302", member.name);
      const type = node ? this.#chain.createType(node, context) : placeholder();
      const { newType, numRemoved } = withoutUndefined(type);
      if (generator.derefType(newType) instanceof generator.UndefinedType) return undefined;
      const held = numRemoved === 0 ? "required" : "undefined";
      return namedProperty(name, this.#annotate(member, newType), isOptional ? "optional" : held);
    });
  }

  /** Reads an index signature, and joins it with those before it. */
  #index(
    member: TypeScript.IndexSignatureDeclaration,
    { context, before }: { readonly context: Context; readonly before: BaseType | false },
  ): BaseType | false {
    const key = member.parameters[0]?.type;
    const keys = key && readKeys(key, { chain: this.#chain, typePath: this.#typePath, context });
    if (isNever(member.type, this.#program)) return before;
    const values = this.#typePath.step("[]", () => {
      const type = definedElement(member.type, this.#chain.createType(member.type, context), {
        typePath: this.#typePath,
        context,
        isRecord: true,
      });
      return this.#annotate(member, type);
    });
    if (key === undefined || keys === undefined || keys.open.length === 0) return before;
    const own = valuesUnder(keys.open, values);
    const joined = joinKeyed(before ? [before, own] : [own]);
    if (joined === undefined) this.#typePath.report("ACT303", member, textOf(member));
    return joined ?? before;
  }

  #refuseMember(member: TypeScript.TypeElement): void {
    const name = member.name ? ` \`${textOf(member.name)}\`` : "";
    this.#typePath.report(
      "ACT309",
      member,
      `${kindOfMember(member)}${name}`,
      "Keep data only. What a context would do, `action.log`, `action.progress` and `action.signal` of the SDK do.",
    );
  }
}

function kindOfMember(member: TypeScript.TypeElement): string {
  if (ts.isMethodSignature(member)) return "a method";
  if (ts.isCallSignatureDeclaration(member)) return "a call signature";
  return ts.isConstructSignatureDeclaration(member) ? "a construct signature" : "an accessor";
}

function heritageOf(node: TypeScript.InterfaceDeclaration): readonly TypeScript.ExpressionWithTypeArguments[] {
  return (node.heritageClauses ?? []).flatMap(({ types }) => [...types]);
}

function isList(type: BaseType): boolean {
  return type instanceof generator.ArrayType || type instanceof generator.TupleType;
}

function isType(type: BaseType | boolean | undefined): type is BaseType {
  return type instanceof generator.BaseType;
}
