import type TypeScript from "typescript";
import type { ActionFile } from "../../../model/action-file.js";
import type { SourceText } from "../../../model/source-text.js";
import type { NameUse } from "../../../report/fix.js";
import type { Problem } from "../../../report/problems.js";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";

/** Uses of one name in one file. */
interface Uses {
  /** Number of times that it stands there, but for names of properties where they are declared or given. */
  readonly count: number;
  /** True where the file takes it from elsewhere: by an import, or behind a dot. */
  readonly isTaken: boolean;
}

/** Uses by name: a staying process asks again at each run. */
const known = new WeakMap<SourceText, Map<string, Uses>>();

const noUses: Uses = { count: 0, isTaken: false };

/** Returns a problem with its fix, or without where another place uses the name that the fix takes for unused. */
export function withTrueFix(problem: Problem, program: Program): Problem {
  const { fix, ...rest } = problem;
  if (fix?.unless === undefined) return problem;
  const { unless, ...plain } = fix;
  return isUsed(unless, program) ? rest : { ...rest, fix: plain };
}

function isUsed({ kind, name, file }: NameUse, program: Program): boolean {
  if (kind === "property") return program.files.some((each) => usesIn(each, name, program).count > 0);
  return program.files.some((each) => {
    const { count, isTaken } = usesIn(each, name, program);
    return isTaken || (each.source.file === file && count !== 1);
  });
}

function usesIn(file: ActionFile, name: string, program: Program): Uses {
  const { source } = file;
  if (!source.text.includes(name)) return noUses;
  const byName = known.get(source) ?? new Map<string, Uses>();
  known.set(source, byName);
  const uses = byName.get(name) ?? countUses(program.treeOf(file), name);
  byName.set(name, uses);
  return uses;
}

function countUses(tree: TypeScript.SourceFile, name: string): Uses {
  let count = 0;
  let isTaken = false;
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) {
      if (!isGivenName(node)) count++;
      if (isTakenName(node)) isTaken = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { count, isTaken };
}

function isGivenName(node: TypeScript.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

function isTakenName({ parent }: TypeScript.Identifier): boolean {
  return ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isPropertyAccessExpression(parent);
}
