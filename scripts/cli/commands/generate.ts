import { type CodegenOptions, type CodegenReport, codegen } from "../../../codegen/codegen.js";
import { createProgressLine, showsProgress } from "../output/progress-line.js";

/** Runs codegen, with a progress line on stderr when that is a terminal, unless `isQuiet`. */
export async function generate(
  options: CodegenOptions,
  { isQuiet }: { readonly isQuiet: boolean },
): Promise<CodegenReport> {
  if (isQuiet || !showsProgress(process.stderr)) return codegen(options);
  const line = createProgressLine(process.stderr);
  try {
    return await codegen({ ...options, onProgress: line.update });
  } finally {
    line.clear();
  }
}
