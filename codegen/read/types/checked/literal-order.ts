import type TypeScript from "typescript";
import { literalOrderMaxNodes } from "../../../model/limits.js";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import type { Literal } from "../tree/literal-values.js";

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

function collect(program: Program, start: TypeScript.Node): ReadonlyMap<Literal, number> {
  const ranks = new Map<Literal, number>();
  const seen = new Set<TypeScript.Node>();
  let left = literalOrderMaxNodes;
  const add = (value: Literal): void => {
    if (!ranks.has(value)) ranks.set(value, ranks.size);
  };
  const visit = (node: TypeScript.Node): void => {
    if (left-- < 0) return;
    if (ts.isStringLiteralLike(node)) add(node.text);
    else if (ts.isNumericLiteral(node)) add(Number(node.text));
    else if (ts.isEnumMember(node)) add(program.checker.getConstantValue(node) ?? node.name.getText());
    else if (ts.isPropertySignature(node) || ts.isPropertyAssignment(node)) {
      if (!ts.isComputedPropertyName(node.name)) add(node.name.text);
    }
    ts.forEachChild(node, visit);
    if (ts.isIdentifier(node)) follow(node);
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
