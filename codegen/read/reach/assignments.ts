import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

const assignmentsByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, readonly TypeScript.Expression[]>>();

/** Returns all that a file assigns to a variable of its own after the declaration: one that is no constant. */
export function assignmentsTo({ name, parent }: TypeScript.VariableDeclaration): readonly TypeScript.Expression[] {
  if (!ts.isIdentifier(name) || parent.flags & ts.NodeFlags.Const) return [];
  const tree = name.getSourceFile();
  const known = assignmentsByTree.get(tree) ?? readAssignments(tree);
  assignmentsByTree.set(tree, known);
  return known.get(name.text) ?? [];
}

function readAssignments(tree: TypeScript.SourceFile): ReadonlyMap<string, readonly TypeScript.Expression[]> {
  const found = new Map<string, TypeScript.Expression[]>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left) && givesValue(node.operatorToken.kind)) {
      const values = found.get(node.left.text) ?? [];
      values.push(node.right);
      found.set(node.left.text, values);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Returns whether an operator may give a variable the value behind it. */
function givesValue(kind: TypeScript.SyntaxKind): boolean {
  const { EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken } = ts.SyntaxKind;
  return [EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken].includes(
    kind as never,
  );
}
