import type TypeScript from "typescript";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { sdkNames } from "../program/imported-names.js";
import type { Program } from "../program/read-program.js";
import { unwrapped } from "../program/unwrapped.js";
import { ts } from "../typescript/typescript.js";

/** Names of the properties by which other libraries take the function of a tool, a route or a step. */
const handlerNames: ReadonlySet<string> = new Set(["execute", "handler", "run", "resolve", "invoke", "func"]);

/** A call that is given the function which would be the action. */
export interface Wrapper {
  /** The function that is called, as it is written. */
  readonly callee: string;
  /** Property that holds the function, if it is not an argument. */
  readonly property: string | undefined;
  /** Parameters of the function, as they are written. */
  readonly parameters: string;
}

/** Returns the wrapper that a value is made by; undefined for other values. */
export function wrapperOf(value: TypeScript.Expression): Wrapper | undefined {
  if (!ts.isCallExpression(value)) return undefined;
  for (const argument of value.arguments) {
    const found = handlerIn(unwrapped(argument));
    if (found === undefined) continue;
    const callee = value.expression.getText().replace(/\s+/g, " ");
    const parameters = found.handler.parameters.map((each) => each.getText()).join(", ");
    return { callee, property: found.property, parameters: parameters.replace(/\s+/g, " ") };
  }
  return undefined;
}

/** Returns the sentence that says what to export in place of a wrapper's result. */
export function unwrapHint(name: string, { callee, parameters }: Wrapper): string {
  const signature = `${name === "default" ? "name" : name}(${parameters.length > 60 ? "…" : parameters})`;
  return `Export the function itself, \`export async function ${signature}\`, and call \`${callee}\` where it is not exported.`;
}

interface Handler {
  readonly handler: TypeScript.SignatureDeclaration;
  readonly property: string | undefined;
}

function handlerIn(argument: TypeScript.Expression): Handler | undefined {
  if (isFunctionLiteral(argument)) return { handler: argument, property: undefined };
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  for (const member of argument.properties) {
    const name = member.name && ts.isIdentifier(member.name) ? member.name.text : "";
    if (!handlerNames.has(name)) continue;
    if (ts.isMethodDeclaration(member)) return { handler: member, property: name };
    const value = ts.isPropertyAssignment(member) ? unwrapped(member.initializer) : undefined;
    if (value && isFunctionLiteral(value)) return { handler: value, property: name };
  }
  return undefined;
}

/** Returns whether an expression is a function that is written out. */
export function isFunctionLiteral(
  node: TypeScript.Expression,
): node is TypeScript.ArrowFunction | TypeScript.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Returns whether a class is an error: it extends one of the language, of a package, or `Failure` of the SDK. */
export function isErrorClass(node: TypeScript.ClassLikeDeclaration, program: Program): boolean {
  const seen = new Set<TypeScript.Node>();
  for (let current: TypeScript.ClassLikeDeclaration | undefined = node; current && !seen.has(current); ) {
    seen.add(current);
    const base: TypeScript.Expression | undefined = current.heritageClauses?.find(
      ({ token }) => token === ts.SyntaxKind.ExtendsKeyword,
    )?.types[0]?.expression;
    if (base === undefined) return false;
    if (ts.isIdentifier(base) && sdkNames(current.getSourceFile()).get(base.text) === "Failure") return true;
    const declared: TypeScript.ClassLikeDeclaration | undefined = ts.isIdentifier(base)
      ? ownClass(base, program)
      : undefined;
    if (declared === undefined) return /(?:Error|Exception)$/.test(base.getText());
    current = declared;
  }
  return false;
}

/** Returns the class of the project's own that a name stands for. */
function ownClass(name: TypeScript.Identifier, program: Program): TypeScript.ClassLikeDeclaration | undefined {
  const symbol = program.checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? program.checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  if (declaration === undefined || !program.isOwn(declaration.getSourceFile())) return undefined;
  if (ts.isClassDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer;
  return value && ts.isClassExpression(value) ? value : undefined;
}

/** Advice for a function that is made by something else than itself. */
export const plainHint = "Export a function declaration or an arrow function; or mark it with `@internal`.";

/** Reports the value of an `export =` that is no function with a name: what of it may be meant as an action. */
export function reportWhole(
  program: Program,
  { value, at }: { readonly value: TypeScript.Expression; readonly at: Span },
  problems: ProblemList,
): void {
  const { checker } = program;
  if (ts.isClassExpression(value)) {
    if (!isErrorClass(value, program)) problems.report("ACT103", at, value.name?.text ?? "export =");
    return;
  }
  if (isFunctionLiteral(value)) {
    problems.report("ACT106", at);
    return;
  }
  const symbol = ts.isIdentifier(value) ? checker.getSymbolAtLocation(value) : undefined;
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  if (target && declaration && isNamespace(declaration) && program.isOwn(declaration.getSourceFile())) {
    if (holdsFunction(program, target, new Set())) problems.report("ACT120", at, value.getText());
    return;
  }
  const isMeant = isObjectOfFunctions(value) || (declaration !== undefined && holdsFunctions(declaration));
  if (isMeant || checker.getTypeAtLocation(value).getCallSignatures().length > 0) {
    problems.report("ACT108", at, "export =", plainHint);
  }
}

/** Returns the declarations of functions, classes and variables of a name at the top of a file. */
export function declarationsNamed(tree: TypeScript.SourceFile, name: string): readonly TypeScript.Declaration[] {
  return tree.statements.flatMap((statement): readonly TypeScript.Declaration[] => {
    if (ts.isVariableStatement(statement)) {
      const { declarations } = statement.declarationList;
      return declarations.filter((each) => ts.isIdentifier(each.name) && each.name.text === name);
    }
    const isNamed =
      (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name;
    return isNamed ? [statement] : [];
  });
}

/** Returns whether a declaration is of a variable with an object of functions. */
export function holdsFunctions(declaration: TypeScript.Declaration): boolean {
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && isObjectOfFunctions(unwrapped(value));
}

/** Returns whether an expression is an object with a function, or a name that may be one, among its values. */
function isObjectOfFunctions(value: TypeScript.Expression): boolean {
  if (!ts.isObjectLiteralExpression(value)) return false;
  return value.properties.some(
    (member) =>
      ts.isMethodDeclaration(member) ||
      ts.isShorthandPropertyAssignment(member) ||
      (ts.isPropertyAssignment(member) && isFunctionLiteral(unwrapped(member.initializer))),
  );
}

/** Reports an exported namespace, or a whole module that is exported as one name, if it holds a function. */
export function reportNamespace(
  program: Program,
  symbol: TypeScript.Symbol,
  target: TypeScript.Symbol,
  problems: ProblemList,
): void {
  if (!holdsFunction(program, target, new Set())) return;
  const declaration = symbol.declarations?.[0];
  const name = declaration && (declaration as { readonly name?: TypeScript.Node }).name;
  if (name === undefined || !program.isOwn(name.getSourceFile())) return;
  const at: Span = { source: program.sourceOf(name.getSourceFile()), start: name.getStart(), end: name.getEnd() };
  problems.report("ACT120", at, symbol.name);
}

function holdsFunction(program: Program, target: TypeScript.Symbol, seen: Set<TypeScript.Symbol>): boolean {
  if (seen.has(target)) return false;
  seen.add(target);
  const members = program.checker.getExportsOfModule(target);
  return members.some((member) => {
    const inner = member.flags & ts.SymbolFlags.Alias ? program.checker.getAliasedSymbol(member) : member;
    const declaration = inner.valueDeclaration;
    if (declaration === undefined || !program.isOwn(declaration.getSourceFile())) return false;
    if (ts.isFunctionDeclaration(declaration)) return declaration.body !== undefined;
    const value = ts.isVariableDeclaration(declaration) && declaration.initializer;
    if (value) return isFunctionLiteral(unwrapped(value));
    return isNamespace(declaration) && holdsFunction(program, inner, seen);
  });
}

/** Returns whether a declaration is a namespace, or a file that is imported as one. */
export function isNamespace(node: TypeScript.Declaration): boolean {
  return ts.isModuleDeclaration(node) || ts.isSourceFile(node);
}
