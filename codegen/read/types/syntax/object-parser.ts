import type {
  BaseType,
  Context,
  NodeParser,
  ObjectProperty,
  ReferenceType,
  SubNodeParser,
} from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { writtenTypeMaxDepth } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { generator, ts } from "../../typescript/typescript.js";
import type { ReadAnnotations } from "../schema/annotations.js";
import { isTypeDeclaration } from "../tree/is-type-declaration.js";
import { keyOf } from "../tree/key-of.js";
import { KeyedValues } from "../tree/keyed-values.js";
import { namedProperty } from "../tree/named-property.js";
import { bindTypeParameters, definitionName } from "../tree/named-types.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import { emptyHint, undefinedHint } from "../tree/refusals.js";
import { propertyStep, type TypePath } from "../tree/type-path.js";
import { withoutUndefined } from "../tree/without-undefined.js";
import { checkExtends } from "./check-extends.js";
import { definedElement } from "./defined-element.js";

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
    if (ts.isInterfaceDeclaration(node)) checkExtends(node, this.#program, this.#typePath);
    if (this.#isEmpty(node)) {
      this.#typePath.report("ACT301", node, "{}", emptyHint);
      return placeholder();
    }
    const type = this.#object(id, node, context);
    return name === undefined ? type : new generator.DefinitionType(name, this.#annotate(node, type));
  }

  #isEmpty(node: ObjectNode): boolean {
    return this.#declarationsOf(node).every(
      (each) => each.members.length === 0 && !(ts.isInterfaceDeclaration(each) && each.heritageClauses),
    );
  }

  #object(id: string, node: ObjectNode, context: Context): BaseType {
    const properties = new Map<string, ObjectProperty>();
    let additional: BaseType | false = false;
    for (const declaration of this.#declarationsOf(node)) {
      if (ts.isInterfaceDeclaration(declaration)) bindTypeParameters(declaration, context, this.#chain);
      for (const base of this.#basesOf(declaration, context)) {
        for (const property of base.getProperties()) properties.set(property.getName(), property);
        const open = base.getAdditionalProperties();
        if (open instanceof generator.BaseType) additional = open;
      }
      for (const member of declaration.members) {
        if (ts.isPropertySignature(member)) {
          const property = this.#property(member, context);
          if (property) properties.set(property.getName(), property);
        } else if (ts.isIndexSignatureDeclaration(member)) {
          const values = this.#index(member, context);
          if (additional && isByNumber(additional) !== isByNumber(values)) {
            this.#typePath.report("ACT303", member, textOf(member));
          }
          additional = values;
        } else {
          this.#refuseMember(member);
        }
      }
    }
    return new generator.ObjectType(id, [], [...properties.values()], additional);
  }

  /** All declarations of an interface: TypeScript merges those of one name. */
  #declarationsOf(node: ObjectNode): readonly ObjectNode[] {
    if (ts.isTypeLiteralNode(node)) return [node];
    const all = this.#program.checker.getSymbolAtLocation(node.name)?.declarations?.filter(ts.isInterfaceDeclaration);
    return all?.includes(node) ? all : [node];
  }

  #basesOf(node: ObjectNode, context: Context): readonly import("ts-json-schema-generator").ObjectType[] {
    if (ts.isTypeLiteralNode(node)) return [];
    return (node.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((base) => {
        const declarations = resolveSymbol(this.#program, base.expression)?.declarations ?? [];
        const declaration = declarations.find(isTypeDeclaration);
        if (declaration && ts.isClassDeclaration(declaration)) {
          this.#typePath.report("ACT301", base, textOf(base), "Use an interface with its plain shape.");
          return [];
        }
        if (declaration && !this.#program.isLibrary(declaration.getSourceFile())) {
          const applied = new generator.Context(base);
          for (const argument of base.typeArguments ?? [])
            applied.pushArgument(this.#chain.createType(argument, context));
          const type = generator.derefType(this.#chain.createType(declaration, applied));
          if (type instanceof generator.ObjectType) return [type];
        }
        if (declaration) this.#typePath.report("ACT303", base, textOf(base));
        else this.#typePath.report("ACT305", base, textOf(base));
        return [];
      }),
    );
  }

  #property(member: TypeScript.PropertySignature, context: Context): ObjectProperty | undefined {
    const name = propertyName(member.name);
    if (name === undefined || name === "__proto__") {
      this.#typePath.report("ACT313", member.name, textOf(member.name));
      return undefined;
    }
    return this.#typePath.step(propertyStep(name), () => {
      const { type: node } = member;
      if (node === undefined) this.#typePath.report("ACT302", member.name);
      const type = node ? this.#chain.createType(node, context) : placeholder();
      const { newType, numRemoved } = withoutUndefined(type);
      if (node && newType instanceof generator.UndefinedType) {
        this.#typePath.report("ACT301", node, "undefined", undefinedHint);
      }
      const held = numRemoved === 0 ? "required" : "undefined";
      return namedProperty(name, this.#annotate(member, newType), member.questionToken ? "optional" : held);
    });
  }

  #index(member: TypeScript.IndexSignatureDeclaration, context: Context): BaseType {
    const key = member.parameters[0]?.type;
    const isTextual = key?.kind === ts.SyntaxKind.StringKeyword || key?.kind === ts.SyntaxKind.NumberKeyword;
    if (key && !isTextual) this.#typePath.report("ACT303", key, textOf(key));
    return this.#typePath.step("[]", () => {
      const type = definedElement(member.type, this.#chain.createType(member.type, context), {
        typePath: this.#typePath,
        context,
      });
      const values = this.#annotate(member, type);
      const isNumber = key?.kind === ts.SyntaxKind.NumberKeyword;
      return isNumber ? new KeyedValues(new generator.NumberType(), values) : values;
    });
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

function isByNumber(values: BaseType): boolean {
  return values instanceof KeyedValues && values.isByNumber;
}

/** A property's name that is an identifier, text or number; undefined for a computed one. */
function propertyName(name: TypeScript.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  return undefined;
}
