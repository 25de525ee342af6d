import type { BaseType, Context } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import type { WirePlans } from "../../../runtime/contract/wire.js";
import { typeMaxParts } from "../../model/limits.js";
import type { DocumentedValue } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import type { FunctionNode } from "../program/function-node.js";
import type { Program } from "../program/read-program.js";
import { generator } from "../typescript/typescript.js";
import type { TypedValue } from "./notes/notes.js";
import { annotate } from "./schema/annotate.js";
import { type Annotations, annotationReader } from "./schema/annotations.js";
import { collectDefinitions } from "./schema/definitions.js";
import { createFormatter } from "./schema/formatters.js";
import { objectSchema, type SchemaProperty } from "./schema/object-schema.js";
import { type WireProperty, wirePlans } from "./schema/wire-plans.js";
import { placeholder, textOf } from "./tree/placeholder.js";
import { undefinedHint } from "./tree/refusals.js";
import { TypePath } from "./tree/type-path.js";
import { countParts } from "./tree/type-size.js";
import { withoutUndefined } from "./tree/without-undefined.js";
import { createTypeParsers, type TypeParsers } from "./type-parsers.js";

/** A type as it was read. Other folders only pass it on. */
export interface ReadType {
  readonly type: BaseType;
  /** True where `undefined` was one of its members. */
  readonly optional: boolean;
}

/** Reads types and gives their schemas. ts-json-schema-generator walks and keeps the type tree. */
export class TypeReader {
  readonly #program: Program;
  readonly #problems: ProblemList;
  readonly #typePath: TypePath;
  readonly #documented = new Set<TypedValue>();
  readonly #values = new WeakMap<TypedValue, DocumentedValue>();
  readonly #input = createFormatter("input");
  readonly #output = createFormatter("output");
  #parsers: TypeParsers;

  constructor(program: Program, problems: ProblemList) {
    this.#program = program;
    this.#problems = problems;
    this.#typePath = new TypePath(program, problems, (value) => this.#documented.add(value));
    this.#parsers = this.#createParsers();
  }

  /**
   * Reads the type at `node`; `name` is that of the parameter, or `result`. `typeParameters` are those of the function
   * that it may mention: each is read as its constraint.
   */
  read(
    node: TypeScript.TypeNode,
    name: string,
    anchor: Span,
    typeParameters: readonly TypeScript.TypeParameterDeclaration[] = [],
  ): ReadType {
    return this.#typePath.start(name, anchor, () =>
      this.#readSafely(node, () => this.#parsers.chain.createType(node, this.#contextOf(typeParameters))),
    );
  }

  #contextOf(typeParameters: readonly TypeScript.TypeParameterDeclaration[]): Context {
    const context = new generator.Context();
    for (const { name, constraint } of typeParameters) {
      context.pushParameter(name.text);
      context.pushArgument(
        constraint ? this.#parsers.chain.createType(constraint, new generator.Context()) : placeholder(),
      );
    }
    return context;
  }

  /** Reads the awaited result of a function, as the type checker infers it. */
  readInferred(node: FunctionNode, name: string, anchor: Span): ReadType {
    return this.#typePath.start(name, anchor, () =>
      this.#readSafely(node, () => this.#parsers.resolved.readResult(node)),
    );
  }

  /** Reads the type that the type checker gives a parameter by its default. */
  readDeclared(
    node: TypeScript.ParameterDeclaration | TypeScript.BindingElement,
    name: string,
    anchor: Span,
  ): ReadType {
    return this.#typePath.start(name, anchor, () => this.#readSafely(node, () => this.#parsers.resolved.read(node)));
  }

  /** Returns a self-contained schema of a closed object with these properties. */
  objectSchema(properties: readonly SchemaProperty[]): JsonSchema {
    return objectSchema(properties, this.#input);
  }

  /** Returns a self-contained schema of a result. */
  resultSchema(type: BaseType, annotations: Annotations): JsonSchema {
    const schema = annotate(this.#output.getDefinition(type), annotations, type);
    return collectDefinitions(schema, [type], this.#output);
  }

  /**
   * Makes the plans by which arguments and result travel; undefined where all travel as they are. Types whose values
   * cannot be revived are reported.
   */
  wirePlans(properties: readonly WireProperty[], result: WireProperty): WirePlans | undefined {
    return wirePlans(properties, result, this.#problems);
  }

  /** Takes the defaults and examples in the comments of types that were used since the last call. */
  takeValues(): readonly DocumentedValue[] {
    const taken = [...this.#documented].map((each) => this.#valueOf(each));
    this.#documented.clear();
    return taken;
  }

  /** Returns the same object for each file that uses a type. */
  #valueOf(typed: TypedValue): DocumentedValue {
    const { type, ...value } = typed;
    const schema = (): JsonSchema => collectDefinitions(this.#input.getDefinition(type), [type], this.#input);
    const known = this.#values.get(typed) ?? { ...value, schema: schema() };
    this.#values.set(typed, known);
    return known;
  }

  #createParsers(): TypeParsers {
    const annotate = annotationReader(this.#program, this.#problems, this.#typePath);
    return createTypeParsers(this.#program, { problems: this.#problems, typePath: this.#typePath, annotate });
  }

  /** Reports an error of the generator as a problem of the type: an author never sees a stack trace. */
  #readSafely(node: TypeScript.Node, read: () => BaseType): ReadType {
    try {
      const type = read();
      if (countParts(type) > typeMaxParts) this.#typePath.report("ACT315", node, `more than ${typeMaxParts} parts`);
      if (this.#typePath.isRefused) return { type: placeholder(), optional: false };
      const { newType, numRemoved } = withoutUndefined(type);
      if (newType instanceof generator.UndefinedType) {
        this.#typePath.report("ACT301", node, "undefined", undefinedHint);
      }
      return { type: newType, optional: numRemoved > 0 };
    } catch (error) {
      // A throw leaves incomplete types in the caches.
      this.#parsers = this.#createParsers();
      this.#typePath.report("ACT303", node, `${textOf(node)} (${(error as Error).message})`);
      return { type: placeholder(), optional: false };
    }
  }
}
