import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Statistics } from "../../runtime/call/statistics.js";
import { createRuntime, type JsonObject, type Runtime, type RuntimeEvent } from "../../runtime/index.js";
import { Tally } from "../../runtime/telemetry/tally.js";
import { type Fixture, makeBuild } from "./fixture.js";

// Who shares a lane with whom, while lanes are few, come and go, and some are lost.

const source = `
import { action, secret } from "actionary";
export const alpha = secret({ name: "alpha", keys: ["ALPHA_KEY"] });
export const beta = secret({ name: "beta", keys: ["BETA_KEY"] });
const lane = crypto.randomUUID();
const seen = new Set<string>();
async function see(who: string, ms: number) {
  seen.add(who);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return { lane, seen: [...seen] };
}
export function none(tenant: string, ms: number) { return see(tenant, ms); }
export function readAlpha(ms: number) { return see(alpha.get("ALPHA_KEY"), ms); }
export function readBeta(ms: number) { return see(beta.get("BETA_KEY"), ms); }
export function readBoth(ms: number) { return see(alpha.get("ALPHA_KEY") + "+" + beta.get("BETA_KEY"), ms); }
export function alone(tenant: string) { return see(tenant, 0); }
export function exits() { process.exit(1); }
`;
const use = (name: string, key: string) => ({ name, keys: [key], optionalKeys: [], optional: false });
const uses = [use("alpha", "ALPHA_KEY"), use("beta", "BETA_KEY")] as const;
const actions = {
  "d.none": { export: "none", parameters: ["tenant", "ms"] },
  "d.readAlpha": { export: "readAlpha", parameters: ["ms"], secrets: [uses[0]] },
  "d.readBeta": { export: "readBeta", parameters: ["ms"], secrets: [uses[1]] },
  "d.readBoth": { export: "readBoth", parameters: ["ms"], secrets: uses },
  "d.alone": { export: "alone", parameters: ["tenant"], limits: { exclusive: true } },
  "d.exits": { export: "exits" },
} as const;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await makeBuild({ d: { source, actions } });
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

interface Seen {
  readonly lane: string;
  readonly seen: readonly string[];
}

/** Runs an action for a tenant, whose values of secrets tell whose they are. */
async function run(runtime: Runtime, key: string, tenant: string, args: JsonObject = {}): Promise<Seen> {
  const secrets = { alpha: { ALPHA_KEY: `alpha of ${tenant}` }, beta: { BETA_KEY: `beta of ${tenant}` } };
  return (await runtime.run(`d.${key}`, args, { domain: tenant, secrets })) as unknown as Seen;
}

test("however few lanes there are, none ever sees what belongs to another tenant or other secrets", async () => {
  const events: RuntimeEvent[] = [];
  const onEvent = (event: RuntimeEvent): unknown => events.push(event);
  await using runtime = await createRuntime({ generated: fixture.generated, lanes: 2, maxLanes: 3, onEvent });
  const tenants = ["x", "y", "x@y", "y!"];
  const domainsOf = new Map<string, Set<string>>();
  const look = async (key: string, tenant: string, ms: number): Promise<void> => {
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
  const losing = runtime.run("d.exits", {}, { domain: "x" }).catch(() => {});
  await Promise.all([losing, ...calls.map((call) => look(...call))]);
  expect([...domainsOf.values()].every(({ size }) => size === 1)).toBe(true);
  expect(domainsOf.size).toBeGreaterThanOrEqual(tenants.length * keys.length);
  expect(events.filter(({ kind }) => kind === "lane-retired").length).toBeGreaterThan(10);
  expect(runtime.stats().lanes.length).toBeLessThanOrEqual(3);
});

test("no tenant can name itself into the lanes of another", async () => {
  await using runtime = await createRuntime({ generated: fixture.generated, lanes: 1 });
  const { lane } = await run(runtime, "alone", "x", { tenant: "x" });
  for (const tenant of ["x!", "!x", "!@x", "@x", ""]) {
    const other = await run(runtime, "none", tenant, { tenant, ms: 0 });
    expect(other.seen).toEqual([tenant]);
    expect(other.lane).not.toBe(lane);
  }
});

test('`sharing: "all"` is one domain for all but what may do more than others, and @exclusive', async () => {
  await using runtime = await createRuntime({ generated: fixture.generated, lanes: 1, sharing: "all" });
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
