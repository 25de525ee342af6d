import type { Compiled } from "../codegen/compile-project.js";

/** What may not depend on who resolves names: every committed byte, and every problem with its place. */
export function saidOf({ committed, problems }: Compiled): unknown {
  return {
    committed: [...committed],
    problems: problems.map(({ code, at, message, hint, fix }) => ({
      code,
      place: `${at.source.file}:${at.start}-${at.end}`,
      message,
      hint,
      fix,
    })),
  };
}
