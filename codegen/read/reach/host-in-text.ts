import type TypeScript from "typescript";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";

const addressForm = /^(?:https?|wss?):\/\//i;

/**
 * Returns the host of a text that is a URL, with its port where it is not the scheme's own; undefined for any other text. Of
 * the beginning of a text (`isHead`) the host counts only when a path, a query or a fragment follows it: otherwise what comes
 * next belongs to it, and the host is `""`.
 */
export function hostInText(text: string, isHead: boolean): string | undefined {
  if (!addressForm.test(text) || /\s/.test(text)) return undefined;
  const authority = text.replace(addressForm, "");
  if (isHead && !/[/?#]/.test(authority)) return "";
  if (!URL.canParse(text)) return authority === "" ? "" : undefined;
  return new URL(text).host;
}

/** Returns the host of an expression that writes out a URL, or its beginning with the host; undefined for any other. */
export function hostIn(program: Program, node: TypeScript.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return hostInText(node.text, false) || undefined;
  const first = firstText(node);
  if (first === undefined || !addressForm.test(first)) return undefined;
  const known = knownStart(program, node);
  return hostInText(known.text, !known.isWhole) || undefined;
}

/** Returns the text that a template or a sum begins with, where it is written out. */
function firstText(node: TypeScript.Expression): string | undefined {
  if (ts.isTemplateExpression(node)) return node.head.text;
  if (ts.isStringLiteralLike(node)) return node.text;
  return isSum(node) ? firstText(node.left) : undefined;
}

function isSum(node: TypeScript.Expression): node is TypeScript.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Returns the text of an expression as far as it is written out from its beginning. */
function knownStart(
  program: Program,
  node: TypeScript.Expression,
): { readonly text: string; readonly isWhole: boolean } {
  const value = readLiteral(node, program.checker)?.value;
  if (typeof value === "string" || typeof value === "number") return { text: String(value), isWhole: true };
  if (ts.isTemplateExpression(node)) {
    let text = node.head.text;
    for (const { expression, literal } of node.templateSpans) {
      const part = knownStart(program, expression);
      text += part.text;
      if (!part.isWhole) return { text, isWhole: false };
      text += literal.text;
    }
    return { text, isWhole: true };
  }
  if (!isSum(node)) return { text: "", isWhole: false };
  const left = knownStart(program, node.left);
  if (!left.isWhole) return left;
  const right = knownStart(program, node.right);
  return { text: left.text + right.text, isWhole: right.isWhole };
}
