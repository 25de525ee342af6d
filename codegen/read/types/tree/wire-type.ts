import type { BaseType, Definition, SubNodeParser, SubTypeFormatter } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import type { WireKind } from "../../../../runtime/contract/wire.js";
import { generator, ts } from "../../typescript/typescript.js";

/** The schemas of wire forms. Ajv does not check `contentEncoding`, so bytes have a pattern, too (RFC 4648). */
const schemas: Readonly<Record<WireKind, Definition>> = {
  bigint: { type: "string", pattern: "^-?(?:0|[1-9][0-9]*)$" },
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

/** A value that is revived before the function runs and encoded after it. */
export class WireType extends generator.BaseType {
  readonly kind: WireKind;

  constructor(kind: WireKind) {
    super();
    this.kind = kind;
  }

  override getId(): string {
    return `wire-${this.kind}`;
  }
}

/** Reads `bigint`, the only wire value that is a keyword. */
export class BigIntParser implements SubNodeParser {
  supportsNode(node: TypeScript.Node): boolean {
    return node.kind === ts.SyntaxKind.BigIntKeyword;
  }

  createType(): BaseType {
    return new WireType("bigint");
  }
}

/** Writes the schemas of wire values. */
export class WireFormatter implements SubTypeFormatter {
  supportsType(type: BaseType): boolean {
    return type instanceof WireType;
  }

  getDefinition(type: WireType): Definition {
    return schemas[type.kind];
  }

  getChildren(): BaseType[] {
    return [];
  }
}
