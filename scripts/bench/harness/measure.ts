import type { Figure, Goal, Metric, Result, Sample, Verdict } from "./figure.js";

/** Runs all figures once a round, so that a slow phase of the machine affects all of them. */
export async function measure(figures: readonly Figure[], rounds: number): Promise<readonly Result[]> {
  const samples = new Map<string, Sample[]>(figures.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, run } of figures) {
      showProgress(`round ${round} of ${rounds}: ${name}`);
      samples.get(name)?.push(await run());
    }
  }
  showProgress("");
  const medians = new Map([...samples].map(([name, each]) => [name, medianOf(each)]));
  return figures.map(({ name, role, goals }) => ({
    name,
    role,
    median: medians.get(name) ?? {},
    samples: samples.get(name) ?? [],
    verdicts: goals.map((goal) => judge(name, goal, medians)),
  }));
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** Median of each metric, over the rounds that have it. */
function medianOf(samples: readonly Sample[]): Sample {
  const medians = metrics.flatMap((metric) => {
    const values = samples.flatMap((sample) => sample[metric] ?? []);
    return values.length === 0 ? [] : [[metric, middle(values)] as const];
  });
  return Object.fromEntries(medians);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** Name of each metric before the name of a figure, and its unit. */
const wordings: Readonly<Record<Metric, { readonly prefix: string; readonly unit: string }>> = {
  ms: { prefix: "", unit: "ms" },
  cpuMs: { prefix: "cpu of ", unit: "ms of cpu" },
  megabytes: { prefix: "memory of ", unit: "MB" },
  callsPerSecond: { prefix: "", unit: "calls/s" },
  p50: { prefix: "p50 of ", unit: "us" },
  p99: { prefix: "p99 of ", unit: "us" },
  cpu: { prefix: "cpu of ", unit: "us" },
};

const metrics = Object.keys(wordings) as readonly Metric[];

function judge(name: string, goal: Goal, medians: ReadonlyMap<string, Sample>): Verdict {
  const medianOfFigure = (figure: string): number => medians.get(figure)?.[goal.metric] ?? Number.NaN;
  const value = medianOfFigure(name);
  const { prefix, unit } = wordings[goal.metric];
  switch (goal.kind) {
    case "ratio": {
      const ratio = value / medianOfFigure(goal.of);
      return { goal: `<= ${goal.factor} x ${prefix}${goal.of}`, ratio, met: ratio <= goal.factor };
    }
    case "at least": {
      const ratio = value / medianOfFigure(goal.of);
      return { goal: `>= ${goal.factor} x ${prefix}${goal.of}`, ratio, met: ratio >= goal.factor };
    }
    case "over": {
      const over = value - medianOfFigure(goal.of);
      const text = `<= ${goal.more} ${unit} over ${prefix}${goal.of}`;
      return { goal: text, ratio: over / goal.more, met: over <= goal.more };
    }
    case "at most": {
      const ratio = value / goal.limit;
      return { goal: `<= ${goal.limit} ${unit}`, ratio, met: ratio <= 1 };
    }
    default:
      return goal satisfies never;
  }
}
