import type { BaseType, ReferenceType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { generator } from "../../typescript/typescript.js";
import { keyOf } from "../tree/key-of.js";
import { definitionName } from "../tree/named-types.js";
import { textOf } from "../tree/placeholder.js";
import { isReference, nameIn } from "../tree/reference-of.js";
import { holdsUndefined, instanceName, wordsOf } from "./resolved-types.js";
import { printedType } from "./types-in-order.js";

/** A type that is being read. */
interface UnfinishedType {
  /** Number of unfinished types around it. */
  readonly around: number;
  /** The reference to it, made where it was met again. */
  reference?: ReferenceType;
}

/** Types that may contain themselves: one that is met again while it is read becomes a reference. */
export class RecursiveTypes {
  readonly #program: Program;
  readonly #node: TypeScript.Node;
  readonly #unfinished = new Map<TypeScript.Type, UnfinishedType>();

  /** `node` is the outermost type, which makes the names of references unique. */
  constructor(program: Program, node: TypeScript.Node) {
    this.#program = program;
    this.#node = node;
  }

  /** Reads a type by `read`. One that contains itself becomes a definition, and within itself a reference to that. */
  read(type: TypeScript.Type, read: () => BaseType): BaseType {
    const known = this.#unfinished.get(type);
    if (known) {
      known.reference ??= this.#createReference(type, known.around);
      return known.reference;
    }
    const unfinished: UnfinishedType = { around: this.#unfinished.size };
    this.#unfinished.set(type, unfinished);
    const own = read();
    this.#unfinished.delete(type);
    const { reference } = unfinished;
    if (reference === undefined) return own;
    // A reference takes the name of its type, so that needs a readable one.
    const definition = new generator.DefinitionType(reference.getName(), own);
    reference.setType(definition);
    return holdsUndefined(type) ? own : definition;
  }

  #createReference(type: TypeScript.Type, around: number): ReferenceType {
    const reference = new generator.ReferenceType();
    const id = `resolved-${keyOf(this.#node)}-${around}-${printedType(this.#program, type)}`;
    reference.setId(id);
    reference.setName(definitionName(this.#nameOf(type), id, new generator.Context()));
    return reference;
  }

  /** Returns the name of a type; of one without a name, that of the outermost type. */
  #nameOf(type: TypeScript.Type): string {
    const name = instanceName(type, this.#program.checker);
    if (name !== undefined) return name;
    if (!isReference(this.#node)) return "Type";
    const { typeArguments = [] } = this.#node;
    const words = typeArguments.map((argument) => wordsOf(textOf(argument)));
    const own = wordsOf(nameIn(this.#node)?.getText() ?? "Type");
    return words.length > 0 ? `${own}Of${words.join("And")}` : own;
  }
}
