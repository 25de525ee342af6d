import { expect, test } from "vitest";
import { Statistics } from "../../runtime/call/statistics.js";
import type { JsonObject, Runtime } from "../../runtime/index.js";
import { Tally } from "../../runtime/telemetry/tally.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule, requireSecret } from "./fixtures/read-module.js";

// Sharing of lanes while they are few, come and go, and some are lost.

const [alpha, beta] = [requireSecret("alpha", "ALPHA_KEY"), requireSecret("beta", "BETA_KEY")];
const domains = readModule("domains.ts", {
  readAlpha: { secrets: [alpha] },
  readBeta: { secrets: [beta] },
  readBoth: { secrets: [alpha, beta] },
  alone: { limits: { exclusive: true } },
});
const { open } = prepareBuild({ domains }, { prefix: "domains" });

interface Seen {
  readonly lane: string;
  readonly seen: readonly string[];
}

/** Runs an action for a tenant, whose name its values of secrets hold. */
async function run(runtime: Runtime, key: string, tenant: string, args: JsonObject = {}): Promise<Seen> {
  const secrets = { alpha: { ALPHA_KEY: `alpha of ${tenant}` }, beta: { BETA_KEY: `beta of ${tenant}` } };
  return (await runtime.run(`domains.${key}`, args, { domain: tenant, secrets })) as unknown as Seen;
}

test("however few lanes there are, none ever sees what belongs to another tenant or other secrets", async () => {
  const { runtime, events } = await open({ lanes: 2, maxLanes: 3 });
  const tenants = ["x", "y", "x@y", "y!"];
  const domainsOf = new Map<string, Set<string>>();
  const check = async (key: string, tenant: string, ms: number): Promise<void> => {
    const args = key === "none" ? { tenant, ms } : { ms };
    const { lane, seen } = await run(runtime, key, tenant, args);
    const own = { none: tenant, readAlpha: `alpha of ${tenant}`, readBeta: `beta of ${tenant}` }[key];
    expect(seen).toEqual([own ?? `alpha of ${tenant}+beta of ${tenant}`]);
    domainsOf.set(lane, (domainsOf.get(lane) ?? new Set()).add(`${key} for ${tenant}`));
  };
  const keys = ["none", "readAlpha", "readBeta", "readBoth"];
  const calls = tenants.flatMap((tenant, t) =>
    keys.flatMap((key, k) => [0, 1, 2].map((n) => [key, tenant, (t + k + n) % 5] as const)),
  );
  // Of a tenant of its own: a call that runs beside it is lost with its lane.
  const losing = runtime.run("domains.exits", {}, { domain: "z" }).catch(() => {});
  await Promise.all([losing, ...calls.map((call) => check(...call))]);
  expect([...domainsOf.values()].every(({ size }) => size === 1)).toBe(true);
  expect(domainsOf.size).toBeGreaterThanOrEqual(tenants.length * keys.length);
  expect(events.filter(({ kind }) => kind === "lane-retired").length).toBeGreaterThan(10);
  expect(runtime.stats().lanes.length).toBeLessThanOrEqual(3);
});

test("no tenant can name itself into the lanes of another", async () => {
  const { runtime } = await open({ lanes: 1 });
  const { lane } = await run(runtime, "alone", "x", { tenant: "x" });
  for (const tenant of ["x!", "!x", "!@x", "@x", ""]) {
    const other = await run(runtime, "none", tenant, { tenant, ms: 0 });
    expect(other.seen).toEqual([tenant]);
    expect(other.lane).not.toBe(lane);
  }
});

test('`sharing: "all"` is one domain for all but what may do more than others, and @exclusive', async () => {
  const { runtime } = await open({ lanes: 1, sharing: "all" });
  const first = await run(runtime, "none", "x", { tenant: "x", ms: 0 });
  const second = await run(runtime, "readAlpha", "y", { ms: 0 });
  expect(second).toEqual({ lane: first.lane, seen: ["x", "alpha of y"] });
  expect((await run(runtime, "alone", "x", { tenant: "x" })).lane).not.toBe(first.lane);
  expect(Object.keys(runtime.stats().domains).sort()).toEqual(["all", "all!"]);
});

test("of many domains the statistics keep those that were used last", () => {
  const statistics = new Statistics();
  const action = new Tally();
  for (let tenant = 0; tenant < 2_000; tenant++) {
    for (const domain of ["", `@${tenant}`]) statistics.count("ok", 1, { action, domain, lane: undefined });
  }
  const { domains } = statistics.report([], 0);
  expect(Object.keys(domains)).toHaveLength(1_000);
  expect([domains[""]?.calls.total, domains["@1999"]?.calls.total, domains["@0"]]).toEqual([2_000, 1, undefined]);
});
