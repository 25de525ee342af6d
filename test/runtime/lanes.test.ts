import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  type ActionError,
  createRuntime,
  type Json,
  type JsonObject,
  type Runtime,
  type RuntimeEvent,
  type RuntimeOptions,
} from "../../runtime/index.js";
import { type Fixture, makeBuild } from "./fixture.js";

const source = `
import { action, secret } from "actionary";
import { threadId } from "node:worker_threads";
export const alpha = secret({ name: "alpha", keys: ["ALPHA_KEY"] });
export const beta = secret({ name: "beta", keys: ["BETA_KEY"] });
export const gamma = secret({ name: "gamma", keys: ["GAMMA_KEY"] });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let starts = 0;
const order: string[] = [];

export function where() { return threadId; }
export async function whereSlowly(ms: number) { await pause(ms); return threadId; }
export function spin(ms: number) { starts++; const end = Date.now() + ms; while (Date.now() < end); return starts; }
export function forever() { while (true); }
export async function ignore(ms: number) { await pause(ms); return "done"; }
export async function notice() {
  action.log("started");
  await new Promise((resolve) => action.signal.addEventListener("abort", resolve));
  seen.push(String(action.signal.reason.name));
}
const seen: string[] = [];
export function noticed() { return seen; }
export function exit(code: number) { process.exit(code); }
export async function a() { order.push("a"); }
export async function b() { order.push("b"); return order.indexOf("b"); }
export function spinA() { const end = Date.now() + 5; while (Date.now() < end); order.push("a"); }
export function spinB() { return order.length; }
export async function readAlpha() { await pause(1); return [threadId, alpha.get("ALPHA_KEY"), process.env.ALPHA_KEY ?? null]; }
export async function readBeta() { return [threadId, beta.get("BETA_KEY")]; }
export async function readGamma() { return [threadId, gamma.get("GAMMA_KEY")]; }
export async function rejectLate() { void Promise.reject(new Error("nobody waits")); return "fine"; }
export async function rejectAfter() { setTimeout(() => { void Promise.reject(new Error("too late")); }, 5); return "fine"; }
export async function throwLate() { setTimeout(() => { throw new Error("thrown late"); }, 5); return "fine"; }
export async function throwWithin() { setTimeout(() => { throw new Error("thrown within"); }, 5); await pause(60_000); }
export async function logLate() { setTimeout(() => action.log("after the end"), 5); return "fine"; }
export async function print() {
  console.log("log", { n: 1 }); console.debug("debug"); console.warn("warn"); console.error("error");
  process.stdout.write("out\\n"); process.stderr.write("err\\n"); console.table([{ x: 1 }]);
  await pause(1); console.log("last");
}
export function memory() { let last: unknown = null; while (true) last = { last, list: [1, 2, 3] }; }
export function length(text: string) { return text.length; }
export function leak() { return { token: alpha.get("ALPHA_KEY") }; }
`;

const exits = "process.exit(3);\nexport function never() {}";
const use = (name: string, key: string) => ({ name, keys: [key], optionalKeys: [], optional: false });
const plain = (name: string, ...parameters: string[]) => ({ export: name, parameters });

const actions = {
  ...Object.fromEntries(
    ["where", "forever", "notice", "noticed", "a", "b", "spinA", "spinB", "print", "memory"].map((name) => [
      `lanes.${name}`,
      plain(name),
    ]),
  ),
  ...Object.fromEntries(
    ["rejectLate", "rejectAfter", "throwLate", "throwWithin", "logLate"].map((name) => [`lanes.${name}`, plain(name)]),
  ),
  "lanes.whereSlowly": plain("whereSlowly", "ms"),
  "lanes.spin": plain("spin", "ms"),
  "lanes.ignore": plain("ignore", "ms"),
  "lanes.exit": plain("exit", "code"),
  "lanes.length": plain("length", "text"),
  "lanes.readAlpha": { export: "readAlpha", secrets: [use("alpha", "ALPHA_KEY")] },
  "lanes.leak": { export: "leak", secrets: [use("alpha", "ALPHA_KEY")] },
  "lanes.readBeta": { export: "readBeta", secrets: [use("beta", "BETA_KEY")] },
  "lanes.readGamma": { export: "readGamma", secrets: [use("gamma", "GAMMA_KEY")] },
};

const secrets = { alpha: { ALPHA_KEY: "alpha-1" }, beta: { BETA_KEY: "beta-1" }, gamma: { GAMMA_KEY: "gamma-1" } };
let fixture: Fixture;

beforeAll(async () => {
  fixture = await makeBuild({
    lanes: { source, actions },
    exits: { source: exits, actions: { "exits.never": plain("never") } },
  });
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

interface Open {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
  readonly run: (key: string, args?: JsonObject, options?: Parameters<Runtime["run"]>[2]) => Promise<Json>;
}

async function open(options: RuntimeOptions = {}): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const runtime = await createRuntime({
    generated: fixture.generated,
    secrets,
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => runtime.close());
  return { runtime, events, run: (key, args = {}, more) => runtime.run(`lanes.${key}`, args, more) };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    (value) => `resolved with ${JSON.stringify(value)}`,
    (error: ActionError) => error.code,
  );
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const isLate = (event: RuntimeEvent, reason: string): boolean => event.kind === "late-fault" && event.reason === reason;

/** Waits until something holds; the test's own time limit is the only other end. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

describe("time and cancellation", () => {
  test("a busy loop loses its lane; neighbours in another lane and unstarted calls do not notice", async () => {
    const { runtime, run, events } = await open({ lanes: 2 });
    const threads = new Set(await Promise.all([run("whereSlowly", { ms: 100 }), run("whereSlowly", { ms: 100 })]));
    expect(threads.size).toBe(2);
    const busy = codeOf(run("forever", {}, { timeout: 300 }));
    await until(() => runtime.stats().running === 1);
    const neighbours = Array.from({ length: 40 }, () => run("whereSlowly", { ms: 400 }, { timeout: 20_000 }));
    expect(await busy).toBe("TIMEOUT");
    expect(events.filter(({ kind }) => kind === "lane-lost")).toEqual([]); // the caller does not wait for that
    const after = new Set(await Promise.all(neighbours));
    expect([...after].some((thread) => !threads.has(thread))).toBe(true);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(1);
    expect(await run("where")).toBeTypeOf("number");
  });

  test("an action that only ignores its end does not hurt its neighbours", async () => {
    const { run, events } = await open({ lanes: 1 });
    const thread = await run("where");
    expect(await codeOf(run("ignore", { ms: 2_000 }, { timeout: 50 }))).toBe("TIMEOUT");
    expect(await run("whereSlowly", { ms: 1_500 })).toBe(thread);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(0);
  });

  test("an action sees why it is to end", async () => {
    const { run } = await open({ lanes: 1 });
    await run("where");
    const controller = new AbortController();
    const options = { signal: controller.signal, onLog: () => controller.abort() };
    expect(await codeOf(run("notice", {}, options))).toBe("CANCELLED");
    expect(await codeOf(run("notice", {}, { timeout: 300 }))).toBe("TIMEOUT");
    expect(await run("noticed")).toEqual(["AbortError", "TimeoutError"]);
  });

  test("a call that is cancelled before it starts never starts", async () => {
    const { run } = await open({ lanes: 1 });
    expect(await run("spin", { ms: 1 })).toBe(1);
    const first = run("spin", { ms: 200 });
    await pause(50);
    const controller = new AbortController();
    const second = codeOf(run("spin", { ms: 1 }, { signal: controller.signal }));
    controller.abort();
    expect(await second).toBe("CANCELLED");
    expect(await first).toBe(2);
    expect(await run("spin", { ms: 1 })).toBe(3);
  });

  test("one signal ends all calls that it was given to", async () => {
    const { run } = await open({ lanes: 1 });
    const warnings: Error[] = [];
    const onWarning = (warning: Error): unknown => warnings.push(warning);
    process.on("warning", onWarning);
    const controller = new AbortController();
    const calls = Array.from({ length: 20 }, () => codeOf(run("ignore", { ms: 200 }, { signal: controller.signal })));
    await pause(100);
    controller.abort();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["CANCELLED"]));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  test("a call that holds its lane within its own time is not ended for a neighbour's sake", async () => {
    const { run, events } = await open({ lanes: 1 });
    await run("where");
    const forgotten = codeOf(run("ignore", { ms: 5_000 }, { timeout: 100 }));
    const held = run("spin", { ms: 1_800 });
    expect(await forgotten).toBe("TIMEOUT");
    expect(await held).toBe(1);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(0);
  });
});

describe("the queue", () => {
  test("takes no more than its limit of calls that have not started", async () => {
    const { run } = await open({ lanes: 1, queueLimit: 3 });
    await run("where");
    const calls = Array.from({ length: 5 }, () => codeOf(run("where")));
    const codes = await Promise.all(calls);
    expect(codes.filter((code) => code === "QUEUE_FULL")).toHaveLength(2);
    expect(codes.slice(0, 3)).not.toContain("QUEUE_FULL");
    expect(await codeOf(run("where"))).toMatch(/^resolved/);
  });

  test("takes turns between actions", async () => {
    const { run } = await open({ lanes: 1, queueLimit: 20_000 });
    await run("b");
    const many = Array.from({ length: 10_000 }, () => run("a"));
    expect(Number(await run("b"))).toBeLessThan(3);
    await Promise.all(many);
  });

  test("takes turns between actions that hold the thread, also when they come later", async () => {
    const { run } = await open({ lanes: 1 });
    await run("spinB");
    const many = Array.from({ length: 500 }, () => codeOf(run("spinA", {}, { timeout: 400 })));
    await pause(100);
    let completed = 0;
    for (const call of many) void call.then(() => completed++);
    await pause(0);
    const before = completed;
    await run("spinB");
    expect(completed - before).toBeLessThanOrEqual(3);
    await Promise.all(many);
  });

  test.each([
    "thread",
    "process",
  ] as const)("no call goes to a %s lane that a function holds while others are free", async (isolation) => {
    const { run } = await open({ lanes: 3, isolation });
    await Promise.all([1, 2, 3].map(() => run("whereSlowly", { ms: 50 })));
    let hasEnded = false;
    const holding = run("spin", { ms: 1_500 }).then(() => {
      hasEnded = true;
    });
    for (let burst = 0; burst < 5; burst++) {
      await pause(20);
      await Promise.all(Array.from({ length: burst * burst }, () => run("whereSlowly", { ms: 5 })));
      expect(hasEnded).toBe(false);
    }
    await holding;
  });

  test("where an action keeps its thread for long, others leave lanes free for it", async () => {
    const { runtime, run } = await open({ lanes: 3 });
    await Promise.all([1, 2, 3].map(() => run("whereSlowly", { ms: 50 })));
    const holding = run("spin", { ms: 400 });
    for (let look = 0; look < 3; look++) {
      await pause(50);
      await run("where");
    }
    await holding;
    const waits: Promise<Json>[] = [];
    while (waits.length < 5) {
      waits.push(run("whereSlowly", { ms: 1_000 }));
      await until(() => runtime.stats().running === waits.length);
    }
    expect(new Set(await Promise.all(waits)).size).toBe(1);
  });

  test("a thousand calls that wait take no longer than one", async () => {
    const { run } = await open({ lanes: 2 });
    await Promise.all([run("where"), run("where")]);
    const started = performance.now();
    await Promise.all(Array.from({ length: 1_000 }, () => run("whereSlowly", { ms: 100 })));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("domains", () => {
  test("a lane serves one set of secrets", async () => {
    const { run } = await open({ lanes: 1 });
    const [none, [alpha], [beta]] = (await Promise.all([run("where"), run("readAlpha"), run("readBeta")])) as [
      number,
      [number],
      [number],
    ];
    expect(new Set([none, alpha, beta]).size).toBe(3);
    expect(await run("where")).toBe(none);
  });

  test("a tenant has lanes of its own; sharing all gives that up", async () => {
    const { run } = await open({ lanes: 1 });
    const threads = await Promise.all([
      run("where"),
      run("where", {}, { domain: "x" }),
      run("where", {}, { domain: "y" }),
    ]);
    expect(new Set(threads).size).toBe(3);
    const shared = await open({ lanes: 1, sharing: "all" });
    const [none, [alpha]] = (await Promise.all([shared.run("where"), shared.run("readAlpha")])) as [number, [number]];
    expect(none).toBe(alpha);
  });

  test("beyond maxLanes the lane that was not used for longest makes way", async () => {
    const { run, events } = await open({ lanes: 1, maxLanes: 2 });
    const [alpha] = (await run("readAlpha")) as [number];
    const [beta] = (await run("readBeta")) as [number];
    expect(((await run("readAlpha")) as [number])[0]).toBe(alpha);
    await run("readGamma");
    expect(events.filter(({ kind }) => kind === "lane-retired")).toEqual([
      { kind: "lane-retired", lane: expect.any(Number), domain: "beta" },
    ]);
    expect(((await run("readAlpha")) as [number])[0]).toBe(alpha);
    expect(((await run("readBeta")) as [number])[0]).not.toBe(beta);
  });

  test("when all lanes are busy one is drained for whoever has none", async () => {
    const { run, events } = await open({ lanes: 2, maxLanes: 2 });
    await Promise.all([run("whereSlowly", { ms: 50 }), run("whereSlowly", { ms: 50 })]);
    let isOver = false;
    const load = async (): Promise<void> => {
      while (!isOver) await run("whereSlowly", { ms: 20 });
    };
    const loads = Promise.all(Array.from({ length: 8 }, load));
    expect(((await run("readAlpha")) as Json[])[1]).toBe("alpha-1");
    expect(((await run("readBeta")) as Json[])[1]).toBe("beta-1");
    isOver = true;
    await loads;
    expect(events.some(({ kind }) => kind === "lane-lost")).toBe(false);
  });
});

describe("loss", () => {
  test.each([0, 1])("process.exit(%s) ends its own call, and the pool is whole again", async (code) => {
    const { run, events } = await open({ lanes: 1 });
    await run("where");
    const error = await run("exit", { code }).catch((reason: ActionError) => reason);
    expect(error).toMatchObject({ code: "WORKER_LOST", retryable: true });
    expect(await run("where")).toBeTypeOf("number");
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith("lane-"));
    expect(kinds).toEqual(["lane-started", "lane-lost", "lane-started"]);
  });

  test("started calls of a lost lane are lost, those that had not started move", async () => {
    const { run } = await open({ lanes: 1 });
    await run("where");
    const started = codeOf(run("whereSlowly", { ms: 5_000 }));
    await pause(50);
    const spinning = run("spin", { ms: 100 });
    await pause(20);
    const [exit, waiting] = [codeOf(run("exit", { code: 1 })), Array.from({ length: 20 }, () => run("where"))];
    expect(await spinning).toBe(1);
    expect([await started, await exit]).toEqual(["WORKER_LOST", "WORKER_LOST"]);
    expect(await Promise.all(waiting)).toHaveLength(20);
  });

  test("too much memory costs the lane, not the host", async () => {
    const { run } = await open({ lanes: 1, memoryMb: 32 });
    const error = (await run("memory").catch((reason: unknown) => reason)) as ActionError;
    expect(error.code).toBe("WORKER_LOST");
    expect(error.message).toMatch(/memory/);
    expect(await run("where")).toBeTypeOf("number");
  });

  test("many long arguments at once do not burst a lane", async () => {
    const { run } = await open({ lanes: 1, memoryMb: 128 });
    const text = "x".repeat(20 * 1024 * 1024);
    const lengths = await Promise.all(Array.from({ length: 6 }, () => run("length", { text })));
    expect(lengths).toEqual(Array.from({ length: 6 }, () => text.length));
  });

  test("arguments that burst every lane are not tried for ever", async () => {
    const { run } = await open({ lanes: 1, memoryMb: 32 });
    const text = "x".repeat(10 * 1024 * 1024);
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(run("length", { text }))));
    expect(codes).toContain("WORKER_LOST");
  });

  test("a module that ends its lanes while it is loaded is not tried for ever", async () => {
    const { runtime } = await open({ lanes: 1 });
    expect(await codeOf(runtime.run("exits.never", {}))).toBe("WORKER_LOST");
  });
});

describe("late faults", () => {
  test("a rejection that nobody caught leaves results and lane alone", async () => {
    const { run, events } = await open({ lanes: 1 });
    const thread = await run("where");
    expect(await run("rejectLate")).toBe("fine");
    expect(await run("rejectAfter")).toBe("fine");
    await until(() => events.filter((event) => isLate(event, "rejection")).length === 2);
    const last = events.filter((event) => isLate(event, "rejection")).at(-1);
    expect(last).toMatchObject({ action: "lanes.rejectAfter", failure: { message: "too late" } });
    expect(await run("where")).toBe(thread);
  });

  test("a late throw lets neighbours finish and replaces the lane", async () => {
    const { run, events } = await open({ lanes: 1 });
    const thread = await run("where");
    const neighbour = run("whereSlowly", { ms: 300 });
    expect(await run("throwLate")).toBe("fine");
    await until(() => events.some((event) => isLate(event, "throw")));
    expect(await run("where")).not.toBe(thread);
    expect(await neighbour).toBe(thread);
    await until(() => events.some(({ kind }) => kind === "lane-retired"));
  });

  test("a throw outside of the function fails the call that it belongs to", async () => {
    const { run } = await open({ lanes: 1 });
    const error = await run("throwWithin").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "ACTION_FAILED", message: "thrown within" });
  });
});

describe("output", () => {
  test("console and streams go to the call's log, in order and before the result", async () => {
    const { run } = await open({ lanes: 1 });
    const lines: string[] = [];
    await run("print", {}, { onLog: ({ level, message }) => lines.push(`${level} ${message}`) });
    expect(lines.slice(0, 6)).toEqual([
      "info log { n: 1 }",
      "debug debug",
      "warn warn",
      "error error",
      "info out",
      "error err",
    ]);
    expect(lines.slice(6, -1).join("\n")).toContain("│ 0");
    expect(lines.at(-1)).toBe("info last");
  });

  test("what comes after the result is an event", async () => {
    const { run, events } = await open({ lanes: 1 });
    await run("logLate", {}, { onLog: () => expect.unreachable() });
    await until(() => events.some((event) => isLate(event, "output")));
    expect(events.find((event) => isLate(event, "output"))).toMatchObject({
      action: "lanes.logLate",
      line: { message: "after the end" },
    });
  });

  test("a callback that throws harms nothing", async () => {
    const { run } = await open({ lanes: 1 });
    const warned = new Promise((resolve) => process.once("warning", resolve));
    const onLog = (): void => {
      throw new Error("my own fault");
    };
    await run("print", {}, { onLog });
    expect(await warned).toMatchObject({ message: "onLog threw: my own fault" });
  });

  test("a result that holds a secret is left alone, and told", async () => {
    const { run, events } = await open();
    expect(await run("leak")).toEqual({ token: "alpha-1" });
    expect(events).toContainEqual({ kind: "secret-in-result", action: "lanes.leak" });
  });
});

describe("close", () => {
  test("ends within five seconds, whatever runs", async () => {
    const { runtime, run } = await open({ lanes: 2 });
    const calls = [codeOf(run("forever")), codeOf(run("ignore", { ms: 60_000 })), codeOf(run("readAlpha"))];
    await pause(200);
    const started = performance.now();
    await Promise.all([runtime.close(), runtime.close()]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await Promise.all(calls)).slice(0, 2)).toEqual(["RUNTIME_CLOSED", "RUNTIME_CLOSED"]);
    expect(await codeOf(run("where"))).toBe("RUNTIME_CLOSED");
  });

  test("waits for calls if asked to", async () => {
    const { runtime, run } = await open({ lanes: 1 });
    const call = run("ignore", { ms: 300 });
    await runtime.close({ drain: true });
    expect(await call).toBe("done");
  });
});
