import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { Trees } from "./syntax-trees.js";

/** The questions that parsed and bound files answer by themselves. Each throws `needsChecker` where they do not. */
export type LightChecker = Pick<
  TypeScript.TypeChecker,
  | "getAliasedSymbol"
  | "getConstantValue"
  | "getExportsOfModule"
  | "getShorthandAssignmentValueSymbol"
  | "getSymbolAtLocation"
>;

/** Thrown instead of an answer that only the type checker knows. */
export const needsChecker: Error = new Error("only the type checker knows");

type Lookup = (
  symbols: TypeScript.SymbolTable,
  name: TypeScript.__String,
  meaning: TypeScript.SymbolFlags,
) => TypeScript.Symbol | undefined;

/** The parts of TypeScript that it does not declare; a test holds them against the version that is installed. */
interface Internals {
  readonly createNameResolver: (host: {
    readonly compilerOptions: TypeScript.CompilerOptions;
    readonly globals: TypeScript.SymbolTable;
    readonly getSymbolOfDeclaration: (node: TypeScript.Declaration) => TypeScript.Symbol | undefined;
    readonly lookup: Lookup;
    readonly error: () => undefined;
  }) => (
    location: TypeScript.Node,
    name: TypeScript.__String,
    meaning: TypeScript.SymbolFlags,
    message: undefined,
    isUse: false,
  ) => TypeScript.Symbol | undefined;
}

type Bound = TypeScript.Node & {
  readonly symbol?: TypeScript.Symbol;
  readonly locals?: TypeScript.SymbolTable;
};

const { SymbolFlags, SyntaxKind } = ts;
const anything = SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace;

/** Types of Node that have a form in JSON; everything else that is global and newer than ES5 is left to the checker. */
const nodeTypes = "interface URL {} interface Buffer {}";

/**
 * Resolves names as the type checker does, from the files that are asked about and those that they import, without the
 * standard library's 150 files: 0.4 s less for whatever needs no types (measured).
 */
export function createLightChecker(trees: Trees, options: TypeScript.CompilerOptions): LightChecker {
  const { createNameResolver } = ts as unknown as Internals;
  const globals = globalTypes(trees, options);
  const resolveName = createNameResolver({
    compilerOptions: options,
    globals,
    getSymbolOfDeclaration: (node) => (node as Bound).symbol,
    lookup,
    error: () => undefined,
  });

  function symbolAt(node: TypeScript.Node): TypeScript.Symbol | undefined {
    if (ts.isSourceFile(node)) return ts.isExternalModule(node) ? (node as Bound).symbol : undefined;
    if (ts.isStringLiteralLike(node)) return moduleOf(node);
    if (ts.isPropertyAccessExpression(node)) return memberOf(node.expression, node.name);
    if (ts.isQualifiedName(node)) return memberOf(node.left, node.right);
    if (!ts.isIdentifier(node)) throw needsChecker;
    const { parent } = node;
    if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) {
      if (parent.propertyName === node) throw needsChecker;
      return (parent as Bound).symbol;
    }
    if (ts.isQualifiedName(parent) && parent.right === node) return memberOf(parent.left, node);
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return memberOf(parent.expression, node);
    if (ts.isBindingElement(parent) && parent.propertyName === node) throw needsChecker;
    if (isNameOfDeclaration(parent, node)) return (parent as Bound).symbol;
    return resolved(node);
  }

  function resolved(node: TypeScript.Identifier): TypeScript.Symbol | undefined {
    const meaning = meaningOf(node);
    const found = resolveName(node, node.escapedText, meaning, undefined, false);
    // A global value is nobody's code; a global type may have a form in JSON.
    if (found === undefined && meaning !== SymbolFlags.Value) throw needsChecker;
    return found;
  }

  /** What a name after a dot stands for; of an object that is a matter of types. */
  function memberOf(left: TypeScript.Node, name: TypeScript.MemberName): TypeScript.Symbol | undefined {
    if (!ts.isIdentifier(left) && !ts.isQualifiedName(left) && !ts.isPropertyAccessExpression(left)) throw needsChecker;
    const symbol = symbolAt(left);
    const target = symbol && aliased(symbol);
    if (target === undefined || !(target.flags & (SymbolFlags.Module | SymbolFlags.Enum))) throw needsChecker;
    const found = exportOf(target, name.escapedText);
    if (found === undefined) throw needsChecker;
    return found;
  }

  function moduleOf(specifier: TypeScript.StringLiteralLike): TypeScript.Symbol | undefined {
    if (!ts.isImportDeclaration(specifier.parent) && !ts.isExportDeclaration(specifier.parent)) throw needsChecker;
    const fileName = trees.resolve(specifier);
    const tree = fileName === undefined ? undefined : trees.get(fileName);
    if (tree === undefined || !ts.isExternalModule(tree)) throw needsChecker;
    return (tree as Bound).symbol;
  }

  const targets = new Map<TypeScript.Symbol, TypeScript.Symbol>();

  function aliased(symbol: TypeScript.Symbol): TypeScript.Symbol {
    const target = targets.get(symbol) ?? followed(symbol);
    targets.set(symbol, target);
    return target;
  }

  function followed(symbol: TypeScript.Symbol): TypeScript.Symbol {
    const seen = new Set<TypeScript.Symbol>();
    let current = symbol;
    while (current.flags & SymbolFlags.Alias) {
      // What is both an import and something else, or goes in a circle, is rare enough for the checker.
      if (current.flags !== SymbolFlags.Alias || seen.has(current)) throw needsChecker;
      seen.add(current);
      current = immediate(current);
    }
    return current;
  }

  function immediate(symbol: TypeScript.Symbol): TypeScript.Symbol {
    const declaration = symbol.declarations?.[0];
    const found = declaration && targetOf(declaration);
    if (found === undefined) throw needsChecker;
    return found;
  }

  function targetOf(node: TypeScript.Declaration): TypeScript.Symbol | undefined {
    if (ts.isImportSpecifier(node)) {
      return imported(node.parent.parent.parent.moduleSpecifier, (node.propertyName ?? node.name).text);
    }
    if (ts.isImportClause(node)) return imported(node.parent.moduleSpecifier, "default");
    if (ts.isNamespaceImport(node)) return moduleAt(node.parent.parent.moduleSpecifier);
    if (ts.isNamespaceExport(node)) return moduleAt(node.parent.moduleSpecifier);
    if (ts.isExportSpecifier(node)) {
      const name = node.propertyName ?? node.name;
      const { moduleSpecifier } = node.parent.parent;
      if (moduleSpecifier) return imported(moduleSpecifier, name.text);
      if (!ts.isIdentifier(name)) return undefined;
      return resolveName(node.parent, name.escapedText, anything, undefined, false);
    }
    if (ts.isExportAssignment(node) && ts.isIdentifier(node.expression)) {
      return resolveName(node.expression, node.expression.escapedText, anything, undefined, false);
    }
    return undefined;
  }

  function moduleAt(specifier: TypeScript.Expression | undefined): TypeScript.Symbol | undefined {
    return specifier && ts.isStringLiteral(specifier) ? moduleOf(specifier) : undefined;
  }

  function imported(specifier: TypeScript.Expression, name: string): TypeScript.Symbol | undefined {
    const module = moduleAt(specifier);
    return module && exportOf(module, ts.escapeLeadingUnderscores(name));
  }

  function exportOf(symbol: TypeScript.Symbol, name: TypeScript.__String): TypeScript.Symbol | undefined {
    return symbol.exports?.get(name) ?? (name === "default" ? undefined : exportsOf(symbol).get(name));
  }

  /** The exports of a module with those of `export *`, where the first one counts. */
  function exportsOf(
    module: TypeScript.Symbol,
    visiting: ReadonlySet<TypeScript.Symbol> = new Set(),
  ): ReadonlyMap<TypeScript.__String, TypeScript.Symbol> {
    const own = new Map(module.exports);
    const stars = own.get("__export" as TypeScript.__String);
    if (own.has("export=" as TypeScript.__String)) throw needsChecker;
    if (stars === undefined || visiting.has(module)) return own;
    for (const declaration of stars.declarations ?? []) {
      const target = ts.isExportDeclaration(declaration) ? moduleAt(declaration.moduleSpecifier) : undefined;
      if (target === undefined) throw needsChecker;
      for (const [name, symbol] of exportsOf(target, new Set([...visiting, module]))) {
        if (name !== "default" && !own.has(name)) own.set(name, symbol);
      }
    }
    return own;
  }

  return {
    getSymbolAtLocation: symbolAt,
    getAliasedSymbol: aliased,
    getExportsOfModule: (module) =>
      [...exportsOf(module)].flatMap(([name, symbol]) => (isReserved(name) ? [] : [symbol])),
    getConstantValue: (node) => {
      if (!ts.isEnumMember(node)) throw needsChecker;
      return enumValue(node);
    },
    getShorthandAssignmentValueSymbol: (node) => {
      if (node === undefined || !ts.isShorthandPropertyAssignment(node)) throw needsChecker;
      return resolveName(node.name, node.name.escapedText, SymbolFlags.Value, undefined, false);
    },
  };
}

/** The type checker's own rule for one table, but for imports, which count whatever they mean. */
const lookup: Lookup = (symbols, name, meaning) => {
  const symbol = meaning ? symbols.get(name) : undefined;
  return symbol && symbol.flags & (meaning | SymbolFlags.Alias) ? symbol : undefined;
};

/** The names that TypeScript keeps for itself in a table of exports: `__export`, not `___export`. */
function isReserved(name: TypeScript.__String): boolean {
  return /^__[^_@#]/.test(String(name));
}

function isNameOfDeclaration(parent: TypeScript.Node, node: TypeScript.Identifier): boolean {
  return "name" in parent && parent.name === node && (parent as Bound).symbol !== undefined;
}

function meaningOf(node: TypeScript.Identifier): TypeScript.SymbolFlags {
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent)) return SymbolFlags.Type;
  if (ts.isQualifiedName(parent)) return SymbolFlags.Namespace | (isInTypeQuery(parent) ? SymbolFlags.Value : 0);
  if (ts.isExportAssignment(parent)) return anything;
  if (!ts.isExpressionWithTypeArguments(parent)) return SymbolFlags.Value;
  const clause = parent.parent;
  const isClassBase =
    ts.isHeritageClause(clause) &&
    clause.token === SyntaxKind.ExtendsKeyword &&
    !ts.isInterfaceDeclaration(clause.parent);
  return isClassBase ? SymbolFlags.Value : SymbolFlags.Type;
}

function isInTypeQuery(node: TypeScript.Node): boolean {
  return ts.isQualifiedName(node.parent) ? isInTypeQuery(node.parent) : ts.isTypeQueryNode(node.parent);
}

/** The value of an enum's member that is written out, or counts on from one that is. */
function enumValue(member: TypeScript.EnumMember): string | number {
  const { initializer } = member;
  if (initializer === undefined) {
    const { members } = member.parent;
    const before = members[members.indexOf(member) - 1];
    const value = before ? enumValue(before) : -1;
    if (typeof value !== "number") throw needsChecker;
    return value + 1;
  }
  if (ts.isStringLiteralLike(initializer)) return initializer.text;
  if (ts.isNumericLiteral(initializer)) return Number(initializer.text);
  throw needsChecker;
}

/** What every file may name without an import: ES5's types, and of Node's those with a form in JSON. */
function globalTypes(trees: Trees, options: TypeScript.CompilerOptions): TypeScript.SymbolTable {
  const folder = dirname(ts.getDefaultLibFilePath(options)).replaceAll("\\", "/");
  const tables = [trees.get(join(folder, "lib.es5.d.ts"))];
  if (options.types?.includes("node") ?? true) tables.push(trees.parse(join(folder, "lib.node-types.d.ts"), nodeTypes));
  return new Map(tables.flatMap((tree) => [...((tree as Bound | undefined)?.locals ?? [])]));
}
