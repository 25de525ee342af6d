import type TypeScript from "typescript";
import { ts } from "../typescript.js";
import type { Way } from "./way.js";

/** Reports an element of an array or record that can be undefined: JSON has no undefined. */
export function checkUndefined(node: TypeScript.TypeNode, way: Way): void {
  const part = undefinedPart(node);
  if (part) way.step("[]", () => way.report("ACT304", part));
}

/** The `undefined` written in a type, if any. */
function undefinedPart(node: TypeScript.TypeNode): TypeScript.Node | undefined {
  if (node.kind === ts.SyntaxKind.UndefinedKeyword) return node;
  if (ts.isParenthesizedTypeNode(node)) return undefinedPart(node.type);
  if (ts.isUnionTypeNode(node)) return node.types.map(undefinedPart).find((part) => part !== undefined);
  return undefined;
}
