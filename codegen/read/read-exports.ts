import type TypeScript from "typescript";
import type { ProblemList } from "../problems.js";
import type { Span } from "../source.js";
import { commentOf } from "./read-comment.js";
import type { ActionFile } from "./read-files.js";
import type { Program } from "./read-program.js";
import { ts } from "./typescript.js";

/** A function with a body, as an action is written. */
export type FunctionNode = TypeScript.FunctionDeclaration | TypeScript.FunctionExpression | TypeScript.ArrowFunction;

/** One exported function: where it is declared, and under which name its file exports it. */
export interface ExportedFunction {
  readonly exportName: string;
  /** The function's own name, or that of its constant. */
  readonly name: string;
  readonly nameAt: Span;
  readonly node: FunctionNode;
  readonly comment: Span | undefined;
  /** All declarations of that name; more than one are overloads. */
  readonly overloads: number;
}

/** The functions that a file exports, its own and those of files that it re-exports. */
export function readExports(program: Program, file: ActionFile, problems: ProblemList): readonly ExportedFunction[] {
  const { checker } = program;
  const tree = program.treeOf(file);
  const module = checker.getSymbolAtLocation(tree);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declarations = target.declarations ?? [];
    const [declaration] = declarations;
    if (declaration === undefined || program.isLibrary(declaration.getSourceFile())) return [];
    const exported = readExport(program, { declaration, exportName: symbol.name }, problems);
    const overloads = declarations.filter((each) => ts.isFunctionDeclaration(each)).length;
    return exported ? [{ ...exported, overloads }] : [];
  });
}

interface Candidate {
  readonly declaration: TypeScript.Declaration;
  readonly exportName: string;
}

function readExport(
  program: Program,
  { declaration, exportName }: Candidate,
  problems: ProblemList,
): Omit<ExportedFunction, "overloads"> | undefined {
  const source = program.sourceOf(declaration.getSourceFile());
  const spanOf = (node: TypeScript.Node): Span => ({ source, start: node.getStart(), end: node.getEnd() });
  const comment = commentOf(statementOf(declaration), source);
  if (comment && isInternal(comment)) return undefined;
  if (ts.isClassDeclaration(declaration)) {
    problems.report("ACT103", spanOf(declaration.name ?? declaration), declaration.name?.text ?? exportName);
    return undefined;
  }
  if (ts.isFunctionDeclaration(declaration)) {
    if (declaration.name)
      return { exportName, name: declaration.name.text, nameAt: spanOf(declaration.name), node: declaration, comment };
    problems.report("ACT106", { ...spanOf(declaration), end: declaration.getStart() + "export default".length });
    return undefined;
  }
  if (ts.isExportAssignment(declaration)) {
    if (functionOf(declaration.expression)) problems.report("ACT106", spanOf(declaration.expression));
    return undefined;
  }
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const node = functionOf(declaration.initializer);
  if (node) return { exportName, name: declaration.name.text, nameAt: spanOf(declaration.name), node, comment };
  if (program.checker.getTypeAtLocation(declaration).getCallSignatures().length > 0) {
    problems.report("ACT108", spanOf(declaration.name), declaration.name.text);
  }
  return undefined;
}

/** The node before which a declaration's comment stands. */
export function statementOf(declaration: TypeScript.Declaration): TypeScript.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function functionOf(node: TypeScript.Expression | undefined): FunctionNode | undefined {
  if (node === undefined) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return functionOf(node.expression);
  }
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node : undefined;
}

function isInternal(comment: Span): boolean {
  return /(^|[\s*])@internal\b/.test(comment.source.text.slice(comment.start, comment.end));
}
