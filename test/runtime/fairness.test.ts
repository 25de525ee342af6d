import { describe, expect, test } from "vitest";
import type { Runtime } from "../../runtime/index.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule, requireSecret } from "./fixtures/read-module.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

// Lanes are shared among tenants: none is kept from its turn by others that always have calls.

const [alpha, beta] = [requireSecret("alpha", "ALPHA_KEY"), requireSecret("beta", "BETA_KEY")];
const domains = readModule("domains.ts", {
  readAlpha: { secrets: [alpha] },
  readBeta: { secrets: [beta] },
  readBoth: { secrets: [alpha, beta] },
});
const replacement = readModule("replacement.ts");
const { open } = prepareBuild({ domains, replacement }, { prefix: "domains", options: { lanes: 1, timeout: 60_000 } });
const secrets = { alpha: { ALPHA_KEY: "alpha" }, beta: { BETA_KEY: "beta" } };
const calls = ["none", "readAlpha", "readBeta", "readBoth"] as const;

/** Keeps eight overlapping calls of a tenant going until `stop`; counts those that ended. */
function flood(runtime: Runtime, tenant: string, { ms = 100, actions = ["none"] as readonly string[], at = 8 } = {}) {
  const state = { ended: 0, longestMs: 0, isOver: false };
  const one = async (index: number): Promise<void> => {
    await pause((index * ms) / at);
    for (let turn = index; !state.isOver; turn++) {
      const began = performance.now();
      const name = actions[turn % actions.length];
      await codeOf(
        runtime.run(`domains.${name}`, name === "none" ? { tenant, ms } : { ms }, { domain: tenant, secrets }),
      );
      state.ended++;
      state.longestMs = Math.max(state.longestMs, performance.now() - began);
    }
  };
  const all = Promise.all(Array.from({ length: at }, (_, index) => one(index)));
  return {
    state,
    stop: () => {
      state.isOver = true;
      return all;
    },
  };
}

/** Makes a short call of a tenant, and returns how long it took in milliseconds. */
async function timeOf(runtime: Runtime, tenant: string): Promise<number> {
  const began = performance.now();
  await runtime.run("domains.none", { tenant, ms: 1 }, { domain: tenant });
  return performance.now() - began;
}

describe.concurrent.each(["thread", "process"] as const)("among %s lanes", (isolation) => {
  test("a third tenant has its turn beside two that always have calls", async ({ onTestFinished }) => {
    const { runtime } = await open({ isolation, maxLanes: 2 }, onTestFinished);
    const floods = ["one", "two"].map((tenant) => flood(runtime, tenant));
    await until(() => floods.every(({ state }) => state.ended > 8));
    for (let turn = 0; turn < 3; turn++) expect(await timeOf(runtime, "three")).toBeLessThan(8_000);
    const before = floods.map(({ state }) => state.ended);
    await until(() => floods.every(({ state }, index) => state.ended > (before[index] ?? 0) + 8)); // they go on
    expect(runtime.stats().lanes.length).toBeLessThanOrEqual(4);
    await Promise.all(floods.map(({ stop }) => stop()));
  });

  test("long calls of others do not keep a tenant waiting, and are not ended", async ({ onTestFinished }) => {
    const { runtime } = await open({ isolation, maxLanes: 2 }, onTestFinished);
    const long = ["one", "two"].map((tenant) =>
      codeOf(runtime.run("domains.none", { tenant, ms: 8_000 }, { domain: tenant })),
    );
    await until(() => runtime.stats().running === 2);
    expect(await timeOf(runtime, "three")).toBeLessThan(7_000);
    expect(runtime.stats().running).toBe(2);
    // Whose lane was drained gets it back.
    const [one, two] = await Promise.all([timeOf(runtime, "one"), timeOf(runtime, "two")]);
    expect(Math.max(one, two)).toBeLessThan(7_000);
    expect(await Promise.all(long)).toEqual([expect.stringMatching("resolved"), expect.stringMatching("resolved")]);
  });
});

test.concurrent("ten tenants that always have calls take turns on two lanes", async ({ onTestFinished }) => {
  const { runtime } = await open({ maxLanes: 2 }, onTestFinished);
  const floods = Array.from({ length: 10 }, (_, index) => flood(runtime, `tenant ${index}`, { ms: 20 }));
  await until(() => floods.every(({ state }) => state.ended > 40));
  for (const { state } of floods) expect(state.longestMs).toBeLessThan(20_000);
  expect(runtime.stats().lanes.length).toBeLessThanOrEqual(4);
  await Promise.all(floods.map(({ stop }) => stop()));
});

test.concurrent("many sets of secrets give a tenant no larger share", async ({ onTestFinished }) => {
  const { runtime } = await open({ maxLanes: 4 }, onTestFinished);
  const greedy = flood(runtime, "greedy", { actions: calls, at: 16 });
  await until(() => runtime.stats().lanes.length === 4);
  const others = ["x", "y", "z"].map((tenant) => flood(runtime, tenant));
  await until(() => others.every(({ state }) => state.ended > 8));
  // Samples over some turns: each has about one of four lanes.
  const lanes = { greedy: 0, others: 0 };
  for (let sample = 0; sample < 60; sample++) {
    for (const { domain, state } of runtime.stats().lanes) {
      if (state !== "draining") lanes[domain.endsWith("@greedy") ? "greedy" : "others"]++;
    }
    await pause(25);
  }
  expect(lanes.others).toBeGreaterThan(1.5 * lanes.greedy);
  const before = greedy.state.ended;
  await until(() => greedy.state.ended > before + 16); // and all of its sets of secrets have their turns
  await Promise.all([greedy, ...others].map(({ stop }) => stop()));
});

test.concurrent("a tenant whose lanes end again and again keeps no other from its turn", async ({ onTestFinished }) => {
  const { runtime } = await open({ maxLanes: 1 }, onTestFinished);
  let isOver = false;
  const losing = (async () => {
    while (!isOver) await codeOf(runtime.run("domains.exits", {}, { domain: "x" }));
  })();
  await pause(300);
  expect(await timeOf(runtime, "y")).toBeLessThan(8_000);
  isOver = true;
  await losing;
});

test.concurrent("lanes that one tenant has replaced again and again leave room for others", async ({
  onTestFinished,
}) => {
  const { runtime } = await open({ maxLanes: 2 }, onTestFinished);
  const options = { domain: "x" };
  const long: Promise<string>[] = [];
  for (let lane = 0; lane < 4; lane++) {
    long.push(codeOf(runtime.run("replacement.wait", { ms: 50_000 }, options)));
    await until(() => runtime.stats().running === lane + 1);
    await codeOf(runtime.run("replacement.throwsLate", {}, options));
    await pause(100);
  }
  expect(runtime.stats().lanes).toHaveLength(4);
  expect(await timeOf(runtime, "y")).toBeLessThan(8_000);
  expect(runtime.stats().running).toBeGreaterThan(1);
  expect(await Promise.race(long)).toBe("WORKER_LOST");
  await runtime.close();
});

test.concurrent("a service with one lane serves all tenants", async ({ onTestFinished }) => {
  const { runtime } = await open({ maxLanes: 1 }, onTestFinished);
  const floods = ["one", "two", "three"].map((tenant) => flood(runtime, tenant));
  await until(() => floods.every(({ state }) => state.ended > 16));
  await Promise.all(floods.map(({ stop }) => stop()));
});

describe("a full queue", () => {
  const waitFor = (runtime: Runtime, tenant: string | undefined, count: number): readonly Promise<string>[] =>
    Array.from({ length: count }, () =>
      codeOf(
        runtime.run("domains.none", { tenant: tenant ?? "", ms: 1 }, tenant === undefined ? {} : { domain: tenant }),
      ),
    );
  const refused = async (calls: readonly Promise<string>[]): Promise<number> =>
    (await Promise.all(calls)).filter((code) => code === "QUEUE_FULL").length;

  test.concurrent("takes calls of tenants that have less than their share", async ({ onTestFinished }) => {
    const { runtime } = await open({ maxLanes: 1, queueLimit: 60 }, onTestFinished);
    const greedy = waitFor(runtime, "greedy", 200); // may have the whole queue, being alone
    const others = ["x", undefined, "z"].map((tenant) => waitFor(runtime, tenant, 10));
    expect(await refused(greedy)).toBe(140);
    for (const calls of others) expect(await refused(calls)).toBe(0);
    expect(runtime.stats().queued).toBe(0);
    expect(await refused(waitFor(runtime, "x", 60))).toBe(0); // what has ended counts no more
  });

  test.concurrent("takes no more of them than their share", async ({ onTestFinished }) => {
    const { runtime } = await open({ maxLanes: 1, queueLimit: 60 }, onTestFinished);
    const all = ["a", "b", "c"].map((tenant) => waitFor(runtime, tenant, 100));
    expect(await Promise.all(all.map(refused))).toEqual([40, 70, 80]);
    expect(await refused(waitFor(runtime, "a", 61))).toBe(1);
  });

  test.concurrent("has a bound for many tenants, too", async ({ onTestFinished }) => {
    const { runtime } = await open({ maxLanes: 1, queueLimit: 3 }, onTestFinished);
    const all = Array.from({ length: 20 }, (_, index) => waitFor(runtime, `tenant ${index}`, 4));
    expect((await Promise.all(all.map(refused))).map((count) => 4 - count)).toEqual([3, 1, 1, ...Array(17).fill(0)]);
  });
});
