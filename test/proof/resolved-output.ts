import type { Compiled } from "../codegen/compile-project.js";

/** Output that may not depend on the resolver of names: every committed byte, and every problem with its span. */
export function resolvedOutput({ committed, problems }: Compiled): unknown {
  return {
    committed: [...committed],
    problems: problems.map(({ code, at, message, hint, fix }) => ({
      code,
      span: `${at.source.file}:${at.start}-${at.end}`,
      message,
      hint,
      fix,
    })),
  };
}
