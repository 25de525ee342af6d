import type TypeScript from "typescript";
import { type Access, isAccess } from "../program/constant-node.js";
import type { FunctionNode } from "../program/function-node.js";
import type { Program } from "../program/read-program.js";
import { importedNamespaces } from "../program/resolve-symbol.js";
import { unwrapped } from "../program/unwrapped.js";
import { ts } from "../typescript/typescript.js";
import { type EnvKeys, keysIn } from "./env-keys.js";
import { EnvObjects, elementKey, isAlternative, memberOf, nameAccessed, yieldsOperand } from "./env-objects.js";
import { type Binding, isAround, isAssignment, isBinding, isComparison, isHarmless, isWritten } from "./env-syntax.js";

/** A key of `process.env` that code reads, and the node that names it. */
export interface EnvKey {
  readonly key: string;
  readonly node: TypeScript.Node;
}

/** A reading of `process.env[name]` where `name` is a parameter, so that callers choose the key. */
export interface EnvParameter {
  readonly owner: FunctionNode;
  readonly index: number;
  readonly node: TypeScript.Node;
}

/** A name that stands for a function of the project's own. */
export interface FunctionReference {
  readonly owner: FunctionNode;
  readonly node: TypeScript.Identifier;
}

/** A reading of keys that only a run tells. */
export interface ComputedRead {
  readonly node: TypeScript.Node;
  /** The object or function that is handed on, and reads the keys that others name; else a key is computed. */
  readonly handedOn?: string;
}

/** Uses of the environment by one piece of code. */
export interface EnvReads {
  readonly keys: EnvKey[];
  readonly byParameter: EnvParameter[];
  readonly computed: ComputedRead[];
  readonly writes: TypeScript.Node[];
  /** Nodes that ask for the environment of another runtime: `Bun.env`. */
  readonly foreign: TypeScript.Node[];
  readonly references: FunctionReference[];
}

/** Returns uses of the environment by code that does not use it. */
export function noEnvReads(): EnvReads {
  return { keys: [], byParameter: [], computed: [], writes: [], foreign: [], references: [] };
}

type ReadObject = NonNullable<ReturnType<EnvObjects["of"]>>;

/** Finds out what code does with `process.env`. */
export class EnvReader {
  readonly #program: Program;
  readonly #objects: EnvObjects;

  constructor(program: Program) {
    this.#program = program;
    this.#objects = new EnvObjects(program);
  }

  /** Adds what code does with a name, given its symbol (see `symbolNamed`). */
  readName(node: TypeScript.Identifier, symbol: TypeScript.Symbol | undefined, into: EnvReads): void {
    const owner = symbol && functionOf(symbol);
    if (owner) into.references.push({ owner, node });
    const object = this.#objects.named(node, symbol);
    if (object) this.#follow(wholeName(node), object, into);
    else if (otherRuntimes.has(node.text) && this.#objects.isGlobal(node, symbol)) addForeign(node, into);
  }

  /** Adds a use of `import.meta.env`. */
  readMeta(node: TypeScript.MetaProperty, into: EnvReads): void {
    addForeign(node, into);
  }

  /** Returns the keys that an expression names. */
  keysIn(node: TypeScript.Expression): EnvKeys {
    return keysIn(this.#program, node);
  }

  #follow(node: TypeScript.Expression, object: ReadObject, into: EnvReads): void {
    const { parent } = node;
    if (isAround(parent)) this.#follow(parent, object, into);
    else if (ts.isConditionalExpression(parent)) {
      if (parent.condition !== node) this.#follow(parent, object, into);
    } else if (ts.isBinaryExpression(parent)) this.#followOperand(node, parent, { object, into });
    else if (isAccess(parent) && parent.expression === node) this.#followMember(parent, object, into);
    else if (isBinding(parent)) this.#followBinding(node, parent, { object, into });
    else if (object === "env" && !isHarmless(node)) into.computed.push(whole(node));
  }

  #followMember(node: Access, object: ReadObject, into: EnvReads): void {
    if (object === "env") {
      this.#readAccess(node, into);
      return;
    }
    const member = memberOf(object, nameAccessed(node));
    if (member) this.#follow(node, member, into);
  }

  #followOperand(
    node: TypeScript.Expression,
    parent: TypeScript.BinaryExpression,
    { object, into }: { readonly object: ReadObject; readonly into: EnvReads },
  ): void {
    const { left, right, operatorToken } = parent;
    if (yieldsOperand(parent)) {
      if (node === right || isAlternative(parent)) this.#follow(parent, object, into);
      return;
    }
    if (object !== "env" || isComparison(operatorToken.kind)) return;
    if (operatorToken.kind === ts.SyntaxKind.InKeyword) this.#readKeys(left, into);
    else if (node === left && isAssignment(operatorToken.kind)) into.writes.push(node);
    else if (operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isObjectLiteralExpression(left)) {
      this.#readAssigned(left, into);
    } else into.computed.push(whole(node));
  }

  #followBinding(
    node: TypeScript.Expression,
    parent: Binding,
    { object, into }: { readonly object: ReadObject; readonly into: EnvReads },
  ): void {
    if (parent.initializer !== node) return;
    if (!ts.isIdentifier(parent.name)) this.#readPattern(parent.name, object, into);
    // Uses of a variable that holds it are read by themselves, but a name within a pattern may hold something else.
    else if (object === "env" && ts.isBindingElement(parent)) into.computed.push(whole(node));
  }

  #readPattern(pattern: TypeScript.BindingPattern, object: ReadObject, into: EnvReads): void {
    for (const element of pattern.elements) {
      if (ts.isOmittedExpression(element)) continue;
      const key = elementKey(element);
      if (object === "env") {
        const { propertyName, name } = element;
        if (key !== undefined) into.keys.push({ key, node: propertyName ?? name });
        else if (propertyName && ts.isComputedPropertyName(propertyName)) this.#readKeys(propertyName.expression, into);
        else into.computed.push(whole(element));
      } else {
        const member = memberOf(object, key);
        if (member && !ts.isIdentifier(element.name)) this.#readPattern(element.name, member, into);
      }
    }
  }

  /** Reads `({ KEY: name } = process.env)`. */
  #readAssigned(target: TypeScript.ObjectLiteralExpression, into: EnvReads): void {
    for (const { name } of target.properties) {
      if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name))) into.keys.push({ key: name.text, node: name });
      else if (name && ts.isComputedPropertyName(name)) this.#readKeys(name.expression, into);
      else into.computed.push(whole(target));
    }
  }

  #readAccess(node: Access, into: EnvReads): void {
    if (isWritten(node)) into.writes.push(node);
    else if (ts.isElementAccessExpression(node)) this.#readKeys(node.argumentExpression, into);
    else if (node.name.text in Object.prototype) into.computed.push(whole(node.expression));
    else into.keys.push({ key: node.name.text, node: node.name });
  }

  #readKeys(node: TypeScript.Expression, into: EnvReads): void {
    const keys = this.keysIn(node);
    if (keys.kind === "literal") for (const key of keys.keys) into.keys.push({ key, node });
    else if (keys.kind === "parameter") into.byParameter.push({ owner: keys.owner, index: keys.index, node });
    else into.computed.push({ node });
  }
}

function whole(node: TypeScript.Node): ComputedRead {
  return { node, handedOn: "process.env" };
}

const otherRuntimes: ReadonlySet<string> = new Set(["Bun", "Deno"]);

function addForeign(node: TypeScript.Expression, into: EnvReads): void {
  if (isAround(node.parent)) addForeign(node.parent, into);
  else if (isAccess(node.parent) && nameAccessed(node.parent) === "env") into.foreign.push(node.parent);
}

/** Returns the function that a symbol declares, if it has a body. */
export function functionOf({ declarations = [] }: TypeScript.Symbol): FunctionNode | undefined {
  for (const each of declarations) {
    if (ts.isFunctionDeclaration(each) && each.body) return each;
    const value = ts.isVariableDeclaration(each) ? each.initializer : ts.isExportAssignment(each) && each.expression;
    const inner = value && unwrapped(value);
    if (inner && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))) return inner;
  }
  return undefined;
}

/** Returns a name with the namespace before it. */
export function wholeName(node: TypeScript.Identifier): TypeScript.Expression {
  const { parent } = node;
  const isMember =
    ts.isPropertyAccessExpression(parent) &&
    parent.name === node &&
    ts.isIdentifier(parent.expression) &&
    importedNamespaces(node.getSourceFile()).has(parent.expression.text);
  return isMember ? parent : node;
}
