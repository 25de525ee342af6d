import type { Figure, Goal, Metric, Sample } from "../harness/figure.js";
import type { Load } from "./contender.js";
import { type Stable, secretSets, tenants } from "./contenders.js";

/** Contenders of the figures. */
export interface FigureParts {
  readonly stable: Stable;
  /** Names of the contenders whose lanes are processes, as far as this machine has them. */
  readonly processLanes: readonly string[];
}

type Throughput = Extract<Load, { kind: "throughput" }>;

const peers = ["piscina", "piscina tuned", "tinypool", "tinypool tuned", "workerpool", "StaticPool"];

/** Duration of one measurement of calls in flight, in milliseconds. */
const sampleMs = 250;

/** Calls of 200 bytes, in one closed loop for each call in flight. */
export function throughputFigures({ stable, processLanes }: FigureParts, inFlight: number): readonly Figure[] {
  const figure = (name: string, role: Figure["role"], goals: readonly Goal[] = [], more: Partial<Throughput> = {}) => ({
    name,
    role,
    goals,
    run: () => stable.get(name).measure({ kind: "throughput", inFlight, ms: sampleMs, ...more }),
  });
  const processes = { countsCpu: false };
  const isHundred = inFlight === 100;
  return [
    figure("raw loop", "limit"),
    figure("batched fork", "limit", [], processes),
    ...peers.map((name) => figure(name, "peer")),
    figure("lanes", "ours", goalsOfLanes[inFlight]),
    figure("8 tenants", "ours", isHundred ? [atLeast(0.7, "lanes")] : [], tenants),
    figure("8 sets of secrets", "ours", [], secretSets),
    ...processLanes.map((name) =>
      figure(name, "ours", isHundred && name === "process lanes" ? [atLeast(1, "raw loop")] : [], processes),
    ),
    figure("in process", "ours"),
  ];
}

const goalsOfLanes: Readonly<Record<number, readonly Goal[]>> = {
  1: [within("p50", 1.3, "raw loop")],
  100: [atLeast(1.2, "raw loop"), atLeast(3, "piscina"), atLeast(1.5, "piscina tuned"), atLeast(1.5, "tinypool tuned")],
};

/** 1,000 calls of 100 ms at once. Pools with one call a worker would take a minute, and get a fiftieth of them. */
export function waitFigures({ stable, processLanes }: FigureParts): readonly Figure[] {
  const figure = (name: string, role: Figure["role"], load: Partial<Load> = {}, limit?: number): Figure => ({
    name: `${name}${"isCancellable" in load ? ", a signal each" : ""}${"times" in load ? " (20 calls, times 50)" : ""}`,
    role,
    goals: limit === undefined ? [] : [{ kind: "at most", metric: "ms", limit }],
    run: () => stable.get(name).measure({ kind: "waits", count: 1000, ...load } as Load),
  });
  const fiftieth = { count: 20, times: 50 };
  const isCancellable = true;
  return [
    figure("raw loop", "limit"),
    ...["piscina", "tinypool", "workerpool", "StaticPool"].map((name) => figure(name, "peer", fiftieth)),
    ...["piscina tuned", "tinypool tuned"].map((name) => figure(name, "peer")),
    // The others take no signal. With one, also those that are tuned run one call a worker.
    ...["piscina", "piscina tuned", "tinypool", "tinypool tuned"].map((name) =>
      figure(name, "peer", { ...fiftieth, isCancellable }),
    ),
    figure("lanes", "ours", {}, 200),
    figure("lanes", "ours", { isCancellable }, 250),
    ...processLanes.flatMap((name) => [figure(name, "ours"), figure(name, "ours", { isCancellable })]),
    figure("in process", "ours"),
    figure("in process", "ours", { isCancellable }),
  ];
}

/** 50 waits of 100 ms a second in four lanes, alone and beside a loop of 2 s a second. */
export function besideFigures({ stable }: FigureParts): readonly Figure[] {
  const figure = (name: string, hasLoops: boolean, goals: readonly Goal[] = []): Figure => ({
    name,
    role: "ours",
    goals,
    run: () => stable.get("4 lanes").measure({ kind: "beside", seconds: 5, hasLoops }),
  });
  return [figure("waits", false), figure("waits beside loops", true, [within("p99", 1.5, "waits")])];
}

/** Results of `count` kilobytes, as rows of one each. */
export function resultFigures({ stable, processLanes }: FigureParts, count: number): readonly Figure[] {
  const figure = (name: string, role: Figure["role"]): Figure => ({
    name,
    role,
    goals: [],
    run: () => stable.get(name).measure({ kind: "rows", count }),
  });
  return [
    figure("raw loop", "limit"),
    ...["piscina tuned", "tinypool tuned", "workerpool", "StaticPool"].map((name) => figure(name, "peer")),
    figure("lanes", "ours"),
    ...processLanes.map((name) => figure(name, "ours")),
    figure("in process", "ours"),
  ];
}

/** Cost of starting lanes. The first call of a new domain retires another domain's lane when there are 16. */
export function laneFigures({ stable, processLanes }: FigureParts): readonly Figure[] {
  const figure = (name: string, role: Figure["role"], of: string, load: Load, goals: readonly Goal[] = []): Figure => ({
    name,
    role,
    goals,
    run: () => stable.get(of).measure(load),
  });
  const newDomain: Load = { kind: "firstAnswer", isNewDomain: true };
  const threeTimes = (of: string): readonly Goal[] => [within("ms", 3, of)];
  const [thread, child] = ["new Worker to its first answer", "fork to its first answer"];
  return [
    figure(thread, "limit", "raw loop", { kind: "firstAnswer" }),
    figure("first call of a new domain", "ours", "lanes", newDomain, threeTimes(thread)),
    figure("a lane ends, full strength again", "ours", "lanes", { kind: "recovery" }, threeTimes(thread)),
    ...(processLanes.length > 0 ? [figure(child, "limit", "batched fork", { kind: "firstAnswer" })] : []),
    ...processLanes.flatMap((name) => [
      figure(`${name}: new domain`, "ours", name, newDomain, threeTimes(child)),
      figure(`${name}: full strength again`, "ours", name, { kind: "recovery" }, threeTimes(child)),
    ]),
  ];
}

/** Memory in use, in processes that have done nothing else. */
export function memoryFigures({ stable, processLanes }: FigureParts): readonly Figure[] {
  const figure = (name: string, role: Figure["role"], of: string, load: Load, goals: readonly Goal[] = []): Figure => ({
    name,
    role,
    goals,
    run: () => measureFresh(stable, of, load),
  });
  const calls: Load = { kind: "memoryOfCalls", count: 2000 };
  const callsOf = (of: string, role: Figure["role"]): Figure => figure(`1,000 calls in flight, ${of}`, role, of, calls);
  return [
    figure("a bare worker", "limit", "raw loop", laneLoad),
    figure("a lane", "ours", "lanes", laneLoad, [within("megabytes", 2, "a bare worker")]),
    ...(processLanes.length > 0 ? [figure("a bare fork", "limit", "batched fork", laneLoad)] : []),
    ...processLanes.map((name) => figure(`a ${name.replace("lanes", "lane")}`, "ours", name, laneLoad)),
    callsOf("raw loop", "limit"),
    callsOf("piscina tuned", "peer"),
    callsOf("lanes", "ours"),
    ...(processLanes.length > 0 ? [callsOf("batched fork", "limit")] : []),
    ...processLanes.map((name) => callsOf(name, "ours")),
    callsOf("in process", "ours"),
  ];
}

/** Load that measures the memory of a lane. */
export const laneLoad: Load = { kind: "memoryOfLanes", lanes: 8 };

/** Measures one load in a new process. */
export async function measureFresh(stable: Stable, name: string, load: Load): Promise<Sample> {
  const contender = stable.fresh(name);
  try {
    return await contender.measure(load);
  } finally {
    contender.close();
  }
}

function atLeast(factor: number, of: string): Goal {
  return { kind: "at least", metric: "callsPerSecond", factor, of };
}

function within(metric: Metric, factor: number, of: string): Goal {
  return { kind: "ratio", metric, factor, of };
}
