import type { Context, NodeParser } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator } from "../../typescript/typescript.js";
import { type Keys, keysOf } from "../tree/keyed-values.js";
import { textOf } from "../tree/placeholder.js";
import type { TypePath } from "../tree/type-path.js";

/** Reads the type of keys; undefined where it says other things than texts and numbers, which is reported. */
export function readKeys(
  node: TypeScript.TypeNode,
  { chain, typePath, context }: { readonly chain: NodeParser; readonly typePath: TypePath; readonly context: Context },
): Keys | undefined {
  const type = typePath.aside(() => chain.createType(node, context));
  const keys = keysOf(type);
  if (keys === undefined) {
    // A key without a JSON form was reported when it was read.
    if (!(generator.derefType(type) instanceof generator.UnknownType)) typePath.report("ACT303", node, textOf(node));
    return undefined;
  }
  return keys;
}
