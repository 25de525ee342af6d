import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ActionError,
  createRuntime,
  type Json,
  type JsonObject,
  type RunOptions,
  type Runtime,
  type RuntimeEvent,
  type RuntimeOptions,
} from "../../runtime/index.js";
import { Holding, maxHolding } from "../../runtime/pool/blocking-actions.js";
import { type Fixture, makeBuild } from "./fixture.js";
import { pause, until } from "./waiting.js";

// Which lanes are replaced, what is counted and told of it, and who else is affected.

const source = `
import { action } from "actionary";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const lane = crypto.randomUUID();
export function where() { return lane; }
export async function wait(ms: number) { action.log("on"); await pause(ms); return lane; }
export async function heeds() { await new Promise((end) => action.signal.addEventListener("abort", end)); }
export function spin(ms: number) { const end = Date.now() + ms; while (Date.now() < end); }
export async function loops() { action.log("on"); await new Promise((end) => action.signal.addEventListener("abort", end)); for (;;); }
export function exits() { process.exit(1); }
export function throwsLate() { setTimeout(() => { throw new Error("late"); }, 1); return "fine"; }
export async function burns() { action.log("on"); for (;;) { const end = Date.now() + 20; while (Date.now() < end); await pause(0); } }
`;
const named = ["where", "heeds", "loops", "exits", "throwsLate", "burns"];
const actions = {
  ...Object.fromEntries(named.map((name) => [`r.${name}`, { export: name }])),
  ...Object.fromEntries(["wait", "spin"].map((name) => [`r.${name}`, { export: name, parameters: ["ms"] }])),
  "r.alone": { export: "wait", parameters: ["ms"], limits: { exclusive: true } },
} as const;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await makeBuild({ r: { source, actions } });
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

interface Open extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
  readonly run: (key: string, args?: JsonObject, options?: RunOptions) => Promise<Json>;
}

async function open(options: RuntimeOptions = {}): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const onEvent = (event: RuntimeEvent): unknown => events.push(event);
  const runtime = await createRuntime({ generated: fixture.generated, lanes: 1, onEvent, ...options });
  const run: Open["run"] = (key, args = {}, more) => runtime.run(`r.${key}`, args, more);
  return { runtime, events, run, [Symbol.asyncDispose]: () => runtime.close() };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: ActionError) => error.code,
  );

/** Resolves when a call has begun. */
async function begun(run: Open["run"], key: string, args: JsonObject): Promise<{ readonly ended: Promise<string> }> {
  let ended = Promise.resolve("");
  await new Promise<void>((resolve) => {
    ended = codeOf(run(key, args, { onLog: () => resolve() }));
  });
  return { ended };
}

describe("restarts", () => {
  test.concurrent.for([
    ["loops", {}, "stuck"],
    ["throwsLate", {}, "late-throw"],
    ["burns", {}, "burning"],
    ["alone", { ms: 60_000 }, "forsaken"],
  ] as const)("count a lane that is replaced: %s", async ([key, args, fault]) => {
    await using opened = await open();
    const { runtime, run, events } = opened;
    const controller = new AbortController();
    await codeOf(run(key, args, { signal: controller.signal, onLog: () => controller.abort() }));
    await until(() => events.some(({ kind }) => kind === "lane-retired"));
    expect(events).toContainEqual(expect.objectContaining({ kind: "lane-retired", fault }));
    const { restarts, domains } = runtime.stats();
    expect([restarts, domains[key === "alone" ? "!" : ""]?.restarts]).toEqual([1, 1]);
  });

  test("leave out lanes that made way, that an earlier build had, and that ended with the runtime", async () => {
    await using opened = await open({ maxLanes: 1 });
    const { runtime, run, events } = opened;
    await run("where");
    await run("where", {}, { domain: "x" });
    await runtime.reload();
    await run("where");
    await runtime.close();
    expect(runtime.stats()).toMatchObject({ restarts: 0, lanes: [] });
    const lanes = events.filter(({ kind }) => kind.startsWith("lane-"));
    const ended = lanes.filter(({ kind }) => kind === "lane-retired");
    expect(ended).toHaveLength(lanes.length / 2); // every lane that started
    expect(ended.filter((event) => "fault" in event)).toEqual([]);
  });
});

test.concurrent.for([
  ["that heed it leave their lane alone", "heeds", {}, []],
  ["that go on cost their lane", "wait", { ms: 60_000 }, ["forsaken"]],
] as const)("hundreds of calls at once that nobody waits for and %s", async ([, key, args, faults]) => {
  await using opened = await open();
  const { runtime, run, events } = opened;
  await run("where");
  const controller = new AbortController();
  const calls = Array.from({ length: 600 }, () => codeOf(run(key, args, { signal: controller.signal })));
  await until(() => runtime.stats().running === 600);
  controller.abort();
  expect(new Set(await Promise.all(calls))).toEqual(new Set(["CANCELLED"]));
  await pause(1_200); // longer than such calls are given
  expect(events.flatMap((event) => (event.kind === "lane-retired" ? [event.fault] : []))).toEqual(faults);
});

test("lanes that only finish their calls do not grow without bound", async () => {
  await using opened = await open({ maxLanes: 2 });
  const { runtime, run } = opened;
  const calls: Promise<string>[] = [];
  for (let lane = 0; lane < 6; lane++) {
    // Its lane is to be replaced, and cannot end before it does.
    const started = runtime.stats().lanes.length < 4 ? await begun(run, "wait", { ms: 60_000 }) : undefined;
    if (started) calls.push(started.ended, codeOf(run("throwsLate")));
    await pause(30);
    expect(runtime.stats().lanes.length).toBeLessThanOrEqual(4);
  }
  expect(calls.length).toBeGreaterThan(4);
  await runtime.close();
});

test.each([
  "thread",
  "process",
] as const)("who waits in a %s lane that its first calls end moves on", async (isolation) => {
  await using opened = await open({ isolation });
  const { run, events } = opened;
  // More lanes end so than a call may be the end of.
  const exits = Array.from({ length: 4 }, () => codeOf(run("exits")));
  const others = Array.from({ length: 4 }, () => codeOf(run("where")));
  expect(await Promise.all(exits)).toEqual(Array(4).fill("WORKER_LOST"));
  expect(await Promise.all(others)).toEqual(Array(4).fill("ok"));
  // And none was put off, as lanes that cannot start are.
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith("lane-"));
  expect(kinds.filter((kind) => kind === "lane-lost")).toHaveLength(4);
});

test.each([
  "thread",
  "process",
] as const)("what holds a %s lane counts as running, and who waits as queued", async (isolation) => {
  await using opened = await open({ isolation });
  const { runtime, run } = opened;
  await run("where");
  const waits = await Promise.all([1, 2].map(() => begun(run, "wait", { ms: 600 })));
  const spin = codeOf(run("spin", { ms: 500 }));
  await until(() => runtime.stats().running === 3);
  const controller = new AbortController();
  const cancelled = codeOf(run("where", {}, { signal: controller.signal }));
  const later = codeOf(run("where"));
  await pause(0);
  expect(runtime.stats()).toMatchObject({ queued: 2, running: 3, lanes: [{ queued: 2, running: 3 }] });
  controller.abort();
  expect(runtime.stats()).toMatchObject({ queued: 1, running: 3 });
  expect(await Promise.all([cancelled, later, spin, ...waits.map(({ ended }) => ended)])).toEqual([
    "CANCELLED",
    ...Array(4).fill("ok"),
  ]);
  expect(runtime.stats()).toMatchObject({ queued: 0, running: 0 });
});

test("that an action kept its thread is forgotten when it has not done so for a minute, and beyond a bound", () => {
  const holding = new Holding();
  holding.see("a", 0);
  holding.see("b", 30_000);
  holding.see("a", 50_000);
  holding.forget(89_000);
  expect([holding.has("a"), holding.has("b")]).toEqual([true, true]);
  holding.forget(91_000);
  expect([holding.has("a"), holding.has("b")]).toEqual([true, false]);
  holding.forget(110_000);
  expect(holding.isEmpty).toBe(true);
  for (let index = 0; index <= maxHolding; index++) holding.see(`key-${index}`, 200_000);
  expect([holding.has("key-0"), holding.has("key-1"), holding.has(`key-${maxHolding}`)]).toEqual([false, true, true]);
});
