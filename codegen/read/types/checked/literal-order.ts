import type TypeScript from "typescript";
import { literalOrderMaxNodes } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import type { Literal } from "../tree/literal-values.js";
import { bigIntLiteral } from "../tree/wire-type.js";

/**
 * Returns a function that ranks literals by their first position in the source of a type: the node, then the
 * declarations that it names, as they are met. The checker's own order of a union depends on the types that were
 * checked before it.
 */
export function literalOrder(program: Program, start: TypeScript.Node): (value: Literal) => number {
  let ranks: ReadonlyMap<Literal, number> | undefined;
  return (value) => {
    ranks ??= collect(program, start);
    return ranks.get(value) ?? Number.MAX_SAFE_INTEGER;
  };
}

/** Returns the literal by which a bigint is ranked: its digits as they are written. */
export function rankedBigInt(digits: string): Literal {
  return `${digits}n`;
}

/** Returns the literal that a node is, or names; undefined for any other node. */
function literalOf(node: TypeScript.Node, program: Program): Literal | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isEnumMember(node)) return program.checker.getConstantValue(node) ?? node.name.getText();
  const digits = bigIntLiteral(node);
  if (digits !== undefined) return rankedBigInt(digits);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    return ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined;
  }
  const isNamed = ts.isPropertySignature(node) || ts.isPropertyAssignment(node);
  return isNamed && !ts.isComputedPropertyName(node.name) ? node.name.text : undefined;
}

function collect(program: Program, start: TypeScript.Node): ReadonlyMap<Literal, number> {
  const ranks = new Map<Literal, number>();
  const seen = new Set<TypeScript.Node>();
  let left = literalOrderMaxNodes;
  const add = (value: Literal): void => {
    if (!ranks.has(value)) ranks.set(value, ranks.size);
  };
  const visit = (node: TypeScript.Node): void => {
    if (left-- < 0) return;
    const literal = literalOf(node, program);
    if (literal !== undefined) add(literal);
    // The operand of a negative number is no literal of its own.
    if (literal !== undefined && ts.isPrefixUnaryExpression(node)) return;
    ts.forEachChild(node, visit);
    // The name in `as const` is none.
    if (ts.isIdentifier(node) && !ts.isConstTypeReference(node.parent)) follow(node);
  };
  const follow = (node: TypeScript.Identifier): void => {
    const target = resolveSymbol(program, node);
    for (const declaration of target?.declarations ?? []) {
      if (seen.has(declaration) || program.isLibrary(declaration.getSourceFile())) continue;
      seen.add(declaration);
      visit(declaration);
    }
  };
  visit(start);
  return ranks;
}
