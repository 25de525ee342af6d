// Loads of a contender. Each takes its `open` and the pool that `open` made, and returns one sample.
import { Latencies } from "./latencies.mjs";
import { residentMegabytes } from "./memory.mjs";

/** Argument and result of `echo`: about 200 bytes of JSON. */
export const item = {
  id: "6f1c2b8e-4a52-4b8e-9d3f-0c1a7e5b9d24",
  name: "Quarterly report of the northern region",
  note: "Checked twice; the totals agree with those of the ledger.",
  count: 1842,
  tags: ["finance", "north", "quarterly"],
};

/**
 * Warm-up of a process before its first measurement: that many calls of each of its domains, 100 at once, or that time, in
 * milliseconds. Each worker compiles by itself, which takes time: one domain has two workers, eight domains have 16.
 */
const warmUpCalls = 100_000;
const warmUpMs = 20_000;
const settleMs = 50;
let isWarm = false;

export const loads = {
  /** Calls in flight: as many strands, each with one call after another, in one domain or in several by turns. */
  async throughput({ pool, inFlight, ms, names = ["echo"], options = [undefined], countsCpu = true }) {
    const domains = Math.max(names.length, options.length);
    const strandOf = (index, count, until, latencies) => {
      let turn = index;
      const call = () => {
        const called = pool.call(names[turn % names.length], item, options[turn % options.length]);
        turn += Math.min(count, domains);
        return called;
      };
      return strand(call, until, latencies);
    };
    const strands = (until, latencies, count = inFlight) =>
      Promise.all(Array.from({ length: count }, (_, index) => strandOf(index, count, until, latencies)));
    await warmUp(strands, domains);
    await strands(performance.now() + settleMs, new Latencies());
    const latencies = new Latencies();
    const cpu = process.cpuUsage();
    const start = performance.now();
    await strands(start + ms, latencies);
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      callsPerSecond: latencies.count / seconds,
      p50: latencies.quantile(0.5),
      p99: latencies.quantile(0.99),
      ...(countsCpu && { cpu: (user + system) / latencies.count }),
    };
  },

  /** All waits at once. `times` extrapolates from a part of them, where all would take a minute. */
  async waits({ pool, count, times = 1, isCancellable }) {
    await pool.call("wait", { ms: 1 });
    const start = performance.now();
    await Promise.all(
      Array.from({ length: count }, () =>
        pool.call("wait", { ms: 100 }, isCancellable ? { signal: new AbortController().signal } : undefined),
      ),
    );
    return { ms: (performance.now() - start) * times };
  },

  /** 50 waits of 100 ms a second, with `hasLoops` beside one loop of 2 s a second. */
  async beside({ pool, seconds, hasLoops }) {
    await busy(pool, 100); // all lanes have started
    const [latencies, calls] = [new Latencies(), []];
    const start = performance.now();
    for (let tick = 0; tick < seconds * 50; tick++) {
      await new Promise((resolve) => setTimeout(resolve, start + tick * 20 - performance.now()));
      if (hasLoops && tick % 50 === 0) calls.push(pool.call("loop.spin", { ms: 2000 }));
      const from = performance.now();
      calls.push(pool.call("wait", { ms: 100 }).then(() => latencies.add(performance.now() - from)));
    }
    await Promise.all(calls);
    return { p50: latencies.quantile(0.5), p99: latencies.quantile(0.99) };
  },

  /** One result of `count` rows of a kilobyte. */
  async rows({ pool, count }) {
    await pool.call("rows", { count: 1 });
    const start = performance.now();
    const result = await pool.call("rows", { count });
    const ms = performance.now() - start;
    if (result.length !== count) throw new Error(`${result.length} rows came instead of ${count}`);
    return { ms };
  },

  /** Time to the first answer of a new worker, or of a domain without a lane. */
  async firstAnswer({ pool, open, isNewDomain }) {
    if (isNewDomain) await pool.call("echo", item);
    const start = performance.now();
    const used = isNewDomain ? pool : await open({ lanes: 1 });
    await used.call("echo", item, isNewDomain ? { domain: `tenant-${start}` } : undefined);
    const ms = performance.now() - start;
    if (used !== pool) await used.close();
    return { ms };
  },

  /** Time from a call that ends its lane until as many lanes as before have answered. */
  async recovery({ pool }) {
    await bothLanes(pool);
    const start = performance.now();
    const end = await pool.call("end_lane", {}).catch(({ code }) => code);
    if (end !== "WORKER_LOST") throw new Error(`the lane did not end: ${end}`);
    await bothLanes(pool);
    return { ms: performance.now() - start };
  },

  /** Memory that the process and its children take for each lane that has answered. */
  async memoryOfLanes({ open, lanes }) {
    await busy(await open({ lanes: 1 }), 1);
    const before = residentMegabytes();
    await busy(await open({ lanes }), lanes);
    return { megabytes: (residentMegabytes() - before) / lanes };
  },

  /** Memory that the process and its children take for a thousand calls in flight. */
  async memoryOfCalls({ pool, count }) {
    await busy(pool, 100);
    const before = residentMegabytes();
    const calls = busy(pool, count, 1000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const grown = residentMegabytes() - before;
    await calls;
    return { megabytes: (grown / count) * 1000 };
  },
};

async function warmUp(strands, domains) {
  if (isWarm) return;
  isWarm = true;
  const calls = new Latencies();
  const end = performance.now() + warmUpMs;
  while (calls.count < warmUpCalls * domains && performance.now() < end)
    await strands(performance.now() + 100, calls, 100);
}

async function strand(call, until, latencies) {
  for (let start = performance.now(); start < until; ) {
    await call();
    const end = performance.now();
    latencies.add(end - start);
    start = end;
  }
}

async function bothLanes(pool) {
  for (let attempt = 1; attempt <= 10; attempt++) {
    const ids = await Promise.all([pool.call("lane_id", {}), pool.call("lane_id", {})]);
    if (ids[0] !== ids[1]) return;
  }
  throw new Error("two calls at once always came to the same lane");
}

function busy(pool, count, ms = 50) {
  return Promise.all(Array.from({ length: count }, () => pool.call("wait", { ms })));
}
