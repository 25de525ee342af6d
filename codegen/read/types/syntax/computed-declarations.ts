import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { resolveSymbol } from "../../program/resolve-symbol.js";
import { ts } from "../../typescript/typescript.js";
import { isTypeDeclaration } from "../tree/is-type-declaration.js";
import { isReference, nameIn } from "../tree/reference-of.js";
import { isResolvedKind } from "./resolved-parser.js";

/**
 * Generic declarations that only the type checker can apply: with types that it has to work out, directly or by name.
 */
export class ComputedDeclarations {
  readonly #program: Program;
  readonly #known = new Map<TypeScript.Node, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  has(declaration: TypeScript.Declaration): boolean {
    if (!ts.isTypeAliasDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return false;
    if (!declaration.typeParameters) return false;
    const known = this.#known.get(declaration);
    if (known !== undefined) return known;
    // A declaration that refers to itself is not computed for that reason.
    this.#known.set(declaration, false);
    const computed = this.#holds(declaration);
    this.#known.set(declaration, computed);
    return computed;
  }

  #holds(node: TypeScript.Node): boolean {
    if (isResolvedKind(node)) return true;
    const name = isReference(node) && node.typeArguments ? nameIn(node) : undefined;
    if (name) {
      const declaration = resolveSymbol(this.#program, name)?.declarations?.find(isTypeDeclaration);
      if (declaration && this.has(declaration)) return true;
    }
    return ts.forEachChild(node, (child) => this.#holds(child) || undefined) ?? false;
  }
}
