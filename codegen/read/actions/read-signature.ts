import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { spanOf } from "../declarations/span-of.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import type { Program } from "../program/read-program.js";
import { unionMembers } from "../types/tree/union-members.js";
import type { ReadType, TypeReader } from "../types/type-reader.js";
import { generator, ts } from "../typescript/typescript.js";
import { awaitedNode } from "./awaited-node.js";
import { boundIn, mentionsName, readParameterType } from "./parameter-type.js";
import { readFlattened } from "./read-flattened.js";
import { readDefault, type SignatureContext, type SignatureParameter } from "./signature-context.js";

/** Parameters and result of a function. `flattened`: it takes one object, whose properties are the parameters. */
export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  readonly flattened: boolean;
  readonly result: BaseType;
}

/** Reads a function's signature; parameters that no argument can be given to by name are reported. */
export function readSignature(
  program: Program,
  exported: ExportedFunction,
  { types, problems }: { readonly types: TypeReader; readonly problems: ProblemList },
): Signature {
  const source = program.sourceOf(exported.node.getSourceFile());
  const typeParameters = [...(exported.node.typeParameters ?? [])];
  const context: SignatureContext = { program, types, problems, source, typeParameters };
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
  for (const parameter of context.typeParameters) {
    const hint = refusalOf(parameter, node);
    if (hint !== undefined) refuse("it has type parameters", hint, spanOf(context.source, parameter));
  }
}

/** Returns what to do about a type parameter that cannot be read as its constraint; undefined for any other. */
function refusalOf(
  { name, constraint }: TypeScript.TypeParameterDeclaration,
  node: ExportedFunction["node"],
): string | undefined {
  const isTaken = node.parameters.some(({ type }) => type && mentionsName(type, name.text));
  const isResult = node.type && mentionsName(node.type, name.text);
  if (!isTaken && isResult) return `Only the result mentions \`${name.text}\`: write \`unknown\` there.`;
  const others = node.typeParameters ?? [];
  const isBound = constraint && others.some((other) => mentionsName(constraint, other.name.text));
  return isTaken && !isBound ? undefined : "Write the types that it really takes.";
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
  const literal = readDefault(node.initializer, context);
  const { type, optional } = readParameterType(node, name, context);
  const rest = node.dotDotDotToken !== undefined;
  const isGiven = rest ? hasRequiredMember(type) : !optional && node.questionToken === undefined;
  const required = isGiven && node.initializer === undefined;
  return [{ name, nameAt, type, required, rest, ...(literal ? { default: literal } : {}) }];
}

/** Returns whether a rest parameter needs at least one argument: it is a tuple with a required member. */
function hasRequiredMember(type: BaseType): boolean {
  return unionMembers(type).every((member) => {
    const members = member instanceof generator.TupleType ? member.getTypes() : [];
    return members.some((each) => !(each instanceof generator.OptionalType || each instanceof generator.RestType));
  });
}

function readResult({ node, nameAt }: ExportedFunction, context: SignatureContext): BaseType {
  const { types, program } = context;
  // A generator has no result; that it is one was reported.
  if (node.asteriskToken) return new generator.NullType();
  const awaited = node.type && awaitedNode(node.type, program);
  if (awaited === undefined) return orNull(types.readInferred(node, "result", nameAt));
  return awaited === "nothing"
    ? new generator.NullType()
    : orNull(types.read(awaited, "result", nameAt, boundIn(awaited, context)));
}

/** Adds null to a type that may be undefined, as JSON has no other form of it. */
function orNull({ type, optional }: ReadType): BaseType {
  return optional ? new generator.UnionType([type, new generator.NullType()]) : type;
}
