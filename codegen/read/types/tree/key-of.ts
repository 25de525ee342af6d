import type { Context } from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { generator } from "../../typescript/typescript.js";

const keys = new WeakMap<TypeScript.Node, string>();

/** Returns the key that makes a node with the arguments of `context` unique: the generator's, made once a node. */
export function keyOf(node: TypeScript.Node, context?: Context): string {
  const key = keys.get(node) ?? generator.getKey(node, new generator.Context());
  keys.set(node, key);
  const ids = context?.getArguments().map((argument) => argument?.getId()) ?? [];
  return ids.length > 0 ? `${key}<${ids.join(",")}>` : key;
}
