import type TypeScript from "typescript";
import type { ActionFile } from "../../model/action-file.js";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { commentOf } from "../comments/read-comment.js";
import { scanTags } from "../comments/scan-tags.js";
import { tagRow } from "../comments/tag-table.js";
import { ts } from "../typescript/typescript.js";
import type { Program } from "./read-program.js";
import { unwrapped } from "./unwrapped.js";

/** A function with a body, as an action is written. */
export type FunctionNode = TypeScript.FunctionDeclaration | TypeScript.FunctionExpression | TypeScript.ArrowFunction;

/** One exported function: its declaration, and the name under which its file exports it. */
export interface ExportedFunction {
  readonly exportName: string;
  /** The exported name; for a default export the function's own, or that of its constant. */
  readonly name: string;
  readonly nameAt: Span;
  readonly node: FunctionNode;
  readonly comment: Span | undefined;
  /** Number of function declarations of that name; more than one are overloads. */
  readonly overloads: number;
}

/** Reads the functions that a file exports, its own and those of files that it re-exports. */
export function readExports(program: Program, file: ActionFile, problems: ProblemList): readonly ExportedFunction[] {
  const { checker } = program;
  const tree = program.treeOf(file);
  const module = checker.getSymbolAtLocation(tree);
  if (module === undefined) return [];
  const exports = checker.getExportsOfModule(module).map((symbol) => ({
    symbol,
    target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
  const named = new Set(exports.flatMap(({ symbol, target }) => (symbol.name === "default" ? [] : [target])));
  return exports.flatMap(({ symbol, target }) => {
    if (symbol.name === "default" && named.has(target)) return [];
    const declarations = target.declarations ?? [];
    // A type may have the same name, and come first.
    const declaration = target.valueDeclaration ?? declarations[0];
    if (declaration === undefined) reportLost(program, symbol, problems);
    if (declaration === undefined || program.isLibrary(declaration.getSourceFile())) return [];
    const exported = readExport(program, { declaration, exportName: symbol.name }, problems);
    if (exported === undefined) return [];
    const overloads = declarations.filter((each) => ts.isFunctionDeclaration(each)).length;
    // The name that callers import is the one that the author chose last.
    return [{ ...exported, ...(symbol.name === "default" ? {} : { name: symbol.name }), overloads }];
  });
}

/** Reports an export without a declaration. Where its file is not found, the problem is the import's. */
function reportLost(program: Program, symbol: TypeScript.Symbol, problems: ProblemList): void {
  const specifier = symbol.declarations?.find(ts.isExportSpecifier);
  if (specifier === undefined) return;
  const tree = specifier.getSourceFile();
  const { name, propertyName = name } = specifier;
  const at = { source: program.sourceOf(tree), start: propertyName.getStart(tree), end: propertyName.getEnd() };
  const { moduleSpecifier } = specifier.parent.parent;
  if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier)) {
    const reason = `it has no export \`${propertyName.text}\``;
    if (program.checker.getSymbolAtLocation(moduleSpecifier))
      problems.report("ACT607", at, moduleSpecifier.text, reason);
  } else if (program.checker.getExportSpecifierLocalTargetSymbol(specifier) === undefined) {
    problems.report("ACT104", at, `\`${propertyName.text}\` is exported, but not declared.`);
  } else {
    problems.report("ACT108", at, propertyName.text);
  }
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
    const value = unwrapped(declaration.expression);
    if (isFunction(value)) problems.report("ACT106", spanOf(declaration.expression));
    return undefined;
  }
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return undefined;
  if (!ts.isIdentifier(declaration.name)) return undefined;
  const { text: name } = declaration.name;
  const nameAt = spanOf(declaration.name);
  const initializer = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const value = initializer && unwrapped(initializer);
  if (value && isFunction(value)) return { exportName, name, nameAt, node: value, comment };
  if (value && ts.isClassExpression(value)) problems.report("ACT103", nameAt, name);
  else if (program.checker.getTypeAtLocation(declaration).getCallSignatures().length > 0) {
    problems.report("ACT108", nameAt, name);
  }
  return undefined;
}

/** Returns the node before which a declaration's comment is written. */
export function statementOf(declaration: TypeScript.Declaration): TypeScript.Node {
  if (ts.isBindingElement(declaration)) return statementOf(declaration.parent.parent);
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function isFunction(node: TypeScript.Expression): node is TypeScript.ArrowFunction | TypeScript.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function isInternal(comment: Span): boolean {
  // This runs for every exported declaration, and few comments hold the word: a scan would be wasted.
  if (!comment.source.text.slice(comment.start, comment.end).includes("@internal")) return false;
  return scanTags(comment, (name) => tagRow(name)?.form ?? "raw").tags.some(({ name }) => name === "internal");
}

/** Returns the node that a message about a function underlines: its name, where it has one. */
export function nameNodeOf(node: FunctionNode): TypeScript.Node {
  return node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : node);
}
