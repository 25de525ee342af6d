import { plural } from "./print-problems.js";

// Editors know by these two lines when a round of `codegen --watch` begins and ends: docs/editors.md has their patterns.

/** The line before a round; `reason` says what set it off. */
export function startedLine(reason: string): string {
  return `[actionary] started: ${reason.replace(/\s+/g, " ").trim()}`;
}

/** The line behind a round: how many files it wrote or found unchanged, and how many problems it printed. */
export function finishedLine(round: {
  readonly files: number;
  readonly problems: number;
  readonly ms: number;
}): string {
  return `[actionary] finished: ${plural(round.files, "file")}, ${plural(round.problems, "problem")}, ${round.ms} ms`;
}
