import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** Returns the text in `new URL("./file", import.meta.url)`; undefined for any other node. */
export function assetUrlOf(node: TypeScript.Node): TypeScript.StringLiteralLike | undefined {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "URL")
    return undefined;
  const [path, base] = node.arguments ?? [];
  if (path === undefined || base === undefined || metaPropertyOf(base) !== "url") return undefined;
  return ts.isStringLiteralLike(path) && path.text.startsWith(".") ? path : undefined;
}

/**
 * Returns whether a node asks where its file lies: `import.meta.url`, which is the address of the compiled file, and its
 * kin. A comparison with it is none: scripts ask in that way whether they were started by themselves.
 */
export function isMetaOfFile(node: TypeScript.Node): boolean {
  // `import.meta` as a whole holds these, too.
  if (isImportMeta(node)) return !ts.isPropertyAccessExpression(node.parent);
  const name = metaPropertyOf(node);
  if (name === undefined || !["url", "dirname", "filename", "resolve"].includes(name)) return false;
  return !(ts.isBinaryExpression(node.parent) && isComparison(node.parent.operatorToken.kind));
}

function metaPropertyOf(node: TypeScript.Node): string | undefined {
  return ts.isPropertyAccessExpression(node) && isImportMeta(node.expression) ? node.name.text : undefined;
}

function isImportMeta(node: TypeScript.Node): boolean {
  return ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
}

function isComparison(kind: TypeScript.SyntaxKind): boolean {
  const { EqualsEqualsToken, EqualsEqualsEqualsToken, ExclamationEqualsToken, ExclamationEqualsEqualsToken } =
    ts.SyntaxKind;
  return [EqualsEqualsToken, EqualsEqualsEqualsToken, ExclamationEqualsToken, ExclamationEqualsEqualsToken].includes(
    kind as never,
  );
}
