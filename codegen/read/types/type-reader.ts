import type { BaseType, ChainNodeParser, Definition, NodeParser, TypeFormatter } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import type { WirePlan, WirePlans } from "../../../runtime/contract/wire.js";
import type { DocumentedValue } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import type { FunctionNode } from "../program/read-exports.js";
import type { Program } from "../program/read-program.js";
import { generator } from "../typescript/typescript.js";
import { ResolvedReader } from "./checked/resolved-reader.js";
import { type Annotations, annotationReader, type TypedValue } from "./schema/annotations.js";
import { collectDefinitions } from "./schema/definitions.js";
import { annotate, createFormatter } from "./schema/formatters.js";
import { NoWayBack, WirePlanner } from "./schema/wire-plan.js";
import { AliasParser } from "./syntax/alias-parser.js";
import { ArrayParser } from "./syntax/array-parser.js";
import { byKind } from "./syntax/by-kind.js";
import { CircularParser } from "./syntax/circular-parser.js";
import { EnumParser } from "./syntax/enum-parser.js";
import { ObjectParser } from "./syntax/object-parser.js";
import { ReferenceParser } from "./syntax/reference-parser.js";
import { RefusingParser } from "./syntax/refusing-parser.js";
import { ResolvedParser } from "./syntax/resolved-parser.js";
import { TemplateParser } from "./syntax/template-parser.js";
import { TupleParser } from "./syntax/tuple-parser.js";
import { UnionParser } from "./syntax/union-parser.js";
import { placeholder, textOf } from "./tree/placeholder.js";
import { undefinedHint } from "./tree/refusals.js";
import { Way } from "./tree/type-path.js";
import { maxParts, partsOf } from "./tree/type-size.js";
import { BigIntParser } from "./tree/wire-type.js";
import { withoutUndefined } from "./tree/without-undefined.js";

/** A type as it was read; opaque outside of this folder. */
export interface ReadType {
  readonly type: BaseType;
  /** Whether `undefined` was one of its members. */
  readonly optional: boolean;
}

/** One property of an object schema that is put together from types. */
export interface SchemaProperty {
  readonly name: string;
  readonly required: boolean;
  readonly type: BaseType;
  readonly annotations: Annotations;
}

/** A parameter or result whose values may travel in another form. */
export interface WireProperty {
  readonly name: string;
  readonly type: BaseType;
  /** Where a type without a way back is reported. */
  readonly at: Span;
}

/** Reads types and gives their schemas. */
export interface TypeReader {
  /** Reads the type at `node`; `way` is the name of the parameter, or `result`. */
  readonly read: (node: TypeScript.TypeNode, way: string, anchor: Span) => ReadType;
  /** Reads what a function gives once awaited, as the type checker infers it. */
  readonly readInferred: (node: FunctionNode, way: string, anchor: Span) => ReadType;
  /** Reads the type that the type checker gives a parameter by its default. */
  readonly readDeclared: (
    node: TypeScript.ParameterDeclaration | TypeScript.BindingElement,
    way: string,
    anchor: Span,
  ) => ReadType;
  /** A self-contained closed object schema with these properties. */
  readonly objectSchema: (properties: readonly SchemaProperty[]) => JsonSchema;
  /** How arguments and result travel; undefined where they do as they are. A type without a way back is reported. */
  readonly wirePlans: (properties: readonly WireProperty[], result: WireProperty) => WirePlans | undefined;
  /** The defaults and examples in the comments of types that were read since this was last asked. */
  readonly takeValues: () => readonly DocumentedValue[];
  /** A self-contained schema of a result. */
  readonly resultSchema: (type: BaseType, annotations: Annotations) => JsonSchema;
}

/** Makes the reader: ts-json-schema-generator walks and keeps the type tree; our parsers come first. */
export function createTypeReader(program: Program, problems: ProblemList): TypeReader {
  const documented: TypedValue[] = [];
  const way = new Way(program, problems);
  const annotated = annotationReader(program, problems, (value) => documented.push(value));
  const config = {
    ...generator.DEFAULT_CONFIG,
    expose: "none",
    jsDoc: "none",
    functions: "fail",
    topRef: false,
  } as const;
  const questions = { getTypeChecker: () => program.checker } as unknown as TypeScript.Program;
  const createParsers = (): Parsers => {
    let parsers: Parsers | undefined;
    generator.createParser(questions, config, (mutable) => {
      // The chain that parsers are added to is the one that they ask for the types inside theirs. It is also what reads
      // the outermost type: the parser around it would take the name from that one.
      const chain = byKind(mutable as ChainNodeParser);
      const resolved = new ResolvedReader(program, chain, way, annotated);
      chain
        .addNodeParser(new RefusingParser(way))
        .addNodeParser(new BigIntParser())
        .addNodeParser(new ReferenceParser(program, chain, { way, resolved }))
        .addNodeParser(new ResolvedParser(resolved, way))
        .addNodeParser(new ArrayParser(chain, way))
        .addNodeParser(new EnumParser({ program, problems }, way))
        .addNodeParser(new TupleParser(chain, way))
        .addNodeParser(new TemplateParser(chain, way))
        .addNodeParser(new UnionParser(chain, way, { program, problems }))
        .addNodeParser(new CircularParser(new AliasParser(chain, way, annotated)))
        .addNodeParser(new CircularParser(new ObjectParser(program, chain, way, annotated)));
      parsers = { chain, resolved };
    });
    if (parsers === undefined) throw new Error("ts-json-schema-generator gave no chain of parsers");
    return parsers;
  };
  let parsers = createParsers();
  const formatters = { input: createFormatter("input"), output: createFormatter("output") };
  return {
    read: (node, name, anchor) =>
      way.start(name, anchor, () => readSafely(node, () => parsers.chain.createType(node, new generator.Context()))),
    readInferred: (node, name, anchor) =>
      way.start(name, anchor, () => readSafely(node, () => parsers.resolved.readResult(node))),
    readDeclared: (node, name, anchor) =>
      way.start(name, anchor, () => readSafely(node, () => parsers.resolved.read(node))),
    takeValues: () =>
      documented.splice(0).map(({ type, ...value }) => {
        const schema = collectDefinitions(formatters.input.getDefinition(type), [type], formatters.input);
        return { ...value, schema };
      }),
    wirePlans: (properties, result) => wirePlans(properties, result, problems),
    objectSchema: (properties) => objectSchema(properties, formatters.input),
    resultSchema: (type, annotations) => {
      const schema = annotate(formatters.output.getDefinition(type), annotations, type);
      return collectDefinitions(schema, [type], formatters.output);
    },
  };

  /** The generator throws on what it does not know; that ends as a problem of the type, never as a stack trace. */
  function readSafely(node: TypeScript.Node, read: () => BaseType): ReadType {
    try {
      const type = read();
      if (partsOf(type) > maxParts) way.report("ACT315", node, `more than ${maxParts} parts`);
      if (way.isRefused) return { type: placeholder(), optional: false };
      const { newType, numRemoved } = withoutUndefined(type);
      if (newType instanceof generator.UndefinedType) {
        way.report("ACT301", node, "undefined", undefinedHint);
      }
      return { type: newType, optional: numRemoved > 0 };
    } catch (error) {
      // A throw leaves half-made types in the caches.
      parsers = createParsers();
      way.report("ACT303", node, `${textOf(node)} (${(error as Error).message})`);
      return { type: placeholder(), optional: false };
    }
  }
}

/** Who reads types: by their syntax, and by what the type checker makes of them. */
interface Parsers {
  readonly chain: NodeParser;
  readonly resolved: ResolvedReader;
}

function wirePlans(
  properties: readonly WireProperty[],
  result: WireProperty,
  problems: ProblemList,
): WirePlans | undefined {
  const planner = new WirePlanner();
  const planOf = ({ name, type, at }: WireProperty): WirePlan | undefined => {
    try {
      return planner.plan(type);
    } catch (error) {
      if (!(error instanceof NoWayBack)) throw error;
      problems.report("ACT317", at, name);
      return undefined;
    }
  };
  const inputs = properties.flatMap((property) => {
    const plan = planOf(property);
    return plan ? [[property.name, plan] as const] : [];
  });
  const output = planOf(result);
  if (inputs.length === 0 && output === undefined) return undefined;
  return {
    ...(inputs.length > 0 ? { input: { kind: "object", properties: Object.fromEntries(inputs) } } : {}),
    ...(output ? { output } : {}),
    definitions: planner.definitions,
  };
}

function objectSchema(properties: readonly SchemaProperty[], formatter: TypeFormatter): JsonSchema {
  const entries = properties.map(({ name, type, annotations }): [string, Definition] => [
    name,
    annotate(formatter.getDefinition(type), annotations, type),
  ]);
  const required = properties.filter((property) => property.required).map((property) => property.name);
  const schema: Definition = {
    type: "object",
    properties: Object.fromEntries(entries),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  const types = properties.map((property) => property.type);
  return collectDefinitions(schema, types, formatter);
}
