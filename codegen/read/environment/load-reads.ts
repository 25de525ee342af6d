import type TypeScript from "typescript";
import { providedVariables } from "../../../runtime/contract/provided-variables.js";
import type { Program } from "../program/read-program.js";
import { importedNamespaces, isReference, symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import { isDeferred } from "./env-keys.js";
import { EnvReader, type EnvReads, functionOf, noEnvReads } from "./env-reads.js";
import { callOf, readCaller } from "./env-uses.js";

/** Uses of the environment while a file loads. */
export interface LoadReads {
  readonly reads: EnvReads;
  /** Names of functions and classes that are called, and read keys that the runtime does not provide. */
  readonly calls: readonly TypeScript.Identifier[];
}

/** Uses of the environment by a function when it is called. */
type CalledReads = Pick<EnvReads, "keys" | "computed" | "byParameter">;

/** Reads the code that runs while a file loads, with the functions that it calls; each once. */
export class LoadReader {
  readonly #program: Program;
  readonly #env: EnvReader;
  readonly #trees = new Map<TypeScript.SourceFile, LoadReads>();
  readonly #called = new Map<TypeScript.Node, CalledReads>();
  readonly #imported = new Map<TypeScript.SourceFile, readonly TypeScript.SourceFile[]>();

  constructor(program: Program) {
    this.#program = program;
    this.#env = new EnvReader(program);
  }

  /** Returns the files of the project's own that load with a file, itself included. */
  filesOf(start: TypeScript.SourceFile): ReadonlySet<TypeScript.SourceFile> {
    const seen = new Set([start]);
    for (const tree of seen) for (const target of this.#importedBy(tree)) seen.add(target);
    return seen;
  }

  /** Returns the uses of a file's own code. */
  readTree(tree: TypeScript.SourceFile): LoadReads {
    const known = this.#trees.get(tree) ?? this.#readTree(tree);
    this.#trees.set(tree, known);
    return known;
  }

  #importedBy(tree: TypeScript.SourceFile): readonly TypeScript.SourceFile[] {
    const known = this.#imported.get(tree);
    if (known) return known;
    const imported = loadedSpecifiers(tree).flatMap((specifier) => this.#program.ownFileOf(specifier) ?? []);
    this.#imported.set(tree, imported);
    return imported;
  }

  #readTree(tree: TypeScript.SourceFile): LoadReads {
    const reads = noEnvReads();
    const names = this.#walk(tree.statements, reads);
    const readsMore = (node: TypeScript.Identifier): boolean => {
      const { keys, computed } = this.#readCall(node);
      return computed.length > 0 || keys.some(isNotProvided);
    };
    return { reads, calls: names.filter(readsMore) };
  }

  /** Adds the uses of code that runs now; returns the names that it calls. */
  #walk(nodes: readonly TypeScript.Node[], into: EnvReads): readonly TypeScript.Identifier[] {
    const called: TypeScript.Identifier[] = [];
    const visit = (node: TypeScript.Node): void => {
      if (runsNothing(node) || isDeferred(node)) return;
      if (ts.isMetaProperty(node)) this.#env.readMeta(node, into);
      if (ts.isIdentifier(node) && isReference(node, importedNamespaces(node.getSourceFile()))) {
        this.#env.readName(node, symbolNamed(this.#program, node), into);
        if (callOf(node)) called.push(node);
      }
      ts.forEachChild(node, visit);
    };
    for (const node of nodes) visit(node);
    return called;
  }

  /** Returns what a call reads, with the keys that its arguments name. */
  #readCall(node: TypeScript.Identifier): CalledReads {
    const symbol = symbolNamed(this.#program, node);
    const declaration = symbol?.valueDeclaration;
    const owner = symbol && functionOf(symbol);
    const code = owner ?? (declaration && ts.isClassLike(declaration) ? declaration : undefined);
    if (code === undefined || !this.#program.isOwn(code.getSourceFile())) return noEnvReads();
    const { keys, computed, byParameter } = this.#readCalled(code);
    const given = { ...noEnvReads(), keys: [...keys], computed: [...computed] };
    for (const parameter of byParameter) {
      if (parameter.owner !== owner) given.byParameter.push(parameter);
      else readCaller(this.#env, { caller: { owner, node }, parameter }, given);
    }
    return given;
  }

  #readCalled(code: TypeScript.Node): CalledReads {
    const known = this.#called.get(code);
    if (known) return known;
    // Until it is read: a function may call itself.
    this.#called.set(code, noEnvReads());
    const reads = noEnvReads();
    for (const name of this.#walk(codeRunBy(code), reads)) {
      const { keys, computed, byParameter } = this.#readCall(name);
      reads.keys.push(...keys);
      reads.computed.push(...computed);
      reads.byParameter.push(...byParameter);
    }
    this.#called.set(code, reads);
    return reads;
  }
}

export function isNotProvided({ key }: { readonly key: string }): boolean {
  return !providedVariables.includes(key);
}

/** Returns whether a node names or declares something, and holds no code that runs. */
function runsNothing(node: TypeScript.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isImportDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

/** Returns the code that runs when a function is called, or an instance of a class is made. */
function codeRunBy(node: TypeScript.Node): readonly TypeScript.Node[] {
  if (ts.isClassLike(node)) {
    return node.members.flatMap((member) => {
      if (ts.isConstructorDeclaration(member)) return codeRunBy(member);
      return ts.isPropertyDeclaration(member) && isDeferred(member) && member.initializer ? [member.initializer] : [];
    });
  }
  if (!ts.isFunctionLike(node)) return [];
  const initializers = node.parameters.flatMap(({ initializer }) => initializer ?? []);
  return "body" in node && node.body ? [...initializers, node.body] : initializers;
}

/** Returns the module specifiers of a file's imports and exports, but for those of types alone. */
function loadedSpecifiers(tree: TypeScript.SourceFile): readonly TypeScript.StringLiteral[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    const isTypeOnly = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause !== undefined && bindsTypesAlone(statement.importClause);
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) && !isTypeOnly ? [moduleSpecifier] : [];
  });
}

function bindsTypesAlone({ isTypeOnly, name, namedBindings }: TypeScript.ImportClause): boolean {
  if (isTypeOnly || name || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return isTypeOnly;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}
