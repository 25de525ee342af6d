import type TypeScript from "typescript";
import { isAccess } from "../program/constant-node.js";
import { importsOf, moduleNameOf } from "../program/imported-names.js";
import type { Program } from "../program/read-program.js";
import { importedNamespaces, symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import { isAround } from "./env-syntax.js";

/** Objects through which code reaches the environment: `globalThis`, `process` and `process.env`. */
export type EnvObject = "global" | "process" | "env";

/** Finds the expressions whose value is `process.env`, or an object that holds it. */
export class EnvObjects {
  readonly #program: Program;
  readonly #declared = new Map<TypeScript.Node, EnvObject | undefined>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Returns the object that a name stands for, given its symbol (see `symbolNamed`). */
  named(node: TypeScript.Identifier, symbol: TypeScript.Symbol | undefined): EnvObject | undefined {
    const declarations = symbol?.declarations ?? [];
    if (declarations.every((each) => each.getSourceFile().isDeclarationFile)) {
      const isReexported = symbol?.name === "env" && declarations.some((each) => this.#isLibrary(each));
      if (isReexported) return "env";
      const imported = importedNames(node.getSourceFile()).get(node.text);
      return imported === "other" ? undefined : (imported ?? globalNames.get(node.text));
    }
    const [declaration = undefined] = declarations;
    return declaration && this.#declaredBy(symbol?.valueDeclaration ?? declaration);
  }

  /** Returns whether a name is that of a global value, also of one that only another runtime has. */
  isGlobal(node: TypeScript.Identifier, { declarations = [] }: Partial<TypeScript.Symbol> = {}): boolean {
    const isOutside = (each: TypeScript.Node): boolean => each.getSourceFile().isDeclarationFile || isAmbient(each);
    return declarations.every(isOutside) && !importedNames(node.getSourceFile()).has(node.text);
  }

  /** Returns the object that an expression yields. */
  of(node: TypeScript.Expression): EnvObject | undefined {
    const inner = unwrappedValue(node);
    if (ts.isIdentifier(inner)) return this.named(inner, symbolNamed(this.#program, inner));
    if (ts.isConditionalExpression(inner)) return this.of(inner.whenTrue) ?? this.of(inner.whenFalse);
    if (ts.isBinaryExpression(inner) && yieldsOperand(inner)) {
      return this.of(inner.right) ?? (isAlternative(inner) ? this.of(inner.left) : undefined);
    }
    const name = nameAccessed(inner);
    if (name === undefined || !isAccess(inner)) return undefined;
    if (name === "env" || name === "process") return memberOf(this.of(inner.expression), name) ?? this.#exported(inner);
    return this.#exported(inner);
  }

  /** Returns the object that a pattern takes apart. */
  ofPattern(pattern: TypeScript.BindingPattern): EnvObject | undefined {
    const { parent } = pattern;
    if (ts.isBindingElement(parent)) return memberOf(this.ofPattern(parent.parent), elementKey(parent));
    return parent.initializer && this.of(parent.initializer);
  }

  /** Returns the object behind `constants.env`, where `constants` is a namespace of imported names. */
  #exported(node: TypeScript.Expression): EnvObject | undefined {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression) || !ts.isIdentifier(node.name)) {
      return undefined;
    }
    if (!importedNamespaces(node.getSourceFile()).has(node.expression.text)) return undefined;
    const symbol = symbolNamed(this.#program, node.name);
    return symbol && this.named(node.name, symbol);
  }

  #declaredBy(node: TypeScript.Node): EnvObject | undefined {
    if (this.#declared.has(node)) return this.#declared.get(node);
    // Until it is found: a constant may be made of itself.
    this.#declared.set(node, undefined);
    const found = this.#valueOf(node);
    this.#declared.set(node, found);
    return found;
  }

  #valueOf(node: TypeScript.Node): EnvObject | undefined {
    if (ts.isExportAssignment(node)) return this.of(node.expression);
    if (ts.isBindingElement(node)) return memberOf(this.ofPattern(node.parent), elementKey(node));
    if (!ts.isVariableDeclaration(node) && !ts.isParameter(node)) return undefined;
    if (node.initializer) return this.of(node.initializer);
    return ts.isIdentifier(node.name) && isAmbient(node) ? globalNames.get(node.name.text) : undefined;
  }

  #isLibrary(declaration: TypeScript.Node): boolean {
    return this.#program.isLibrary(declaration.getSourceFile());
  }
}

/** Returns the member of that name, where it leads to the environment. */
export function memberOf(object: EnvObject | undefined, name: string | undefined): EnvObject | undefined {
  if (object === "global" && name === "process") return "process";
  if (object === "global" && globalNames.get(name ?? "") === "global") return "global";
  return object === "process" && name === "env" ? "env" : undefined;
}

/** Returns the name of `.name` and `["name"]`; undefined where it is computed. */
export function nameAccessed(node: TypeScript.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Returns the key that an element of a pattern takes out; undefined where it is computed, or the rest. */
export function elementKey({ propertyName, name, dotDotDotToken }: TypeScript.BindingElement): string | undefined {
  const key = propertyName ?? name;
  if (dotDotDotToken || !(ts.isIdentifier(key) || ts.isStringLiteral(key))) return undefined;
  return key.text;
}

/** Returns an expression without parentheses, `!`, `as` and `satisfies`. */
export function unwrappedValue(node: TypeScript.Expression): TypeScript.Expression {
  return isAround(node) ? unwrappedValue(node.expression) : node;
}

/** Returns whether an expression yields one of its operands: `a && b`, `a || b`, `a ?? b` and `a, b`. */
export function yieldsOperand({ operatorToken: { kind } }: TypeScript.BinaryExpression): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken, CommaToken } = ts.SyntaxKind;
  return [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken, CommaToken].includes(kind as never);
}

/** Returns whether an expression may yield its first operand although that is an object. */
export function isAlternative({ operatorToken: { kind } }: TypeScript.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** Returns whether a variable is only declared to exist: `declare const process: { env: … }`. */
function isAmbient(node: TypeScript.Node): boolean {
  const isDeclare = (each: TypeScript.Node): boolean =>
    ts.canHaveModifiers(each) && each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
  return ts.findAncestor(node, isDeclare) !== undefined;
}

/** Names that every module has. */
const globalNames: ReadonlyMap<string, EnvObject> = new Map([
  ["process", "process"],
  ["globalThis", "global"],
  ["global", "global"],
]);

/** Names that a file imports: those of Node's `process`, and all others. */
const importedByTree = new WeakMap<TypeScript.SourceFile, ReadonlyMap<string, EnvObject | "other">>();

function importedNames(tree: TypeScript.SourceFile): ReadonlyMap<string, EnvObject | "other"> {
  const known = importedByTree.get(tree) ?? new Map([...objectsOf(tree), ...tree.statements.flatMap(objectRequired)]);
  importedByTree.set(tree, known);
  return known;
}

function objectsOf(tree: TypeScript.SourceFile): readonly (readonly [string, EnvObject | "other"])[] {
  return [...importsOf(tree)].map(([local, { module, name }]) => {
    if (module !== processModule) return [local, "other"];
    return [local, name === "*" || name === "default" ? "process" : (memberOf("process", name) ?? "other")];
  });
}

/** Reads `import process = require("node:process")`. */
function objectRequired(statement: TypeScript.Statement): readonly (readonly [string, EnvObject | "other"])[] {
  if (!ts.isImportEqualsDeclaration(statement)) return [];
  const { moduleReference, name } = statement;
  const specifier = ts.isExternalModuleReference(moduleReference) ? moduleReference.expression : undefined;
  const isProcess = specifier && ts.isStringLiteral(specifier) && moduleNameOf(specifier) === processModule;
  return [[name.text, isProcess ? "process" : "other"]];
}

const processModule = "process";
