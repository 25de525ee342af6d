import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";

/** Returns whether a node lies in a declaration file of a package; the standard library and Node's types are none. */
export function isOfPackage(node: TypeScript.Node, program: Program): boolean {
  // The type checker's own nodes have no file.
  if (node.pos < 0) return false;
  const tree = node.getSourceFile();
  return tree.fileName.includes("/node_modules/") && !program.isOwn(tree) && !program.isLibrary(tree);
}
