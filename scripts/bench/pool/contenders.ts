import { createRuntime } from "../../../runtime/index.js";
import { type Contender, type ContenderSpec, type Load, startContender } from "./contender.js";
import { type BuiltProject, domainCount } from "./project.js";

/** Workers of each contender. */
const lanes = 2;

/** Returns the contenders by name: with their defaults, and `tuned` for many calls at once. */
export function contendersOf(project: BuiltProject): ReadonlyMap<string, ContenderSpec> {
  const ours = (isolation: "thread" | "process" | "sandbox" | "none"): ContenderSpec => ({
    module: "actionary",
    settings: { generated: project.generated, secrets: project.secrets, lanes, isolation },
  });
  const peer = (module: string, isTuned = false): ContenderSpec => ({ module, settings: { lanes, isTuned } });
  return new Map([
    ["raw loop", peer("raw")],
    ["batched fork", peer("batched-fork")],
    ["piscina", peer("piscina")],
    ["piscina tuned", peer("piscina", true)],
    ["tinypool", peer("tinypool")],
    ["tinypool tuned", peer("tinypool", true)],
    ["workerpool", peer("workerpool")],
    ["StaticPool", peer("static-pool")],
    ["lanes", ours("thread")],
    ["4 lanes", { ...ours("thread"), settings: { ...ours("thread").settings, lanes: 4 } }],
    ["8 tenants", ours("thread")],
    ["8 sets of secrets", ours("thread")],
    ["process lanes", ours("process")],
    ["sandbox lanes", ours("sandbox")],
    ["in process", ours("none")],
  ]);
}

/** Calls in eight domains, by tenant. */
export const tenants: Pick<Load & { kind: "throughput" }, "options"> = {
  options: Array.from({ length: domainCount }, (_, index) => ({ domain: `tenant-${index + 1}` })),
};
/** Calls in eight domains, by secrets. */
export const secretSets: Pick<Load & { kind: "throughput" }, "names"> = {
  names: Array.from({ length: domainCount }, (_, index) => `echo${index + 1}`),
};

/** Contenders that start at their first measurement and stay warm. */
export interface Stable {
  readonly get: (name: string) => Contender;
  /** Starts one for a single load. */
  readonly fresh: (name: string) => Contender;
  readonly close: () => void;
}

/** Opens a stable of contenders. */
export function openStable(specs: ReadonlyMap<string, ContenderSpec>): Stable {
  const running = new Map<string, Contender>();
  const start = (name: string): Contender => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`there is no contender ${name}`);
    return startContender(spec);
  };
  return {
    get: (name) => {
      const contender = running.get(name) ?? start(name);
      running.set(name, contender);
      return contender;
    },
    fresh: start,
    close: () => {
      for (const contender of running.values()) contender.close();
    },
  };
}

/** Returns the contenders whose lanes are processes, and notes on those that this machine does not have. */
export async function processLanesOf({ generated }: BuiltProject): Promise<{
  readonly processLanes: readonly string[];
  readonly notes: readonly string[];
}> {
  const processLanes: string[] = [];
  const notes: string[] = [];
  for (const isolation of ["process", "sandbox"] as const) {
    try {
      await (await createRuntime({ generated, isolation })).close();
      processLanes.push(`${isolation} lanes`);
    } catch (error) {
      notes.push(`without ${isolation} lanes: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { processLanes, notes };
}
