import type { BaseType } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import type { SourceText, Span } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { spanOf } from "../declarations/span-of.js";
import { readDefaultValue } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import type { TypeReader } from "../types/type-reader.js";

/** The means by which a signature is read. */
export interface SignatureContext {
  readonly program: Program;
  readonly types: TypeReader;
  readonly problems: ProblemList;
  readonly source: SourceText;
  /** The function's type parameters; each is read as its constraint. */
  readonly typeParameters: readonly TypeScript.TypeParameterDeclaration[];
}

/** A default that is written in literals. */
export interface LiteralDefault {
  readonly value: Json;
  readonly at: Span;
}

/** One parameter as its signature says. */
export interface SignatureParameter {
  readonly name: string;
  readonly nameAt: Span;
  readonly type: BaseType;
  readonly required: boolean;
  readonly rest: boolean;
  /** Value of the initialiser, where it is written in literals. */
  readonly default?: LiteralDefault;
}

/** Reads an initialiser; undefined where it is computed. */
export function readDefault(
  node: TypeScript.Expression | undefined,
  context: SignatureContext,
): LiteralDefault | undefined {
  const literal = node && readDefaultValue(node, context.program.checker);
  return literal && { ...literal, at: spanOf(context.source, node) };
}
