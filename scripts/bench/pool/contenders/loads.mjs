// What is asked of a contender. Each load takes its `open` and what `open` made, and gives one sample.
import { Latencies } from "./latencies.mjs";
import { residentMegabytes } from "./memory.mjs";

/** The argument and the result of `echo`: about 200 bytes of JSON. */
export const item = {
  id: "6f1c2b8e-4a52-4b8e-9d3f-0c1a7e5b9d24",
  name: "Quarterly report of the northern region",
  note: "Checked twice; the totals agree with those of the ledger.",
  count: 1842,
  tags: ["finance", "north", "quarterly"],
};

/**
 * How long a process that was not measured before warms up: until so many calls of each of its domains, 100 at once, or that
 * long, in milliseconds. The compiler takes its time, and in every worker anew: two have so many, eight domains have 16.
 */
const warmUpCalls = 100_000;
const warmUpMs = 20_000;
const settleMs = 50;
let isWarm = false;

export const loads = {
  /** Calls one after another, in as many strands as are in flight. Each keeps to one domain, or has its share of them by turns. */
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

  /** All at once; `times` where only a part was asked for, because all would take a minute. */
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
    await busy(pool, 100); // all lanes are there
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

  /** One result of as many rows of a kilobyte. */
  async rows({ pool, count }) {
    await pool.call("rows", { count: 1 });
    const start = performance.now();
    const result = await pool.call("rows", { count });
    const ms = performance.now() - start;
    if (result.length !== count) throw new Error(`${result.length} rows came instead of ${count}`);
    return { ms };
  },

  /** From nothing to the first answer: of a worker of its own, or of a domain that has no lane yet. */
  async firstAnswer({ pool, open, isNewDomain }) {
    if (isNewDomain) await pool.call("echo", item);
    const start = performance.now();
    const used = isNewDomain ? pool : await open({ lanes: 1 });
    await used.call("echo", item, isNewDomain ? { domain: `tenant-${start}` } : undefined);
    const ms = performance.now() - start;
    if (used !== pool) await used.close();
    return { ms };
  },

  /** From the call that ends its lane until as many lanes as before have answered. */
  async recovery({ pool }) {
    await bothLanes(pool);
    const start = performance.now();
    const end = await pool.call("end_lane", {}).catch(({ code }) => code);
    if (end !== "WORKER_LOST") throw new Error(`the lane did not end: ${end}`);
    await bothLanes(pool);
    return { ms: performance.now() - start };
  },

  /** How much the process and its children grow by a lane that has answered. */
  async memoryOfLanes({ open, lanes }) {
    await busy(await open({ lanes: 1 }), 1);
    const before = residentMegabytes();
    await busy(await open({ lanes }), lanes);
    return { megabytes: (residentMegabytes() - before) / lanes };
  },

  /** How much the process and its children grow by a thousand calls in flight. */
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
