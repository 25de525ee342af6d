import type { FileReading } from "../../model/file-reading.js";
import type { SourceText } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { syntaxErrorsOf } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";
import type { ImportTargets } from "./import-targets.js";
import { readExportAssignment, readImports } from "./read-imports.js";
import { findUnboundReads } from "./unbound-reads.js";

/** A source from outside of the actions folder, as far as it is read: its imports alone. */
export interface SupportSource extends Pick<FileReading, "imports" | "exportAssignment"> {
  readonly source: SourceText;
}

/** Reads a source outside of the actions folder by its path from the root; undefined where it is gone. */
export function readSupportFile(
  file: string,
  targets: ImportTargets,
  problems: ProblemList,
): SupportSource | undefined {
  const tree = targets.open(file);
  if (tree === undefined) return undefined;
  const source = { file, text: tree.text };
  for (const { start, length, messageText } of syntaxErrorsOf(tree)) {
    const at = { source, start, end: start + length };
    problems.report("ACT104", at, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  for (const node of findUnboundReads(tree)) {
    const at = { source, start: node.getStart(tree), end: node.getEnd() };
    problems.report("ACT619", at, node.getText(tree));
  }
  const exportAssignment = readExportAssignment(tree, source);
  const imports = readImports(tree, source, targets.resolve);
  return { source, imports, ...(exportAssignment && { exportAssignment }) };
}
