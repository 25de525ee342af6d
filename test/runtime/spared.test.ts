import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { laneFiles } from "../../runtime/channel/protocol.js";
import { createRuntime, type Runtime, type RuntimeEvent } from "../../runtime/index.js";
import { type Fixture, makeBuild } from "./fixture.js";
import { codeOf, pause, until } from "./waiting.js";

// What becomes of a call when another one in its lane should have ended and has not, or does worse.

const source = `
import { action } from "actionary";
import { writeSync } from "node:fs";
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export async function wait(ms) { action.log("on"); await pause(ms); return "waited"; }
export async function compute(ms) { action.log("on"); await pause(10); const end = Date.now() + ms; while (Date.now() < end); return "computed"; }
export async function loop() { action.log("on"); await pause(10); while (true) await null; }
export async function forge(file) {
  action.log("on");
  writeSync(file, Buffer.alloc(8192), 0, 8192, 0);
  await pause(20);
  process.exit(1);
}
export async function weigh(text) { action.log("on"); await pause(60_000); }
`;
const importing =
  "const end = Date.now() + 2500; while (Date.now() < end);\nexport function answer() { return 'loaded'; }";

let fixture: Fixture;

beforeAll(async () => {
  fixture = await makeBuild({
    calls: {
      source,
      actions: {
        "calls.wait": { export: "wait", parameters: ["ms"] },
        "calls.compute": { export: "compute", parameters: ["ms"] },
        "calls.loop": { export: "loop" },
        "calls.forge": { export: "forge", parameters: ["file"] },
        "calls.weigh": { export: "weigh", parameters: ["text"] },
      },
    },
    importing: { source: importing, actions: { "importing.answer": { export: "answer" } } },
  });
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

interface Open extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
}

async function open(isolation: "thread" | "process"): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const onEvent = (event: RuntimeEvent): void => void events.push(event);
  const runtime = await createRuntime({ generated: fixture.generated, isolation, lanes: 1, onEvent });
  return { runtime, events, [Symbol.asyncDispose]: () => runtime.close() };
}

interface Begun {
  readonly ended: Promise<string>;
  readonly cancel: () => void;
}

/** Resolves when a call has begun. */
async function begin(runtime: Runtime, key: string, args = {}): Promise<Begun> {
  const controller = new AbortController();
  let ended = Promise.resolve("");
  await new Promise<void>((resolve) => {
    const options = { timeout: 60_000, signal: controller.signal, onLog: () => resolve() };
    ended = codeOf(runtime.run(`calls.${key}`, args, options));
  });
  return { ended, cancel: () => controller.abort() };
}

const lost = (events: readonly RuntimeEvent[]): readonly RuntimeEvent[] =>
  events.filter(({ kind }) => kind === "lane-lost" || kind === "lane-retired");

describe.concurrent.each([
  "thread",
  "process",
] as const)("in a %s lane, beside a call that was cancelled", (isolation) => {
  test("one that awaits and then computes for long has its result", async () => {
    await using opened = await open(isolation);
    const { runtime, events } = opened;
    await runtime.run("calls.wait", { ms: 0 });
    const overdue = await begin(runtime, "wait", { ms: 60_000 });
    const neighbour = await begin(runtime, "wait", { ms: 3_000 });
    const computing = await begin(runtime, "compute", { ms: 2_500 });
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await computing.ended).toBe('resolved with "computed"');
    expect(await neighbour.ended).toBe('resolved with "waited"');
    expect(lost(events)).toEqual([]);
  });

  test("one whose module computes for long has its result", async () => {
    await using opened = await open(isolation);
    const { runtime, events } = opened;
    await runtime.run("calls.wait", { ms: 0 });
    const overdue = await begin(runtime, "wait", { ms: 60_000 });
    const neighbour = await begin(runtime, "wait", { ms: 3_000 });
    const loading = codeOf(runtime.run("importing.answer", {}, { timeout: 20_000 }));
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await loading).toBe('resolved with "loaded"');
    expect(await neighbour.ended).toBe('resolved with "waited"');
    expect(lost(events)).toEqual([]);
  });

  test("which leaves nobody the thread, others do not wait for their own time to be over", async () => {
    await using opened = await open(isolation);
    const { runtime } = opened;
    await runtime.run("calls.wait", { ms: 0 });
    const neighbour = await begin(runtime, "wait", { ms: 60_000 });
    const overdue = await begin(runtime, "loop");
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await neighbour.ended).toBe("WORKER_LOST");
    expect(await runtime.run("calls.wait", { ms: 0 })).toBe("waited");
  });
});

test.concurrent("a lane full of long arguments that nobody waits for is replaced", async () => {
  await using opened = await open("thread");
  const { runtime, events } = opened;
  const text = "x".repeat(6 * 1024 * 1024);
  const calls = [1, 2, 3].map(() => begin(runtime, "weigh", { text }));
  for (const { cancel } of await Promise.all(calls)) cancel();
  expect(await runtime.run("calls.wait", { ms: 0 })).toBe("waited");
  await until(() => lost(events).length > 0);
  expect(lost(events)).toEqual([expect.objectContaining({ kind: "lane-retired", fault: "forsaken" })]);
});

test.concurrent("an action that wipes out what its process tells of calls does not have them run twice", async () => {
  await using opened = await open("process");
  const { runtime, events } = opened;
  await runtime.run("calls.wait", { ms: 0 });
  const lines: string[] = [];
  const onLog = ({ message }: { readonly message: string }): void => void lines.push(message);
  const neighbour = codeOf(runtime.run("calls.wait", { ms: 2_000 }, { onLog }));
  await until(() => lines.length > 0);
  expect(await codeOf(runtime.run("calls.forge", { file: laneFiles.board }))).toBe("WORKER_LOST");
  expect(await neighbour).toBe("WORKER_LOST");
  expect(lines).toEqual(["on"]);
  expect(lost(events)).toEqual([expect.objectContaining({ kind: "lane-lost" })]);
});
