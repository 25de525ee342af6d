import type { Diagnostic } from "../../../codegen/report/problems.js";

/** Difference between the problems of a round of `--watch` and those known before. */
export interface RoundNews {
  /** Problems of this round that were not known. */
  readonly added: ReadonlySet<Diagnostic>;
  /** Known problems that are gone. */
  readonly mended: readonly Diagnostic[];
  /** Problems of this round that were known. */
  readonly left: readonly Diagnostic[];
  /** Problems that are known now: those of this round, and those that its errors may hide. */
  readonly known: readonly Diagnostic[];
}

/**
 * Compares the problems of a round with the known ones, by file, code and message: lines move with every edit. While there
 * are errors, only errors count as mended, and only of files without one: an error hides what comes after it.
 */
export function compareRounds(known: readonly Diagnostic[], now: readonly Diagnostic[]): RoundNews {
  const open = new Map<string, Diagnostic[]>();
  for (const each of known) open.set(identityOf(each), [...(open.get(identityOf(each)) ?? []), each]);
  const added = new Set(now.filter((each) => open.get(identityOf(each))?.pop() === undefined));
  const gone = [...open.values()].flat();
  const broken = new Set(now.filter(({ severity }) => severity === "error").map(({ file }) => file));
  const isMended = ({ severity, file }: Diagnostic): boolean =>
    broken.size === 0 || (severity === "error" && !broken.has(file));
  return {
    added,
    mended: gone.filter(isMended),
    left: now.filter((each) => !added.has(each)),
    known: [...now, ...gone.filter((each) => !isMended(each))],
  };
}

function identityOf({ file, code, message }: Diagnostic): string {
  return `${file}\n${code}\n${message}`;
}
