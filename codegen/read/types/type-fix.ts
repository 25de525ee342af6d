import type TypeScript from "typescript";
import type { Edit, Fix } from "../../fix.js";
import type { ProblemCode } from "../../problems.js";
import { ts } from "../typescript.js";

const { SyntaxKind } = ts;

/**
 * How the type at `node` is mended, where that can be told from its syntax. Never safe: a function's body and its callers
 * may rely on what the type was.
 */
export function typeFix(code: ProblemCode, node: TypeScript.Node): Fix | undefined {
  if (node.pos < 0) return undefined;
  const edit = code === "ACT301" ? plainForm(node) : code === "ACT304" ? withoutUndefined(node) : undefined;
  return edit && { safe: false, edits: [edit] };
}

/** A type that JSON can carry instead of one that it cannot. */
function plainForm(node: TypeScript.Node): Edit | undefined {
  if (node.kind === SyntaxKind.AnyKeyword) return replace(node, "unknown");
  if (ts.isTypeLiteralNode(node) && node.members.length === 0) return replace(node, "object");
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const [first, second] = node.typeArguments ?? [];
  switch (node.typeName.text) {
    case "Map":
    case "ReadonlyMap":
      return second && first?.kind === SyntaxKind.StringKeyword ? replace(node.typeName, "Record") : undefined;
    case "Set":
      return first && replace(node, `${asElement(first)}[]`);
    case "ReadonlySet":
      return replace(node.typeName, "ReadonlyArray");
    default:
      return undefined;
  }
}

/** The type's text, in brackets where `[]` behind it would bind to its last part alone. */
function asElement(node: TypeScript.TypeNode): string {
  const isLoose =
    ts.isUnionTypeNode(node) ||
    ts.isIntersectionTypeNode(node) ||
    ts.isFunctionTypeNode(node) ||
    ts.isConstructorTypeNode(node) ||
    ts.isConditionalTypeNode(node) ||
    ts.isTypeOperatorNode(node) ||
    ts.isTypeQueryNode(node) ||
    ts.isInferTypeNode(node);
  return isLoose ? `(${node.getText()})` : node.getText();
}

/** `null` for `undefined`; nothing where the union has `null` already. */
function withoutUndefined(node: TypeScript.Node): Edit | undefined {
  if (node.kind !== SyntaxKind.UndefinedKeyword) return undefined;
  const members = ts.isUnionTypeNode(node.parent) ? [...node.parent.types] : [];
  if (!members.some((member) => ts.isLiteralTypeNode(member) && member.literal.kind === SyntaxKind.NullKeyword)) {
    return replace(node, "null");
  }
  const index = (members as readonly TypeScript.Node[]).indexOf(node);
  const [before, after] = [members[index - 1], members[index + 1]];
  if (before) return { start: before.getEnd(), end: node.getEnd(), text: "" };
  return after && { start: node.getStart(), end: after.getStart(), text: "" };
}

function replace(node: TypeScript.Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}
