import { dirname, join } from "node:path";
import type TypeScript from "typescript";
import type { BoundNode } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import type { SyntaxTrees } from "./syntax-trees.js";

/** Types of Node that have a form in JSON. All other globals newer than ES5 are left to the type checker. */
const nodeTypes = "interface URL {} interface Buffer {}";

/** The names that every file may use without an import: ES5's types, and of Node's those with a form in JSON. */
export function globalTypes(trees: SyntaxTrees, options: TypeScript.CompilerOptions): TypeScript.SymbolTable {
  const folder = dirname(ts.getDefaultLibFilePath(options)).replaceAll("\\", "/");
  const files = [trees.get(join(folder, "lib.es5.d.ts"))];
  if (options.types?.includes("node") ?? true) files.push(trees.parse(join(folder, "lib.node-types.d.ts"), nodeTypes));
  return new Map(files.flatMap((tree) => [...((tree as BoundNode | undefined)?.locals ?? [])]));
}
