import type { BaseType, Context, NodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { WireKind } from "../../../../runtime/contract/wire.js";
import { argumentNameMaxDepth, argumentNameMaxLength, argumentNameMaxParts } from "../../../model/limits.js";
import { generator } from "../../typescript/typescript.js";
import { PatternText } from "./template-type.js";
import { tupleMemberType } from "./tuple-member-type.js";
import { WireType } from "./wire-type.js";

/** Separator of a definition's readable name and its ID, which makes it unique within the program. */
const mark = "\u0000";

/** Returns the name of a definition while types are read: readable (`PageOfUser` for `Page<User>`), then the ID. */
export function definitionName(name: string, id: string, context: Context): string {
  const args = context.getArguments().map((argument) => argumentName(argument));
  return [args.length > 0 ? `${name}Of${args.join("And")}` : name, id].join(mark);
}

/** Names of values that travel in another form. */
const wireNames: Readonly<Record<WireKind, string>> = {
  bigint: "BigInt",
  buffer: "Buffer",
  bytes: "Bytes",
  date: "Date",
  url: "Url",
};

/** Returns the readable name of a type argument: its own, or what it is made of (`XOrY`, `StringArray`). */
function argumentName(argument: BaseType | undefined, depth = 0): string {
  if (argument === undefined) return "Type";
  const name = argument.getName();
  if (name.includes(mark)) return readable(name);
  if (argument instanceof generator.AliasType || argument instanceof PatternText) {
    return argument instanceof PatternText ? "Text" : argumentName(argument.getType(), depth);
  }
  if (argument instanceof generator.AnnotatedType) return argumentName(argument.getType(), depth);
  const made = depth < argumentNameMaxDepth ? nameByParts(argument, depth + 1) : undefined;
  if (made !== undefined && made.length <= argumentNameMaxLength) return made;
  if (/^[A-Za-z]+$/.test(name)) return readable(name);
  return argument.constructor.name.replace(/^(?:Named|Labelled|Resolved)|Type$/g, "") || "Type";
}

/** Returns the name of a type by its parts; undefined for one that has none, or many. */
function nameByParts(type: BaseType, depth: number): string | undefined {
  if (type instanceof WireType) return wireNames[type.kind];
  if (type instanceof generator.LiteralType) return readable(String(type.getValue()));
  if (type instanceof generator.ArrayType) return `${argumentName(type.getItem(), depth)}Array`;
  if (type instanceof generator.UnionType) return joined(type.getTypes(), "Or", depth);
  if (type instanceof generator.TupleType) {
    const members = joined(type.getTypes().map(tupleMemberType), "And", depth);
    return members && `${members}Tuple`;
  }
  if (!(type instanceof generator.ObjectType)) return undefined;
  const values = type.getAdditionalProperties();
  const isRecord = values instanceof generator.BaseType && type.getProperties().length === 0;
  return isRecord ? `RecordOf${argumentName(values, depth)}` : "Object";
}

function joined(types: readonly BaseType[], word: string, depth: number): string | undefined {
  if (types.length === 0 || types.length > argumentNameMaxParts) return undefined;
  return types.map((type) => argumentName(type, depth)).join(word);
}

/** Returns the readable part of a definition's name: letters and digits, of any language. */
export function readableName(name: string): string {
  return readable(name.split(mark, 1)[0] ?? name);
}

function readable(name: string): string {
  const words = (name.split(mark, 1)[0] ?? "").normalize("NFC").match(/\p{ID_Continue}+/gu) ?? ["Type"];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** Gives the declaration's type parameters the arguments of `context`, or their defaults. */
export function bindTypeParameters(
  node: TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration,
  context: Context,
  chain: NodeParser,
): void {
  for (const parameter of node.typeParameters ?? []) {
    context.pushParameter(parameter.name.text);
    if (parameter.default) context.setDefault(parameter.name.text, chain.createType(parameter.default, context));
  }
}
