import type TypeScript from "typescript";
import type { ActionFile } from "../../model/action-file.js";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { commentOf } from "../comments/read-comment.js";
import { scanTags } from "../comments/scan-tags.js";
import { tagRow } from "../comments/tag-table.js";
import { type FunctionNode, topStatementOf } from "../program/function-node.js";
import type { Program } from "../program/read-program.js";
import { unwrapped } from "../program/unwrapped.js";
import { ts } from "../typescript/typescript.js";
import { isNoFunction } from "./no-function.js";
import {
  declarationsNamed,
  holdsFunctions,
  isErrorClass,
  isFunctionLiteral,
  isNamespace,
  plainHint,
  reportNamespace,
  reportWhole,
  unwrapHint,
  wrapperOf,
} from "./skipped-exports.js";

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
  const assignment = tree.statements.find(ts.isExportAssignment);
  if (assignment?.isExportEquals) return readExportEquals(program, assignment, problems);
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
    if (isNamespace(declaration)) {
      if (!isInternalStatement(program, declaration, symbol)) reportNamespace(program, symbol, target, problems);
      return [];
    }
    const exported = readExport(program, { declaration, exportName: symbol.name }, problems);
    if (exported === undefined) return [];
    const overloads = declarations.filter((each) => ts.isFunctionDeclaration(each)).length;
    // The name that callers import is the one that the author chose last.
    return [{ ...exported, ...(symbol.name === "default" ? {} : { name: symbol.name }), overloads }];
  });
}

/** Reads `export = name`: the whole module is one function, which ES modules know as the default export. */
function readExportEquals(
  program: Program,
  assignment: TypeScript.ExportAssignment,
  problems: ProblemList,
): readonly ExportedFunction[] {
  const source = program.sourceOf(assignment.getSourceFile());
  const at: Span = { source, start: assignment.expression.getStart(), end: assignment.expression.getEnd() };
  const comment = commentOf(assignment, source);
  if (comment && isInternal(comment)) return [];
  const value = unwrapped(assignment.expression);
  const declarations = ts.isIdentifier(value) ? declarationsNamed(assignment.getSourceFile(), value.text) : [];
  const declaration =
    declarations.find((each) => ts.isFunctionDeclaration(each) && each.body !== undefined) ?? declarations[0];
  if (declaration !== undefined && !holdsFunctions(declaration)) {
    const exported = readExport(program, { declaration, exportName: "default" }, problems);
    return exported ? [{ ...exported, overloads: declarations.filter(ts.isFunctionDeclaration).length }] : [];
  }
  reportWhole(program, { value, at }, problems);
  return [];
}

function isInternalStatement(
  program: Program,
  declaration: TypeScript.Declaration,
  symbol: TypeScript.Symbol,
): boolean {
  const node = ts.isSourceFile(declaration) ? symbol.declarations?.[0] : declaration;
  if (node === undefined || !program.isOwn(node.getSourceFile())) return true;
  const comment = commentOf(topStatementOf(node), program.sourceOf(node.getSourceFile()));
  return comment !== undefined && isInternal(comment);
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
    problems.report("ACT108", at, propertyName.text, plainHint);
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
    if (isErrorClass(declaration, program)) return undefined;
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
    if (isFunctionLiteral(value)) problems.report("ACT106", spanOf(declaration.expression));
    else reportMade(program, { value, nameAt: spanOf(declaration.expression), name: exportName }, problems);
    return undefined;
  }
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return undefined;
  if (!ts.isIdentifier(declaration.name)) return undefined;
  const { text: name } = declaration.name;
  const nameAt = spanOf(declaration.name);
  const initializer = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const value = initializer && unwrapped(initializer);
  if (value && isFunctionLiteral(value)) return { exportName, name, nameAt, node: value, comment };
  if (value && ts.isClassExpression(value)) {
    if (!isErrorClass(value, program)) problems.report("ACT103", nameAt, name);
  } else if (initializer && isNoFunction(initializer)) {
    return undefined;
  } else if (program.checker.getTypeAtLocation(declaration).getCallSignatures().length > 0) {
    const wrapper = value && wrapperOf(value);
    problems.report("ACT108", nameAt, name, wrapper ? unwrapHint(name, wrapper) : plainHint);
  } else if (value) reportMade(program, { value, nameAt, name }, problems);
  return undefined;
}

/** Reports a constant that a library makes of a function: it is no action, though it may be meant as one. */
function reportMade(
  program: Program,
  { value, nameAt, name }: { readonly value: TypeScript.Expression; readonly nameAt: Span; readonly name: string },
  problems: ProblemList,
): void {
  const wrapper = wrapperOf(value);
  if (wrapper === undefined) return;
  const isCallable = program.checker.getTypeAtLocation(value).getCallSignatures().length > 0;
  if (isCallable) problems.report("ACT108", nameAt, name, unwrapHint(name, wrapper));
  else if (wrapper.property !== undefined) {
    problems.report("ACT122", nameAt, name, wrapper.callee, wrapper.property, unwrapHint(name, wrapper));
  }
}

/** Returns the node before which a declaration's comment is written. */
export function statementOf(declaration: TypeScript.Declaration): TypeScript.Node {
  if (ts.isBindingElement(declaration)) return statementOf(declaration.parent.parent);
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

function isInternal(comment: Span): boolean {
  // This runs for every exported declaration, and few comments hold the word: a scan would be wasted.
  if (!comment.source.text.slice(comment.start, comment.end).includes("@internal")) return false;
  return scanTags(comment, (name) => tagRow(name)?.form ?? "raw").tags.some(({ name }) => name === "internal");
}
