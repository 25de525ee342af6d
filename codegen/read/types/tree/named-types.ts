import type { BaseType, Context, NodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";

/** Separator of a definition's readable name and its ID, which makes it unique within the program. */
const mark = "\u0000";

/** Returns the name of a definition while types are read: readable (`PageOfUser` for `Page<User>`), then the ID. */
export function definitionName(name: string, id: string, context: Context): string {
  const args = context.getArguments().map((argument) => argumentName(argument));
  return [args.length > 0 ? `${name}Of${args.join("And")}` : name, id].join(mark);
}

/** The readable name of a type argument: its kind (`Object`, `Array`) where it has no name. */
function argumentName(argument: BaseType | undefined): string {
  const name = argument?.getName() ?? "Type";
  if (name.includes(mark) || /^[A-Za-z]+$/.test(name)) return readable(name);
  return (argument?.constructor.name ?? "Type").replace(/^Named|Type$/g, "") || "Type";
}

/** Returns the readable part of a definition's name: letters and digits. */
export function readableName(name: string): string {
  return readable(name.split(mark, 1)[0] ?? name);
}

function readable(name: string): string {
  const words = (name.split(mark, 1)[0] ?? "").match(/[A-Za-z0-9_]+/g) ?? ["Type"];
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
