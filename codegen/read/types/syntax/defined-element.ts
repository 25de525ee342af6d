import type { BaseType, Context } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator, ts } from "../../typescript/typescript.js";
import { placeholder } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";
import { withoutUndefined } from "../tree/without-undefined.js";

/** State of reading an element. */
interface ElementContext {
  readonly typePath: TypePath;
  readonly context: Context;
  /** True for the values of a record: JSON leaves out those of a result that are undefined. */
  readonly isRecord?: true;
}

/**
 * Returns the type of an element of an array, record or tuple without `undefined`, which is reported: JSON has none.
 */
export function definedElement(
  node: TypeScript.TypeNode,
  type: BaseType,
  { typePath, context, isRecord }: ElementContext,
): BaseType {
  const { newType, numRemoved } = withoutUndefined(type);
  const isUndefined = generator.derefType(type) instanceof generator.UndefinedType;
  const isLeftOut = isRecord === true && typePath.isResult && !isUndefined;
  if ((numRemoved > 0 || isUndefined) && !isLeftOut)
    typePath.report("ACT304", argumentAt(node, context) ?? undefinedPart(node) ?? node);
  return isUndefined ? placeholder() : newType;
}

/**
 * Returns the reference that gives type parameter `node` its argument: the mistake is there, not in the generic type.
 */
function argumentAt(node: TypeScript.TypeNode, context: Context): TypeScript.Node | undefined {
  const isParameter = ts.isTypeReferenceNode(node) && context.getParameters().includes(node.typeName.getText());
  const applied = isParameter ? context.getReference() : undefined;
  return applied && applied.pos >= 0 ? applied : undefined;
}

/** The `undefined` written in a type, if any. */
function undefinedPart(node: TypeScript.TypeNode): TypeScript.Node | undefined {
  if (node.kind === ts.SyntaxKind.UndefinedKeyword) return node;
  if (ts.isParenthesizedTypeNode(node)) return undefinedPart(node.type);
  if (ts.isUnionTypeNode(node)) return node.types.map(undefinedPart).find((part) => part !== undefined);
  return undefined;
}
