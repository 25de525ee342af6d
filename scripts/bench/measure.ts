import type { Figure, Goal, Metric, Result, Sample, Verdict } from "./figure.js";

/** Runs all figures in alternation, so that what slows the machine down slows all of them down. */
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
    median: medians.get(name) ?? { ms: Number.NaN },
    samples: samples.get(name) ?? [],
    verdicts: goals.map((goal) => judge(name, goal, medians)),
  }));
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function medianOf(samples: readonly Sample[]): Sample {
  const megabytes = samples.flatMap((sample) => sample.megabytes ?? []);
  const ms = middle(samples.map((sample) => sample.ms));
  return megabytes.length === 0 ? { ms } : { ms, megabytes: middle(megabytes) };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

const units: Readonly<Record<Metric, string>> = { ms: "ms", megabytes: "MB" };

function judge(name: string, goal: Goal, medians: ReadonlyMap<string, Sample>): Verdict {
  const medianOfFigure = (figure: string): number => medians.get(figure)?.[goal.metric] ?? Number.NaN;
  const value = medianOfFigure(name);
  switch (goal.kind) {
    case "ratio": {
      const ratio = value / medianOfFigure(goal.of);
      const what = goal.metric === "ms" ? goal.of : `memory of ${goal.of}`;
      return { goal: `<= ${goal.factor} x ${what}`, ratio, met: ratio <= goal.factor };
    }
    case "over": {
      const over = value - medianOfFigure(goal.of);
      const text = `<= ${goal.more} ${units[goal.metric]} over ${goal.of}`;
      return { goal: text, ratio: over / goal.more, met: over <= goal.more };
    }
    case "at most": {
      const ratio = value / goal.limit;
      return { goal: `<= ${goal.limit} ${units[goal.metric]}`, ratio, met: ratio <= 1 };
    }
    default:
      return goal satisfies never;
  }
}
