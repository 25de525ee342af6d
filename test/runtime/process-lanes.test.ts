import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
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
import { type Fixture, type FixtureAction, makeBuild } from "./fixture.js";

const source = `
import { secret } from "actionary";
import { writeSync, closeSync, appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import inspector from "node:inspector";
export const alpha = secret({ name: "alpha", keys: ["ALPHA_KEY"] });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const spinFor = (ms: number) => { const end = Date.now() + ms; while (Date.now() < end); };
let starts = 0;
const kept: unknown[] = [];

export function where() { return process.pid; }
export async function whereSlowly(ms: number) { await pause(ms); return process.pid; }
export async function readAlpha() { console.log("reads", alpha.get("ALPHA_KEY")); return process.env.ALPHA_KEY?.length; }
let met = 0;
let allMet = () => {};
const meeting = new Promise<void>((resolve) => { allMet = resolve; });
export async function meet(count: number) { met++; if (met === count) allMet(); await meeting; return met; }
export function fail() { throw new Error("broken"); }
export function spin(ms: number) { starts++; spinFor(ms); return starts; }
export function forever() { while (true); }
export async function microtasks() { while (true) await null; }
export function block() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }
export function exit(code: number) { process.exit(code); }
export function exitForReal(code: number) { (process as any).reallyExit(code); }
export function abort() { process.abort(); }
export function arrays() { let last: unknown = null; while (true) last = { last, list: [1, 2, 3] }; }
export function strings() { const all: string[] = []; for (let n = 0; ; n++) all.push(("x" + n).repeat(100_000).toUpperCase()); }
export function buffers() { const all: Buffer[] = []; while (true) all.push(Buffer.alloc(1 << 20, 1)); }
export async function buffersSlowly() { const all: Buffer[] = []; while (true) { all.push(Buffer.alloc(1 << 22, 1)); await pause(1); } }
export function keep(mb: number) { kept.push(Buffer.alloc(mb << 20, 1)); return process.pid; }
export function send(file: number, text: string) { writeSync(file, text); }
export function shut(file: number) { closeSync(file); }
export function inspected() { return inspector.url() ?? null; }
export function parent() { return [typeof process.send, typeof process.ppid, process.argv.length]; }
export function start() { return spawnSync(process.execPath, ["-e", "process.stdout.write('hello')"]).stdout.toString(); }
export async function startAndStay() {
  const { spawn } = await import("node:child_process");
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" }).pid;
}
export function write(path: string) { writeFileSync(path, "written"); return readFileSync(path, "utf8"); }
export function mark(path: string, id: number) { appendFileSync(path, id + "\\n"); spinFor(2); return process.pid; }
`;

const parameters: Readonly<Record<string, readonly string[]>> = {
  whereSlowly: ["ms"],
  spin: ["ms"],
  meet: ["count"],
  exit: ["code"],
  exitForReal: ["code"],
  keep: ["mb"],
  send: ["file", "text"],
  shut: ["file"],
};
const plain = [
  ...["where", "fail", "forever", "microtasks", "block", "abort", "arrays", "strings", "buffers", "buffersSlowly"],
  ...["inspected", "parent", ...Object.keys(parameters)],
];
const use = { name: "alpha", keys: ["ALPHA_KEY"], optionalKeys: [], optional: false };

const root = fileURLToPath(new URL("../../", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "actionary-lanes-"));
let fixture: Fixture;

beforeAll(async () => {
  const actions: Record<string, FixtureAction> = {
    ...Object.fromEntries(plain.map((name) => [`p.${name}`, { export: name, parameters: parameters[name] ?? [] }])),
    "p.readAlpha": { export: "readAlpha", secrets: [use] },
    "p.start": { export: "start", permissions: ["child-process"] },
    "p.startAndStay": { export: "startAndStay", permissions: ["child-process"] },
    "p.startUnasked": { export: "start" },
    "p.write": { export: "write", parameters: ["path"], permissions: [`fs:${scratch}`] },
    "p.writeUnasked": { export: "write", parameters: ["path"] },
    "p.mark": { export: "mark", parameters: ["path", "id"], permissions: [`fs:${scratch}`] },
  };
  fixture = await makeBuild({ p: { source, actions } });
});
afterAll(() => {
  rmSync(fixture.generated, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

interface Open {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
  readonly run: (key: string, args?: JsonObject, options?: Parameters<Runtime["run"]>[2]) => Promise<Json>;
}

async function open(options: RuntimeOptions = {}): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const runtime = await createRuntime({
    generated: fixture.generated,
    isolation: "process",
    lanes: 1,
    secrets: { alpha: { ALPHA_KEY: "alpha-1" } },
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => runtime.close());
  return { runtime, events, run: (key, args = {}, more) => runtime.run(`p.${key}`, args, more) };
}

const errorOf = (call: Promise<unknown>): Promise<ActionError> =>
  call.then(
    (value) => expect.unreachable(`resolved with ${JSON.stringify(value)}`),
    (error: ActionError) => error,
  );
const codeOf = (call: Promise<unknown>): Promise<string> => errorOf(call).then(({ code }) => code);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const kindsOf = (events: readonly RuntimeEvent[]): readonly string[] => events.map(({ kind }) => kind);

/** Waits until something holds; the test's own time limit is the only other end. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended and that nobody has asked for yet.
    return process.platform !== "linux" || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("a process lane", () => {
  test("runs calls as a thread does: results, failures, secrets, logs", async () => {
    const { run } = await open();
    expect(await run("where")).not.toBe(process.pid);
    expect(await errorOf(run("fail"))).toMatchObject({ code: "ACTION_FAILED", message: "broken" });
    const lines: string[] = [];
    expect(await run("readAlpha", {}, { onLog: ({ message }) => lines.push(message) })).toBe("alpha-1".length);
    expect(lines).toEqual(["reads [redacted]"]);
    expect(await run("parent")).toEqual(["undefined", "undefined", 2]);
  });

  test("has a thousand calls in flight", async () => {
    const { run, events } = await open({ lanes: 2 });
    const pids = await Promise.all(Array.from({ length: 1_000 }, () => run("whereSlowly", { ms: 50 })));
    expect(pids).toHaveLength(1_000);
    expect(new Set(pids).size).toBe(2);
    expect(kindsOf(events)).toEqual(["lane-started", "lane-started"]);
  });

  test.each([
    "process",
    "thread",
  ] as const)("a %s takes more calls while those that it has only wait", async (isolation) => {
    const { run } = await open({ isolation });
    const calls = Array.from({ length: 900 }, () => run("meet", { count: 900 })); // each waits for all
    expect(new Set(await Promise.all(calls))).toEqual(new Set([900]));
  });

  test("drops a call that is cancelled before it starts", async () => {
    const { run } = await open();
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

  test("opens no inspector for whoever sends it the signal", async () => {
    const { run } = await open();
    const pid = Number(await run("where"));
    process.kill(pid, "SIGUSR1");
    await pause(100);
    expect(await run("inspected")).toBeNull();
    expect(await run("where")).toBe(pid);
  });
});

describe("what ends a process lane", () => {
  test.each([
    ["exit", { code: 0 }, /code 0/],
    ["exit", { code: 1 }, /code 1/],
    ["exitForReal", { code: 0 }, /code 0/],
  ])("%s %o costs its own call, and the pool is whole again", async (key, args, message) => {
    const { run, events } = await open();
    await run("where");
    const error = await errorOf(run(key, args));
    expect(error).toMatchObject({ code: "WORKER_LOST", retryable: true });
    expect(error.message).toMatch(message);
    expect(await run("where")).toBeTypeOf("number");
    expect(kindsOf(events)).toEqual(["lane-started", "lane-lost", "lane-started"]);
  });

  test("process.abort is out of reach", async () => {
    const { run } = await open();
    const pid = await run("where");
    expect(await codeOf(run("abort"))).toBe("ACTION_FAILED");
    expect(await run("where")).toBe(pid);
  });

  test.each(["arrays", "strings", "buffers", "buffersSlowly"])("memory without end: %s", async (key) => {
    const { run, events } = await open({ memoryMb: 48 });
    await run("where");
    const error = await errorOf(run(key));
    expect(error.code).toBe("WORKER_LOST");
    expect(error.message).toMatch(/48 MB of memory/);
    expect(await run("where")).toBeTypeOf("number");
    expect(kindsOf(events)).toContain("lane-lost");
  });

  test.each(["forever", "microtasks", "block"])("what never gives back control: %s", async (key) => {
    const { run, events } = await open({ lanes: 2 });
    const pids = new Set(await Promise.all([run("whereSlowly", { ms: 100 }), run("whereSlowly", { ms: 100 })]));
    expect(pids.size).toBe(2);
    const stuck = codeOf(run(key, {}, { timeout: 200 }));
    await pause(50);
    const neighbours = Array.from({ length: 10 }, () => run("whereSlowly", { ms: 300 }));
    expect(await stuck).toBe("TIMEOUT");
    expect(await Promise.all(neighbours)).toHaveLength(10);
    await until(() => kindsOf(events).includes("lane-lost"));
    expect(await run("where")).toBeTypeOf("number");
  });

  test("a kill from outside leaves no doubt which calls ran", async () => {
    const { run } = await open();
    const path = join(scratch, "marks");
    writeFileSync(path, "");
    const pid = Number(await run("mark", { path, id: 0 }));
    const calls = Array.from({ length: 200 }, (_, index) =>
      run("mark", { path, id: index + 1 }).then(
        () => "done",
        ({ code }: ActionError) => code,
      ),
    );
    await until(() => readFileSync(path, "utf8").split("\n").length > 40);
    process.kill(pid, "SIGKILL");
    const ends = ["done", ...(await Promise.all(calls))];
    const ran = readFileSync(path, "utf8").trimEnd().split("\n").map(Number);
    expect(new Set(ran).size).toBe(ran.length); // none twice
    const lost = ends.flatMap((end, id) => (end === "WORKER_LOST" ? [id] : []));
    expect(lost.length).toBeGreaterThan(0);
    expect(ends.filter((end) => end === "done")).toHaveLength(ends.length - lost.length);
    for (const [id, end] of ends.entries()) if (end === "done") expect(ran).toContain(id);
    // The last one may have been marked as started, and not have come to write.
    expect(lost.filter((id) => !ran.includes(id)).length).toBeLessThanOrEqual(1);
  });

  test.each([
    ["text that is no JSON", 4, "nonsense\n"],
    ["a list of nothing known", 4, '[["hello"]]\n'],
    ["the result of a call that is not there", 4, '[["value",999,1]]\n'],
    ["a result without a slot", 4, '[["value","x",1]]\n'],
    ["a failure that is none", 4, '[["ended",0,{"kind":"failed","failure":null}]]\n'],
  ])("saying nonsense to the host: %s", async (_, file, text) => {
    const { run, events } = await open();
    await run("where");
    const neighbour = codeOf(run("whereSlowly", { ms: 5_000 }));
    await pause(20);
    await run("send", { file, text }).catch(() => {});
    expect(await neighbour).toBe("WORKER_LOST");
    expect(await run("where")).toBeTypeOf("number");
    expect(events).toContainEqual({ kind: "lane-lost", domain: "", message: "it sent what no lane sends" });
  });

  test.each([3, 4])("closing its end of the channel, file %s", async (file) => {
    const { run, events } = await open();
    await run("where");
    await run("shut", { file }).catch(() => {});
    await run("whereSlowly", { ms: 10 }).catch(() => {});
    await until(() => kindsOf(events).includes("lane-lost"));
    expect(await run("where")).toBeTypeOf("number");
  });

  test.each([
    "process",
    "thread",
  ] as const)("a %s that keeps most of its memory is replaced between calls", async (isolation) => {
    const { run, events } = await open({ memoryMb: 96, isolation });
    await run("keep", { mb: 80 });
    while (!kindsOf(events).includes("lane-retired")) {
      await run("where");
      await pause(10);
    }
    expect(await run("where")).toBeTypeOf("number");
    expect(kindsOf(events)).not.toContain("lane-lost");
  });

  test("closing the runtime, whatever runs", async () => {
    const { runtime, run } = await open({ lanes: 2 });
    const pid = Number(await run("where"));
    const calls = [codeOf(run("forever")), codeOf(run("whereSlowly", { ms: 60_000 }))];
    await pause(50);
    await runtime.close();
    expect(await Promise.all(calls)).toEqual(["RUNTIME_CLOSED", "RUNTIME_CLOSED"]);
    expect(isAlive(pid)).toBe(false);
  });

  test("its host being killed, also in an endless loop", async () => {
    const host = startHost(`
      import { createRuntime } from "actionary/runtime";
      const runtime = await createRuntime({ generated: ${JSON.stringify(fixture.generated)}, isolation: "process", lanes: 3 });
      const pids = await Promise.all([1, 2, 3].map(() => runtime.run("p.whereSlowly", { ms: 100 })));
      void runtime.run("p.forever", {});
      void runtime.run("p.whereSlowly", { ms: 60000 });
      setTimeout(() => console.log(JSON.stringify(pids)), 200);
    `);
    const [line] = (await once(createInterface(host.stdout as NodeJS.ReadableStream), "line")) as [string];
    const pids = JSON.parse(line) as readonly number[];
    expect(pids.filter(isAlive)).toHaveLength(3);
    host.kill("SIGKILL");
    await until(() => !pids.some(isAlive));
  });
});

describe("permissions", () => {
  test("an action that may start processes does, in a process lane of its own, and no other does", async () => {
    const { run, events } = await open({ isolation: "thread", sharing: "all" });
    expect(await run("where")).toBe(process.pid);
    expect(await run("start")).toBe("hello");
    expect(kindsOf(events)).toEqual(["lane-started", "lane-started"]);
    expect(events.map((event) => "domain" in event && event.domain)).toEqual(["all", "p.start:"]);
    expect(await codeOf(run("startUnasked"))).toBe("ACTION_FAILED");
    const processes = await open();
    expect(await codeOf(processes.run("startUnasked"))).toBe("ACTION_FAILED");
  });

  test("what it started ends with its lane", async () => {
    const { runtime, run } = await open();
    const pid = Number(await run("startAndStay"));
    expect(isAlive(pid)).toBe(true);
    await runtime.close();
    await until(() => !isAlive(pid));
  });

  test("an action may read and write where it says, and nowhere else", async () => {
    const { run } = await open();
    expect(await run("write", { path: join(scratch, "mine") })).toBe("written");
    expect(await codeOf(run("write", { path: `${scratch}-other` }))).toBe("ACTION_FAILED");
    expect(await codeOf(run("writeUnasked", { path: join(scratch, "not-mine") }))).toBe("ACTION_FAILED");
  });
});

/** A program of its own that uses the built package, as services do. */
function startHost(code: string): ChildProcess {
  const args = ["--no-warnings", "--input-type=module", "-e", code];
  const host = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void host.kill("SIGKILL"));
  return host;
}
