import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { type WrittenProperty, type WrittenType, whereWritten } from "./written-type.js";
import { WrittenTypes } from "./written-types.js";

/** Returns the properties of the type at a node by its syntax; undefined where that takes the type checker. */
export function writtenProperties(node: TypeScript.Node, program: Program): readonly WrittenProperty[] | undefined {
  if (!program.readsSyntax) return undefined;
  const types = new WrittenTypes(program, { hasPackages: true });
  return whereWritten(() => types.propertiesOf(types.at(node)));
}

/** Returns the type at a node by its syntax; undefined where that takes the type checker. */
export function writtenTypeAt(node: TypeScript.Node, program: Program): WrittenType | undefined {
  if (!program.readsSyntax) return undefined;
  return whereWritten(() => new WrittenTypes(program, { hasPackages: true }).at(node));
}
