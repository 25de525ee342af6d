import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import type { SourceText, Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import type { ExportedFunction } from "../program/read-exports.js";
import { isNarrow, readLiteral, writtenType } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { literalType } from "../types/schema/literal-type.js";
import type { ReadType, TypeReader } from "../types/type-reader.js";
import { generator, ts } from "../typescript/typescript.js";
import { awaitedNode } from "./awaited-node.js";
import { spanOf } from "./span-of.js";

/** One parameter as its signature says. */
export interface SignatureParameter {
  readonly name: string;
  readonly nameAt: Span;
  readonly type: BaseType;
  readonly required: boolean;
  readonly rest: boolean;
  /** Value of the initialiser, where it is written in literals. */
  readonly default?: { readonly value: Json; readonly at: Span };
}

/** Parameters and result of a function. `flattened`: it takes one object, whose properties are the parameters. */
export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  readonly flattened: boolean;
  readonly result: BaseType;
}

/** The means by which a signature is read. */
interface SignatureContext {
  readonly program: Program;
  readonly types: TypeReader;
  readonly problems: ProblemList;
  readonly source: SourceText;
}

/** Reads a function's signature; parameters that no argument can be given to by name are reported. */
export function readSignature(
  program: Program,
  exported: ExportedFunction,
  { types, problems }: { readonly types: TypeReader; readonly problems: ProblemList },
): Signature {
  const source = program.sourceOf(exported.node.getSourceFile());
  const context: SignatureContext = { program, types, problems, source };
  checkFeatures(exported, context);
  const { parameters } = exported.node;
  const [only] = parameters;
  const isFlattened = parameters.length === 1 && only !== undefined && ts.isObjectBindingPattern(only.name);
  return {
    parameters: isFlattened ? readFlattened(only, context) : parameters.flatMap((each) => readParameter(each, context)),
    flattened: isFlattened,
    result: readResult(exported, context),
  };
}

function checkFeatures(exported: ExportedFunction, context: SignatureContext): void {
  const { node, name, nameAt } = exported;
  const refuse = (feature: string, hint: string, at: Span = nameAt): void =>
    context.problems.report("ACT307", at, name, feature, hint);
  if (exported.overloads > 1) refuse("it has overloads", "Write one signature; use a union for what varies.");
  else if (node.body === undefined) refuse("it has no body", "Write the function here, or mark it with `@internal`.");
  if (node.asteriskToken) refuse("it is a generator", "Return an array.");
  const [typeParameter] = node.typeParameters ?? [];
  if (typeParameter)
    refuse("it has type parameters", "Write the types that it really takes.", spanOf(context.source, typeParameter));
}

function readParameter(
  node: TypeScript.ParameterDeclaration,
  context: SignatureContext,
): readonly SignatureParameter[] {
  const { problems } = context;
  if (!ts.isIdentifier(node.name)) {
    const pattern = ts.isArrayBindingPattern(node.name)
      ? "An array pattern"
      : "A destructured object beside other parameters";
    problems.report("ACT306", spanOf(context.source, node.name), pattern);
    return [];
  }
  const name = node.name.text;
  const nameAt = spanOf(context.source, node.name);
  if (name === "this" || name === "__proto__") {
    problems.report("ACT313", nameAt, name, name);
    return [];
  }
  const literal = node.initializer && readDefault(node.initializer, context);
  const { type, optional } = typeOf(node, name, context);
  const rest = node.dotDotDotToken !== undefined;
  const required = !rest && !optional && node.questionToken === undefined && node.initializer === undefined;
  return [{ name, nameAt, type, required, rest, ...(literal ? { default: literal } : {}) }];
}

function readDefault(node: TypeScript.Expression, context: SignatureContext): SignatureParameter["default"] {
  const literal = readLiteral(node, context.program.checker);
  return literal && { ...literal, at: spanOf(context.source, node) };
}

function typeOf(
  node: TypeScript.ParameterDeclaration | TypeScript.BindingElement,
  name: string,
  context: SignatureContext,
): ReturnType<TypeReader["read"]> {
  const annotation = ts.isParameter(node) ? node.type : undefined;
  if (annotation) return context.types.read(annotation, name, spanOf(context.source, node.name));
  const { checker } = context.program;
  const written = node.initializer && writtenType(node.initializer, checker);
  // The parsers read the declaration of an enum as they read a reference to it.
  if (written)
    return context.types.read(
      written as TypeScript.Node as TypeScript.TypeNode,
      name,
      spanOf(context.source, node.name),
    );
  const literal = node.initializer ? readLiteral(node.initializer, checker) : undefined;
  if (literal && node.initializer && isNarrow(node.initializer, checker)) {
    return context.types.readDeclared(node, name, spanOf(context.source, node.name));
  }
  const type = literal ? literalType(literal.value) : undefined;
  if (type === undefined) context.problems.report("ACT302", spanOf(context.source, node.name), name);
  return { type: type ?? new generator.UnknownType(false), optional: false };
}

/** Reads the properties of the one object that the function takes apart; its initialisers are their defaults. */
function readFlattened(
  node: TypeScript.ParameterDeclaration,
  context: SignatureContext,
): readonly SignatureParameter[] {
  const pattern = node.name as TypeScript.ObjectBindingPattern;
  if (node.type === undefined) {
    context.problems.report("ACT302", spanOf(context.source, pattern), "the object");
    return [];
  }
  const { type } = context.types.read(node.type, "arguments", spanOf(context.source, pattern));
  const object = generator.derefType(type);
  if (!(object instanceof generator.ObjectType) || object.getAdditionalProperties() !== false) {
    context.problems.report("ACT306", spanOf(context.source, node.type), "What the destructured object takes");
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
    const literal = element?.initializer && readDefault(element.initializer, context);
    return {
      name: property.getName(),
      nameAt: spanOf(context.source, element ?? pattern),
      type: property.getType(),
      required: property.isRequired() && element?.initializer === undefined,
      rest: false,
      ...(literal ? { default: literal } : {}),
    };
  });
}

function readResult({ node, nameAt }: ExportedFunction, { types, program }: SignatureContext): BaseType {
  // A generator has no result; that it is one was reported.
  if (node.asteriskToken) return new generator.NullType();
  const awaited = node.type && awaitedNode(node.type, program);
  if (awaited === undefined) return orNull(types.readInferred(node, "result", nameAt));
  return awaited === "nothing" ? new generator.NullType() : orNull(types.read(awaited, "result", nameAt));
}

/** Adds null to a type that may be undefined, as JSON has no other form of it. */
function orNull({ type, optional }: ReadType): BaseType {
  return optional ? new generator.UnionType([type, new generator.NullType()]) : type;
}
