import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { quotedTypeMaxLength } from "../../../model/limits.js";
import { generator, ts } from "../../typescript/typescript.js";

/** Makes a type to continue with where a problem was reported; never emitted, because problems stop the generation. */
export function placeholder(): BaseType {
  return new generator.UnknownType(false);
}

/** Returns the node's source text on one line, shortened. */
export function textOf(node: TypeScript.Node): string {
  const named = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) ? node.name : undefined;
  const text = (named ?? node).pos < 0 ? ts.SyntaxKind[node.kind] : (named ?? node).getText().replace(/\s+/g, " ");
  return quoted(text);
}

/** Returns the text of a type, shortened to what fits a line. */
export function quoted(text: string): string {
  return text.length > quotedTypeMaxLength ? `${text.slice(0, quotedTypeMaxLength - 3)}...` : text;
}
