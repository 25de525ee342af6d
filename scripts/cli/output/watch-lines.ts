import { plural } from "./print-problems.js";

// Editors recognise the begin and end of a round of `codegen --watch` by these two lines: docs/editors.md has the patterns.

/** Returns the line before a round; `reason` names the changes that started it. */
export function startedLine(reason: string): string {
  return `[actionary] started: ${reason.replace(/\s+/g, " ").trim()}`;
}

/** Returns the line after a round: the number of files written or unchanged, and of problems printed. */
export function finishedLine(round: {
  readonly files: number;
  readonly problems: number;
  readonly ms: number;
}): string {
  return `[actionary] finished: ${plural(round.files, "file")}, ${plural(round.problems, "problem")}, ${round.ms} ms`;
}
