import { join } from "node:path";
import { createRuntime, envSecrets, type Runtime, type SecretSource, storeSecrets } from "../../../runtime/index.js";
import { checkout, withTemporaryFolder } from "../harness/checkout.js";
import type { Figure, Sample, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { actionsFile, actionsText, buildProject } from "../pool/project.js";
import { projectFiles } from "../tree/generate-tree.js";
import { writeTree } from "../tree/write-tree.js";

/** Settings of the benchmark of secrets. */
export interface SecretsBenchOptions {
  readonly rounds: number;
}

/** Loads: how many calls are in flight, and how many are measured. */
const loads = [
  { title: "1 call in flight", inFlight: 1, calls: 2_000 },
  { title: "100 calls in flight", inFlight: 100, calls: 10_000 },
] as const;

type Load = (typeof loads)[number];

const item = { id: "a", name: "b", note: "c".repeat(60), count: 3, tags: ["d", "e"] };
const name = "service1";
const key = "TOKEN_1";
const values = { [name]: { [key]: "token-of-service-1" } };
const without = "no secret";
/** Sources that are asked for each call, and take their time. */
const asking: readonly string[] = ["a function that takes 1 ms", "the store"];

/** Measures what a call costs more because it reads a secret, by where that comes from, and with a rule to keep it. */
export async function benchSecrets({ rounds }: SecretsBenchOptions): Promise<readonly Section[]> {
  return withTemporaryFolder(async (temporary) => {
    const root = join(temporary, "project");
    writeTree(root, new Map([...projectFiles(), [actionsFile, actionsText]]), checkout);
    const { generated } = buildProject(root);
    const runtimes = await openRuntimes(generated, temporary);
    try {
      const sections: Section[] = [];
      for (const load of loads) {
        const figures = [...runtimes].map(([source, runtime]) => figureOf(source, runtime, load));
        const title = `secrets, one lane, ${load.title}`;
        sections.push({ title, size: load.inFlight, rounds, results: await measure(figures, rounds) });
      }
      return sections;
    } finally {
      await Promise.all([...runtimes.values()].map((runtime) => runtime.close()));
    }
  });
}

/** Opens a runtime for each source of values; their lanes are threads, so that what is compared is not the start of processes. */
async function openRuntimes(generated: string, folder: string): Promise<ReadonlyMap<string, Runtime>> {
  const file = join(folder, "store", "store.db");
  const env = { HOME: folder };
  await storeSecrets({ file, env }).set(name, values[name] ?? {});
  const cache = { maxAgeMs: 3_600_000 };
  const later = async (): Promise<typeof values> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return values;
  };
  const sources: Readonly<Record<string, SecretSource>> = {
    [without]: {},
    "a record": values,
    "the environment": envSecrets({ [key]: "token-of-service-1" }),
    "a function that takes 1 ms": later,
    "the same, kept": { resolve: later, cache },
    "the store": storeSecrets({ file, env }),
    "the store, kept": storeSecrets({ file, env, cache }),
  };
  const open = Object.entries(sources).map(async ([source, secrets]) => {
    return [source, await createRuntime({ generated, lanes: 1, isolation: "thread", secrets })] as const;
  });
  return new Map(await Promise.all(open));
}

function figureOf(source: string, runtime: Runtime, load: Load): Figure {
  // A lane does more for a call with secrets, such as looking for them in its result, wherever they come from.
  const factor = asking.includes(source) ? 0.02 : 0.3;
  const action = source === without ? "bench.echo" : "bench.echo1";
  return {
    name: source,
    role: source === without ? "limit" : "ours",
    goals: source === without ? [] : [{ kind: "at least", metric: "callsPerSecond", factor, of: without }],
    run: () => timeCalls(runtime, action, load),
  };
}

/** Measures calls after a few that warm everything up. */
async function timeCalls(runtime: Runtime, action: string, { inFlight, calls }: Load): Promise<Sample> {
  const run = async (count: number): Promise<void> => {
    let left = count;
    const callAgain = async (): Promise<void> => {
      while (left-- > 0) await runtime.run(action, { ...item });
    };
    await Promise.all(Array.from({ length: inFlight }, callAgain));
  };
  await run(calls / 5);
  const start = performance.now();
  await run(calls);
  return { callsPerSecond: (calls * 1_000) / (performance.now() - start) };
}
