import type TypeScript from "typescript";
import type { Fix } from "../../report/fix.js";
import { paramRemoval, type ReadComment } from "../comments/comment-fixes.js";
import { commentOf } from "../comments/read-comment.js";
import type { ParamDoc } from "../comments/read-docs.js";
import type { FunctionNode } from "../program/function-node.js";
import { ts } from "../typescript/typescript.js";

/** Moves the text of a `@param options.size` to the property, if the file declares it there without a comment. */
export function describeProperty(comment: ReadComment, doc: ParamDoc, node: FunctionNode): Fix | undefined {
  const { source } = comment.at;
  const [parameter = "", ...path] = doc.name.split(".");
  const owner = node.parameters.find(({ name }) => ts.isIdentifier(name) && name.text === parameter);
  const property = owner?.type && path.every((name) => !name.includes("[")) ? propertyAt(owner.type, path) : undefined;
  const isWritable = doc.text !== "" && doc.tags.length === 0 && !/\n|\*\//.test(doc.text);
  if (property === undefined || !isWritable || commentOf(property, source) !== undefined) return undefined;
  const removal = paramRemoval(comment, doc);
  if (removal === undefined) return undefined;
  const start = property.getStart();
  const before = source.text.slice(source.text.lastIndexOf("\n", start) + 1, start);
  const lineBreak = source.text.includes("\r\n") ? "\r\n" : "\n";
  const end = /^[ \t]+$/.test(before) ? lineBreak + before : " ";
  return { safe: false, edits: [removal, { start, end: start, text: `/** ${doc.text} */${end}` }] };
}

/** Finds the declaration of a property, through interfaces and aliases of the same file. */
function propertyAt(
  type: TypeScript.TypeNode,
  [name, ...rest]: readonly string[],
): TypeScript.PropertySignature | undefined {
  const property = membersIn(type).find(
    (member): member is TypeScript.PropertySignature =>
      ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.name.text === name,
  );
  if (rest.length === 0) return property;
  return property?.type && propertyAt(property.type, rest);
}

function membersIn(type: TypeScript.TypeNode): readonly TypeScript.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) return [...type.members];
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
  const { text } = type.typeName;
  return type.getSourceFile().statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === text) return [...statement.members];
    const isAlias = ts.isTypeAliasDeclaration(statement) && statement.name.text === text;
    return isAlias && ts.isTypeLiteralNode(statement.type) ? [...statement.type.members] : [];
  });
}
