import type { Edit, Fix } from "../../../report/fix.js";
import { type FunctionNode, nameNodeOf } from "../../program/function-node.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { usesOfFunction } from "../tree/type-fix.js";

/**
 * Returns the fix that gives a function `unknown` as its result, where `any` is inferred: a wrong one where another place
 * names the function, and may rely on its result.
 */
export function resultFix(node: FunctionNode, isPromise: boolean, program: Program): Fix | undefined {
  const name = nameNodeOf(node);
  const unless = ts.isIdentifier(name) ? usesOfFunction(name, program) : undefined;
  if (unless === undefined || node.type !== undefined) return undefined;
  const text = isPromise ? ": Promise<unknown>" : ": unknown";
  const edits = behindParameters(node, text);
  return edits && { safe: false, edits, unless };
}

/** Edits that insert a text behind the parameters; a single one may lack its parentheses. */
function behindParameters(node: FunctionNode, text: string): readonly Edit[] | undefined {
  const source = node.getSourceFile().text;
  const [first] = node.parameters;
  const before = first ? source.slice(node.getStart(), first.getStart()) : "(";
  if (first && ts.isArrowFunction(node) && !before.includes("(")) {
    const [start, end] = [first.getStart(), first.getEnd()];
    return [
      { start, end: start, text: "(" },
      { start: end, end, text: `)${text}` },
    ];
  }
  const from = node.parameters.end;
  const gap = /^(?:\s|,|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*\)/.exec(source.slice(from));
  if (gap === null) return undefined;
  const at = from + gap[0].length;
  return [{ start: at, end: at, text }];
}
