import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import type { ExportedFunction } from "../program/read-exports.js";
import { isNarrow, readLiteral, writtenType } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { literalType } from "../types/schema/literal-type.js";
import type { ReadType, TypeReader } from "../types/type-reader.js";
import { generator, ts } from "../typescript/typescript.js";
import { awaitedNode } from "./awaited-node.js";

/** One parameter as its signature says. */
export interface SignatureParameter {
  readonly name: string;
  readonly nameAt: Span;
  readonly type: BaseType;
  readonly required: boolean;
  readonly rest: boolean;
  /** What the initialiser is worth, where it is written in literals. */
  readonly default?: { readonly value: Json; readonly at: Span };
}

/** What a function takes and gives. `flattened`: it takes one object, whose properties are the parameters. */
export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  readonly flattened: boolean;
  readonly result: BaseType;
}

interface Reading {
  readonly program: Program;
  readonly types: TypeReader;
  readonly problems: ProblemList;
  readonly source: ReturnType<Program["sourceOf"]>;
}

/** Reads a function's signature; what arguments cannot be given for by name is reported. */
export function readSignature(
  program: Program,
  exported: ExportedFunction,
  { types, problems }: { readonly types: TypeReader; readonly problems: ProblemList },
): Signature {
  const source = program.sourceOf(exported.node.getSourceFile());
  const reading: Reading = { program, types, problems, source };
  checkFeatures(exported, reading);
  const { parameters } = exported.node;
  const [only] = parameters;
  const isFlattened = parameters.length === 1 && only !== undefined && ts.isObjectBindingPattern(only.name);
  return {
    parameters: isFlattened ? readFlattened(only, reading) : parameters.flatMap((each) => readParameter(each, reading)),
    flattened: isFlattened,
    result: readResult(exported, reading),
  };
}

function spanOf({ source }: Reading, node: TypeScript.Node): Span {
  return { source, start: node.getStart(), end: node.getEnd() };
}

function checkFeatures(exported: ExportedFunction, reading: Reading): void {
  const { node, name, nameAt } = exported;
  const refuse = (feature: string, hint: string, at: Span = nameAt): void =>
    reading.problems.report("ACT307", at, name, feature, hint);
  if (exported.overloads > 1) refuse("it has overloads", "Write one signature; use a union for what varies.");
  else if (node.body === undefined) refuse("it has no body", "Write the function here, or mark it with `@internal`.");
  if (node.asteriskToken) refuse("it is a generator", "Return an array.");
  const [typeParameter] = node.typeParameters ?? [];
  if (typeParameter)
    refuse("it has type parameters", "Write the types that it really takes.", spanOf(reading, typeParameter));
}

function readParameter(node: TypeScript.ParameterDeclaration, reading: Reading): readonly SignatureParameter[] {
  const { problems } = reading;
  if (!ts.isIdentifier(node.name)) {
    const what = ts.isArrayBindingPattern(node.name)
      ? "An array pattern"
      : "A destructured object beside other parameters";
    problems.report("ACT306", spanOf(reading, node.name), what);
    return [];
  }
  const name = node.name.text;
  const nameAt = spanOf(reading, node.name);
  if (name === "this" || name === "__proto__") {
    problems.report("ACT313", nameAt, name, name);
    return [];
  }
  const literal = node.initializer && readDefault(node.initializer, reading);
  const { type, optional } = typeOf(node, name, reading);
  const rest = node.dotDotDotToken !== undefined;
  const required = !rest && !optional && node.questionToken === undefined && node.initializer === undefined;
  return [{ name, nameAt, type, required, rest, ...(literal ? { default: literal } : {}) }];
}

function readDefault(node: TypeScript.Expression, reading: Reading): SignatureParameter["default"] {
  const literal = readLiteral(node, reading.program.checker);
  return literal && { ...literal, at: spanOf(reading, node) };
}

function typeOf(
  node: TypeScript.ParameterDeclaration | TypeScript.BindingElement,
  name: string,
  reading: Reading,
): ReturnType<TypeReader["read"]> {
  const annotation = ts.isParameter(node) ? node.type : undefined;
  if (annotation) return reading.types.read(annotation, name, spanOf(reading, node.name));
  const { checker } = reading.program;
  const written = node.initializer && writtenType(node.initializer, checker);
  // The chain of parsers reads the declaration of an enum as it reads a reference to it.
  if (written)
    return reading.types.read(written as TypeScript.Node as TypeScript.TypeNode, name, spanOf(reading, node.name));
  const literal = node.initializer ? readLiteral(node.initializer, checker) : undefined;
  if (literal && node.initializer && isNarrow(node.initializer, checker)) {
    return reading.types.readDeclared(node, name, spanOf(reading, node.name));
  }
  const type = literal ? literalType(literal.value) : undefined;
  if (type === undefined) reading.problems.report("ACT302", spanOf(reading, node.name), name);
  return { type: type ?? new generator.UnknownType(false), optional: false };
}

/** The properties of the one object that the function takes apart; its initialisers are their defaults. */
function readFlattened(node: TypeScript.ParameterDeclaration, reading: Reading): readonly SignatureParameter[] {
  const pattern = node.name as TypeScript.ObjectBindingPattern;
  if (node.type === undefined) {
    reading.problems.report("ACT302", spanOf(reading, pattern), "the object");
    return [];
  }
  const { type } = reading.types.read(node.type, "arguments", spanOf(reading, pattern));
  const object = generator.derefType(type);
  if (!(object instanceof generator.ObjectType) || object.getAdditionalProperties() !== false) {
    reading.problems.report("ACT306", spanOf(reading, node.type), "What the destructured object takes");
    return [];
  }
  const elements = new Map(
    pattern.elements.flatMap((element) => {
      const key = element.propertyName ?? element.name;
      return ts.isIdentifier(key) || ts.isStringLiteral(key) ? [[key.text, element] as const] : [];
    }),
  );
  return object.getProperties().map((property) => {
    const element = elements.get(property.getName());
    const literal = element?.initializer && readDefault(element.initializer, reading);
    return {
      name: property.getName(),
      nameAt: spanOf(reading, element ?? pattern),
      type: property.getType(),
      required: property.isRequired() && element?.initializer === undefined,
      rest: false,
      ...(literal ? { default: literal } : {}),
    };
  });
}

function readResult({ node, nameAt }: ExportedFunction, { types, program }: Reading): BaseType {
  // What a generator gives is no result, which its own problem says.
  if (node.asteriskToken) return new generator.NullType();
  const awaited = node.type && awaitedNode(node.type, program);
  if (awaited === undefined) return orNull(types.readInferred(node, "result", nameAt));
  return awaited === "nothing" ? new generator.NullType() : orNull(types.read(awaited, "result", nameAt));
}

/** What JSON gives for `undefined`. */
function orNull({ type, optional }: ReadType): BaseType {
  return optional ? new generator.UnionType([type, new generator.NullType()]) : type;
}
