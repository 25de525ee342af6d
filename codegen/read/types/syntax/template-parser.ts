import type { BaseType, Context, NodeParser, SubNodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { ts } from "../../typescript/typescript.js";
import { placeholder, textOf } from "../tree/placeholder.js";
import { type Part, partOf, templateType } from "../tree/template-type.js";
import type { TypePath } from "../tree/type-path.js";

/** Reads template literal types: as an enumeration where they are finite, else as an anchored pattern. */
export class TemplateParser implements SubNodeParser {
  readonly #chain: NodeParser;
  readonly #typePath: TypePath;

  constructor(chain: NodeParser, typePath: TypePath) {
    this.#chain = chain;
    this.#typePath = typePath;
  }

  supportsNode(node: TypeScript.Node): boolean {
    return ts.isTemplateLiteralTypeNode(node);
  }

  createType(node: TypeScript.TemplateLiteralTypeNode, context: Context): BaseType {
    const parts: Part[] = [{ texts: [node.head.text] }];
    for (const span of node.templateSpans) {
      const attempt = this.#typePath.attempt(() =>
        this.#typePath.aside(() => this.#chain.createType(span.type, context)),
      );
      attempt.keep();
      const part = partOf(attempt.type);
      if (part === undefined) {
        // A type without a JSON form was reported when it was read.
        if (!attempt.hasProblems) this.#typePath.report("ACT303", span.type, textOf(span.type));
        return placeholder();
      }
      parts.push(part, { texts: [span.literal.text] });
    }
    return templateType(parts);
  }
}
