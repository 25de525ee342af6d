import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import type { Severity } from "../../codegen/report/problems.js";
import { type FoundProblem, printProblemList } from "../../scripts/cli/output/print-problem-list.js";

// Many problems on a terminal: errors last, warnings by code and only the first of each.

const paint = picocolors.createColors(false);

function found(code: "ACT201" | "ACT204" | "ACT301", severity: Severity, index: number): FoundProblem {
  const file = `actions/a${index}.ts`;
  const problem = { code, severity, message: `Problem ${index}.`, hint: "Mend it." };
  return {
    problem: { ...problem, at: { source: { file, text: "x" }, start: 0, end: 1 } },
    diagnostic: { ...problem, file, line: 1, column: 1, endLine: 1, endColumn: 2 },
  };
}

function many(code: "ACT201" | "ACT204", count: number): readonly FoundProblem[] {
  return Array.from({ length: count }, (_, index) => found(code, "warning", index));
}

/** The head lines of the problems that a text shows. */
function shown(text: string): readonly string[] {
  return text.match(/^actions\/.* ACT\d{3}/gm) ?? [];
}

describe("printed problems", () => {
  it("are all shown where they are few, warnings by code and errors last", () => {
    const text = printProblemList(
      [found("ACT301", "error", 1), found("ACT204", "warning", 2), ...many("ACT201", 2)],
      paint,
    );
    expect(shown(text)).toEqual([
      "actions/a0.ts:1:1 - warning ACT201",
      "actions/a1.ts:1:1 - warning ACT201",
      "actions/a2.ts:1:1 - warning ACT204",
      "actions/a1.ts:1:1 - error ACT301",
    ]);
    expect(text).not.toContain("--all-problems");
  });

  it("are counted where they are many: 20 warnings are shown, rare codes whole, and every error", () => {
    const errors = Array.from({ length: 30 }, (_, index) => found("ACT301", "error", index));
    const text = printProblemList([...errors, ...many("ACT204", 1500), ...many("ACT201", 3)], paint);
    const heads = shown(text);
    const of = (code: string): number => heads.filter((head) => head.endsWith(code)).length;
    expect([of("ACT201"), of("ACT204"), of("ACT301")]).toEqual([3, 17, 30]);
    expect(text).toContain("ACT204, 1,500 times in 1500 files:\n");
    expect(text).toContain("  … and 1,483 more of ACT204: --all-problems shows them\n");
    expect(text.split("\n").length).toBeLessThan(60 * 6);
    expect(text.lastIndexOf("warning")).toBeLessThan(text.indexOf("error ACT301"));
  });

  it("are all shown on demand", () => {
    const text = printProblemList(many("ACT204", 1500), paint, { isAll: true });
    expect(shown(text)).toHaveLength(1500);
    expect(text).not.toContain("--all-problems");
  });
});
