import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Diagnostic } from "../../codegen/report/problems.js";
import { leftLine, mendedLines, reasonLine, writtenLine } from "../../scripts/cli/watch/change-lines.js";
import { compareRounds } from "../../scripts/cli/watch/round-news.js";
import { createRounds } from "../../scripts/cli/watch/rounds.js";
import { inputsOf } from "../../scripts/cli/watch/watched-inputs.js";

describe("inputs", () => {
  const inputs = inputsOf({ actions: "src/actions", out: "src/generated" });

  it.each([
    "package.json",
    "package-lock.json",
    "pnpm-lock.yaml",
    "tsconfig.json",
    "tsconfig.base.json",
    "src/tsconfig.json",
    "src/actions/tsconfig.json",
    "src/actions/a.ts",
    "src/actions/_shared/deep/a.ts",
    "src/actions/a.tsx",
    "src/actions/template.yml",
  ])("are %s", (path) => {
    expect(inputs.isFile(path)).toBe(true);
  });

  it.each([
    "src/package.json",
    "src/package-lock.json",
    "other/tsconfig.json",
    "src/other.ts",
    "src/actionsx/a.ts",
    "src/generated/actions.ts",
    "src/actions/.a.ts",
    "src/actions/.git/a.ts",
    "src/actions/node_modules/a/index.ts",
    "src/actions/a.test.ts",
    "src/actions/a.ts~",
    "src/actions/4913",
    "src/actions/notes.md",
  ])("are not %s", (path) => {
    expect(inputs.isFile(path)).toBe(false);
  });

  it("lie in the folders on the way and below the actions, and in no other", () => {
    const folders = ["", "src", "src/actions", "src/actions/tools/deep"];
    const others = [
      "docs",
      "src/generated",
      "src/other",
      "node_modules",
      "src/actions/node_modules",
      "src/actions/.git",
    ];
    expect([...folders, ...others].filter(inputs.isFolder)).toEqual(folders);
  });

  it("leave out what is generated among the actions, and keep actions among what is generated", () => {
    const within = inputsOf({ actions: "actions", out: "actions/generated" });
    expect([within.isFile("actions/a.ts"), within.isFile("actions/generated/actions.ts")]).toEqual([true, false]);
    expect(within.isFolder("actions/generated")).toBe(false);
    const around = inputsOf({ actions: "generated/actions", out: "generated" });
    expect([around.isFile("generated/actions/a.ts"), around.isFile("generated/actions.ts")]).toEqual([true, false]);
    expect(around.isFolder("generated/build")).toBe(false);
  });
});

describe("inputs elsewhere", () => {
  const inputs = inputsOf({ actions: "actions", out: "generated" }, ["tsconfig.json", "../base.json", "config/a.json"]);

  it("are the files of the configuration that are not watched as it is", () => {
    expect(inputs.elsewhere).toEqual(["../base.json", "config/a.json"]);
    expect([...inputs.elsewhere, "actions/a.ts"].every(inputs.isFile)).toBe(true);
    expect(["../other.json", "config/b.json"].some(inputs.isFile)).toBe(false);
  });

  it("have their folders watched, and none beside or below them", () => {
    expect(["..", "config", "", "actions"].every(inputs.isFolder)).toBe(true);
    expect(["../other", "config/deep", "docs"].some(inputs.isFolder)).toBe(false);
  });
});

describe("rounds", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Rounds of 100 ms each, and what they were given. */
  function slowRounds(): { readonly batches: (readonly string[])[]; readonly rounds: ReturnType<typeof createRounds> } {
    const batches: (readonly string[])[] = [];
    const work = (changes: readonly string[]): Promise<void> => {
      batches.push(changes);
      return new Promise((resolve) => setTimeout(resolve, 100));
    };
    return { batches, rounds: createRounds(work, 25) };
  }

  it("begin when no change has come for a while, with each change once", async () => {
    const { batches, rounds } = slowRounds();
    for (const change of ["a", "b", "a"]) {
      rounds.note(change);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(batches).toEqual([["a", "b"]]);
  });

  it("begin all the same while changes never cease", async () => {
    const { batches, rounds } = slowRounds();
    for (let change = 0; change < 60; change++) {
      rounds.note(`${change}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(batches).toHaveLength(1);
  });

  it("are never two at once: changes during one make exactly one more", async () => {
    const { batches, rounds } = slowRounds();
    rounds.note("a");
    await vi.advanceTimersByTimeAsync(30);
    for (const change of ["b", "c", "b"]) rounds.note(change);
    await vi.advanceTimersByTimeAsync(90);
    expect(batches).toEqual([["a"]]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(batches).toEqual([["a"], ["b", "c"]]);
  });

  it("are let end by a close, after which none begins", async () => {
    const { batches, rounds } = slowRounds();
    rounds.note("a");
    await vi.advanceTimersByTimeAsync(30);
    rounds.note("b");
    let isClosed = false;
    const closing = rounds.close().then(() => {
      isClosed = true;
    });
    await vi.advanceTimersByTimeAsync(50);
    expect(isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    await closing;
    expect(batches).toEqual([["a"]]);
  });
});

describe("the lines of a round", () => {
  const report = { ok: true, out: "generated", ms: 41, files: [] } as unknown as Parameters<typeof writtenLine>[0];

  it("name the files that changed, and folders only where none of their files did", () => {
    expect(reasonLine(["actions/tools", "actions/tools/a.ts", "actions", "lone"])).toBe("actions/tools/a.ts, lone");
    expect(reasonLine(["e", "d", "c", "b", "a"])).toBe("a, b, c and 2 more");
  });

  it("say what was written, deleted and built", () => {
    const files = [
      { path: "generated/a.ts", status: "written" },
      { path: "generated/b.ts", status: "unchanged" },
      { path: "generated/c.ts", status: "deleted" },
      { path: "generated/build/d.js", status: "written" },
      { path: "generated/build/e.js", status: "unchanged" },
    ] as const;
    expect(writtenLine({ ...report, files })).toBe(
      "Wrote generated/a.ts; deleted generated/c.ts; changed 1 file below generated/build (41 ms)",
    );
    expect(writtenLine({ ...report, files: files.slice(1, 2) })).toBe("Nothing to write (41 ms)");
    expect(writtenLine({ ...report, ok: false })).toBeUndefined();
  });

  it("say which problems are mended, and how many are left", () => {
    const of = (count: number): readonly Diagnostic[] =>
      Array.from({ length: count }, (_, index) => problem(`a${index}.ts`, "warning", "No summary."));
    expect(mendedLines({ mended: of(1) })).toEqual(["  mended a0.ts - ACT201: No summary.", "Mended: 1 warning."]);
    expect(mendedLines({ mended: of(1500) })).toHaveLength(11);
    expect(mendedLines({ mended: [] })).toEqual([]);
    const kept = { problems: [], diagnostics: [], project: { out: "generated" }, fixed: [] };
    expect(leftLine({ left: of(2), added: new Set() }, kept)).toBe("Still 2 warnings.");
    expect(leftLine({ left: of(2), added: new Set(of(1)) }, kept)).toBeUndefined();
    const broken = [problem("a.ts", "error", "Wrong.")];
    expect(leftLine({ left: broken, added: new Set() }, { ...kept, diagnostics: broken })).toBe(
      "Still 1 error. Nothing was written; generated is as it was.",
    );
  });
});

describe("problems of two rounds", () => {
  const warning = problem("a.ts", "warning", "No summary.");
  const other = problem("b.ts", "warning", "No summary.");
  const error = problem("b.ts", "error", "Wrong.");

  it("are the same where only their lines differ, and each counts", () => {
    const news = compareRounds([warning, warning], [{ ...warning, line: 9 }]);
    expect([news.added.size, news.mended.length, news.left.length]).toEqual([0, 1, 1]);
    expect(compareRounds([warning], [warning, warning]).added.size).toBe(1);
  });

  it("are mended only where no error may hide them", () => {
    expect(compareRounds([error, warning], [warning]).mended).toEqual([error]);
    const hidden = compareRounds([warning, other], [error]);
    expect([[...hidden.added], hidden.mended]).toEqual([[error], []]);
    // Behind the error they are as they were, so neither new nor mended.
    const shown = compareRounds(hidden.known, [warning, other]);
    expect([shown.added.size, shown.mended]).toEqual([0, [error]]);
  });
});

function problem(file: string, severity: "error" | "warning", message: string): Diagnostic {
  return { file, severity, message, code: "ACT201", hint: "", line: 1, column: 1, endLine: 1, endColumn: 2 };
}
