import type { Case } from "./cases.js";
import { type Kind, kinds, type Outcome } from "./run-cases.js";

/** What one package does in one kind of lane: the versions of Node in which its use works. */
export type Works = Readonly<Record<Kind, readonly string[]>>;

/** Returns for each package the versions of Node in which it works. */
export function collectWorks(outcomes: readonly Outcome[]): ReadonlyMap<string, Works> {
  const names = [...new Set(outcomes.map((each) => each.case.name))];
  return new Map(
    names.map((name) => {
      const own = outcomes.filter((each) => each.case.name === name && each.error === undefined);
      const versionsOf = (kind: Kind): readonly string[] =>
        own
          .filter((each) => each.kind === kind)
          .map(({ node }) => node)
          .sort();
      return [name, { plain: versionsOf("plain"), thread: versionsOf("thread"), process: versionsOf("process") }];
    }),
  );
}

/** Prints a cell: all versions are "yes", none is "no". */
export function printCell(works: readonly string[], versions: readonly string[]): string {
  if (works.length === 0) return "no";
  return versions.every((version) => works.includes(version)) ? "yes" : works.join(", ");
}

/** Prints the outcomes for a terminal: a line a package, and the reasons below the table. */
export function printOutcomes(
  outcomes: readonly Outcome[],
  cases: readonly Case[],
  versions: readonly string[],
): string {
  const works = collectWorks(outcomes);
  const shown = cases.flatMap((each) => {
    const own = works.get(each.name);
    return own ? [[each.kind, each.name, ...kinds.map((kind) => printCell(own[kind], versions))]] : [];
  });
  const rows = [["", "package", ...kinds], ...shown];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, "", ...printReasons(outcomes)].join("\n").trimEnd()}\n`;
}

/** Prints each reason once, with the package and where it was seen. */
function printReasons(outcomes: readonly Outcome[]): readonly string[] {
  const seen = new Map<string, string[]>();
  for (const {
    case: { name },
    kind,
    node,
    error,
  } of outcomes) {
    if (error === undefined) continue;
    const reason = `${name}: ${error}`;
    seen.set(reason, [...(seen.get(reason) ?? []), `${kind} ${node}`]);
  }
  return [...seen].map(([reason, where]) => `${reason}\n  in ${where.join(", ")}`);
}
