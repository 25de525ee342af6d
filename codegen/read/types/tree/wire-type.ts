import type { BaseType, Definition, SubNodeParser, SubTypeFormatter } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { WireKind } from "../../../../runtime/contract/wire.js";
import { holePatterns } from "../../../model/schema-patterns.js";
import { generator, ts } from "../../typescript/typescript.js";

/** The schemas of wire forms. Ajv does not check `contentEncoding`, so bytes have a pattern, too (RFC 4648). */
const schemas: Readonly<Record<WireKind, Definition>> = {
  bigint: { type: "string", pattern: `^${holePatterns.bigint}$` },
  buffer: base64(),
  bytes: base64(),
  date: { type: "string", format: "date-time" },
  url: { type: "string", format: "uri" },
};

function base64(): Definition {
  const pattern = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
  return { type: "string", contentEncoding: "base64", pattern };
}

/** The wire kinds of the standard library's types, by name. */
export const wireKinds: ReadonlyMap<string, WireKind> = new Map([
  ["Date", "date"],
  ["URL", "url"],
  ["Uint8Array", "bytes"],
  ["Buffer", "buffer"],
]);

/** A value that is revived before the function runs and encoded after it; of a bigint perhaps one of some values. */
export class WireType extends generator.BaseType {
  readonly kind: WireKind;
  /** The wire forms of the only values that the type has. */
  readonly values: readonly string[] | undefined;

  constructor(kind: WireKind, values?: readonly string[]) {
    super();
    this.kind = kind;
    this.values = values;
  }

  override getId(): string {
    return this.values ? `wire-${this.kind}-${this.values.join(",")}` : `wire-${this.kind}`;
  }
}

/** Reads `bigint`, the only wire value that is a keyword, and its literals. */
export class BigIntParser implements SubNodeParser {
  supportsNode(node: TypeScript.Node): boolean {
    return node.kind === ts.SyntaxKind.BigIntKeyword || bigIntLiteral(node) !== undefined;
  }

  createType(node: TypeScript.Node): BaseType {
    const literal = bigIntLiteral(node);
    return new WireType("bigint", literal === undefined ? undefined : [literal]);
  }
}

/** Returns the digits of a bigint literal, with its sign; undefined for any other node. */
export function bigIntLiteral(node: TypeScript.Node): string | undefined {
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.replace(/n$/, "")).toString();
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return undefined;
  const digits = ts.isBigIntLiteral(node.operand) ? bigIntLiteral(node.operand) : undefined;
  return digits === "0" ? digits : digits && `-${digits}`;
}

/** Returns the one type that stands for all bigints among the members of a union, if there are any. */
export function mergedBigInts(members: readonly BaseType[]): WireType | undefined {
  const all = members.filter((member) => member instanceof WireType && member.kind === "bigint") as WireType[];
  if (all.length < 2) return all[0];
  const values = all.flatMap((member) => member.values ?? []);
  return all.every((member) => member.values) ? new WireType("bigint", [...new Set(values)]) : new WireType("bigint");
}

/** Writes the schemas of wire values. */
export class WireFormatter implements SubTypeFormatter {
  supportsType(type: BaseType): boolean {
    return type instanceof WireType;
  }

  getDefinition(type: WireType): Definition {
    const [only, ...others] = type.values ?? [];
    if (only === undefined) return schemas[type.kind];
    return { type: "string", ...(others.length === 0 ? { const: only } : { enum: [only, ...others] }) };
  }

  getChildren(): BaseType[] {
    return [];
  }
}
