import type { BaseType, Context, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { generator, ts } from "../../typescript/typescript.js";
import { literalOrder } from "../checked/literal-order.js";
import type { ResolvedReader } from "../checked/resolved-reader.js";
import { literalUnion } from "../tree/literal-values.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";
import { isReadonlyArray } from "./refusing-parser.js";
import { isOpenText, writtenMembers } from "./written-literals.js";

const { SyntaxKind } = ts;

const resolvedKinds: ReadonlySet<TypeScript.SyntaxKind> = new Set([
  SyntaxKind.MappedType,
  SyntaxKind.ConditionalType,
  SyntaxKind.IndexedAccessType,
  SyntaxKind.IntersectionType,
  SyntaxKind.TypeOperator,
  SyntaxKind.TypeQuery,
]);

/** Returns whether the type checker has to work a type out. */
export function isResolvedKind(node: TypeScript.Node): boolean {
  if (ts.isImportTypeNode(node)) return node.isTypeOf;
  return resolvedKinds.has(node.kind) && !isReadonlyArray(node);
}

/** Reads the kinds of types that the type checker has to work out, but for those that are written in literals. */
export class ResolvedParser implements SubNodeParser {
  readonly #program: Program;
  readonly #reader: ResolvedReader;
  readonly #typePath: TypePath;

  constructor(program: Program, reader: ResolvedReader, typePath: TypePath) {
    this.#program = program;
    this.#reader = reader;
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return isResolvedKind(node);
  }

  createType(node: TypeScript.Node, context: Context): BaseType {
    if (isOpenText(node, this.#program)) return new generator.StringType(true);
    const values = writtenMembers(node, this.#program);
    if (values) {
      const order = literalOrder(this.#program, node);
      return literalUnion([...values].sort((a, b) => order(a) - order(b)));
    }
    // The checker does not know arguments here: with them, ReferenceParser resolves the whole reference instead.
    if (context.getParameters().length === 0) return this.#reader.read(node);
    this.#typePath.report("ACT303", node, textOf(node));
    return placeholder();
  }
}
