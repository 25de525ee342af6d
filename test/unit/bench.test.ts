import { afterAll, describe, expect, it } from "vitest";
import { growthOf, type TreeSection } from "../../scripts/bench/codegen/codegen.js";
import type { Figure, Goal, Result, Sample } from "../../scripts/bench/harness/figure.js";
import { measure } from "../../scripts/bench/harness/measure.js";
import { printGrowth, printTables } from "../../scripts/bench/harness/print-table.js";
import { startContender } from "../../scripts/bench/pool/contender.js";
import { actionsText, domainCount } from "../../scripts/bench/pool/project.js";
import type { TreeKind } from "../../scripts/bench/tree/tree-kind.js";
import { compileFiles } from "../codegen/compile-project.js";

// Figures of benchmarks are for people; tested are their computation and the trees that they are measured on.

function figure(name: string, samples: readonly Sample[], goals: readonly Goal[] = []): Figure {
  const left = [...samples];
  return { name, role: "ours", goals, run: () => left.shift() ?? {} };
}

const calls = (...counts: readonly number[]): readonly Sample[] =>
  counts.map((callsPerSecond) => ({ callsPerSecond, p50: 1 }));

describe("measuring", () => {
  it("takes figures in turns, and the median of each metric over the rounds that tell it", async () => {
    const order: string[] = [];
    const noting = ({ name, ...rest }: Figure): Figure => ({
      ...rest,
      name,
      run: () => {
        order.push(name);
        return rest.run();
      },
    });
    const samples: readonly Sample[] = [{ ms: 9 }, { ms: 1, megabytes: 7 }, { ms: 2 }];
    const [a] = await measure([noting(figure("a", samples)), noting(figure("b", samples))], 3);
    expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
    expect(a?.median).toEqual({ ms: 2, megabytes: 7 });
    expect(a?.samples).toEqual(samples);
  });

  it("judges a rate from below and a time from above", async () => {
    const goals: readonly Goal[] = [
      { kind: "at least", metric: "callsPerSecond", factor: 3, of: "slow" },
      { kind: "at least", metric: "callsPerSecond", factor: 3.1, of: "slow" },
      { kind: "ratio", metric: "p50", factor: 1, of: "slow" },
      { kind: "ratio", metric: "p50", factor: 0.9, of: "slow" },
    ];
    const [, fast] = await measure([figure("slow", calls(5, 10, 90)), figure("fast", calls(30, 30, 1), goals)], 3);
    expect(fast?.verdicts).toEqual([
      { goal: ">= 3 x slow", ratio: 3, met: true },
      { goal: ">= 3.1 x slow", ratio: 3, met: false },
      { goal: "<= 1 x p50 of slow", ratio: 1, met: true },
      { goal: "<= 0.9 x p50 of slow", ratio: 1, met: false },
    ]);
  });

  it("prints a column for each metric that any figure tells, and no other", () => {
    const result = (name: string, median: Sample): Result => ({
      name,
      role: "peer",
      median,
      samples: [],
      verdicts: [{ goal: ">= 1 x it", ratio: 0.5, met: false }],
    });
    const results = [result("a", { callsPerSecond: 12_345 }), result("b", { p99: 7 })];
    const text = printTables([{ title: "title", size: 1, rounds: 1, results, notes: ["something was left out"] }]);
    expect(text).toBe(
      [
        "title; medians of 1 alternated round",
        "",
        "      figure  calls/s  p99 us  goal       ratio",
        "peer  a        12,345          >= 1 x it   0.50  MISSED",
        "peer  b                   7.0  >= 1 x it   0.50  MISSED",
        "note: something was left out",
        "",
      ].join("\n"),
    );
  });
});

describe("growth", () => {
  const section = (files: number, kind: TreeKind, costs: Readonly<Record<string, number>>): TreeSection => {
    const results = Object.entries(costs).map(
      ([name, cpuMs]): Result => ({ name, role: "ours", median: { cpuMs }, samples: [], verdicts: [] }),
    );
    return { title: `${files} ${kind}`, size: files, rounds: 1, results, kind, files };
  };

  it("is told of each kind of tree between 1,000 files and larger sizes, for all files and for one", () => {
    const growth = growthOf([
      section(10, "inferred", { cold: 1000, "one file changed": 100 }),
      section(1000, "inferred", { cold: 2000, "one file changed": 200 }),
      section(1000, "warning", { cold: 9000, "one file changed": 900 }),
      section(10_000, "inferred", { cold: 22_000, "one file changed": 320 }),
    ]);
    expect(growth.map(({ title, ratio, limit, met }) => [title, ratio, limit, met])).toEqual([
      ["10000 inferred", 1.1, 1.1, true],
      ["10000 inferred", 1.6, 1.5, false],
    ]);
    expect(printGrowth(growth.slice(1))).toBe(
      "growth, 10000 inferred: cpu of one file changed, compared with 1,000 files: 1.60 x; goal <= 1.5: MISSED\n",
    );
  });
});

describe("the pool's benchmark", () => {
  const contender = startContender({ module: "raw", settings: { lanes: 2 } });
  afterAll(() => contender.close());

  it("has actions that codegen has nothing to say about, one a domain", async () => {
    const { problems, actions } = await compileFiles({ "bench.ts": actionsText });
    expect(problems).toEqual([]);
    const secrets = [...actions].filter(([key]) => /^bench\.echo\d$/.test(key)).map(([, { secrets }]) => secrets);
    expect(new Set(secrets.map((each) => JSON.stringify(each))).size).toBe(domainCount);
  });

  it("gets a sample from a contender in a process of its own", async () => {
    expect(await contender.measure({ kind: "rows", count: 10 })).toEqual({ ms: expect.any(Number) });
  });

  it("tells what went wrong in a contender, and with which load", async () => {
    await expect(contender.measure({ kind: "nothing" } as never)).rejects.toThrow(/raw, nothing: TypeError/);
    await expect(contender.measure({ kind: "rows", count: 1 })).resolves.toHaveProperty("ms");
  });
});
