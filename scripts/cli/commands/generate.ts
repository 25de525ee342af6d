import { type CodegenOptions, type CodegenReport, codegen } from "../../../codegen/codegen.js";
import { namedKeyFault } from "../../../codegen/write/cache-key.js";
import { createProgressLine, showsProgress } from "../output/progress-line.js";

/** A process that stays says once what holds for all of its runs. */
let isWarned = false;

function warnOfKey(): void {
  const fault = isWarned ? undefined : namedKeyFault();
  isWarned = true;
  if (fault !== undefined) process.stderr.write(`warning: ${fault}\n`);
}

/**
 * Runs codegen, with a progress line on stderr when that is a terminal, unless `isQuiet`. Warns there of a key of the cache that
 * cannot be used.
 */
export async function generate(
  options: CodegenOptions,
  { isQuiet }: { readonly isQuiet: boolean },
): Promise<CodegenReport> {
  if (options.cache !== false) warnOfKey();
  if (isQuiet || !showsProgress(process.stderr)) return codegen(options);
  const line = createProgressLine(process.stderr);
  try {
    return await codegen({ ...options, onProgress: line.update });
  } finally {
    line.clear();
  }
}
