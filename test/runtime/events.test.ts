import { readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type ActionError,
  createInProcessExecutor,
  type LogLine,
  latencyBounds,
  type Runtime,
  type RuntimeEvent,
} from "../../runtime/index.js";
import { EventHub } from "../../runtime/telemetry/event-hub.js";
import { guardCallback } from "../../runtime/telemetry/guard-callback.js";
import { Tally } from "../../runtime/telemetry/tally.js";
import { shape } from "./fixtures/make-build.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule } from "./fixtures/read-module.js";
import { until } from "./fixtures/waiting.js";

const events = readModule("events.ts", { steps: { input: shape({ count: { type: "integer" } }) } });
const build = prepareBuild({ events }, { prefix: "events", options: { lanes: 1, onEvent: undefined } });
const open = async (): Promise<Runtime> => (await build.open()).runtime;

/** The first events of a runtime until one of a kind has come. */
async function eventsUntil(events: AsyncIterable<RuntimeEvent>, kind: RuntimeEvent["kind"]): Promise<RuntimeEvent[]> {
  const found: RuntimeEvent[] = [];
  for await (const event of events) {
    found.push(event);
    if (event.kind === kind) break;
  }
  return found;
}

describe("events", () => {
  test("tell a call from its start to its end, under one id", async () => {
    const runtime = await open();
    const events = runtime.events();
    expect(await runtime.run("events.told", {}, { id: "request-7" })).toBe("fine");
    const action = "events.told";
    const call = "request-7";
    expect(await eventsUntil(events, "finished")).toEqual([
      { kind: "lane-started", lane: expect.any(Number), domain: "" },
      { kind: "started", call, action, domain: "", lane: expect.any(Number), attempt: 1, at: expect.any(Number) },
      { kind: "log", call, action, line: { level: "info", message: "one", at: expect.any(Number), fields: { n: 1 } } },
      { kind: "progress", call, action, fraction: 0.5, message: "half" },
      { kind: "finished", call, action, outcome: "ok", ms: expect.any(Number), attempts: 1 },
    ]);
  });

  test("are the same in process, without lanes", async () => {
    const events: RuntimeEvent[] = [];
    const executor = await createInProcessExecutor({
      generated: build.generated,
      onEvent: (event) => events.push(event),
    });
    onTestFinished(() => executor.close());
    await executor.run("events.told", {});
    expect(events.map(({ kind }) => kind)).toEqual(["started", "log", "progress", "finished"]);
  });

  test("errors carry the id of their call", async () => {
    const runtime = await open();
    const errors = await Promise.all(
      ["events.fail", "events.fail"].map((key) => runtime.run(key, {}).catch((error: ActionError) => error)),
    );
    const ids = errors.map((error) => (error as ActionError).call);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[a-z0-9]{6}-\d+$/.test(id ?? ""))).toBe(true);
    await expect(runtime.run("events.steps", { count: "x" }, { id: "mine" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      call: "mine",
    });
    await expect(runtime.run("events.told", {}, { id: "" })).rejects.toThrow("`id` must be text");
  });

  test("a stream drops the oldest of what nobody reads, and ends with the runtime", async () => {
    const runtime = await open();
    const events = runtime.events({ limit: 3 });
    for (let n = 0; n < 3; n++) await runtime.run("events.told", {});
    expect(events.dropped).toBe(1 + 3 * 4 - 3);
    const closing = runtime.close();
    const kinds: string[] = [];
    for await (const { kind } of events) kinds.push(kind);
    expect(kinds).toEqual(["progress", "finished", "lane-retired"]);
    await closing;
  });

  test("a reader that waits gets events as they come; leaving ends the stream", async () => {
    const hub = new EventHub(undefined);
    const stream = hub.stream();
    const event = { kind: "lane-started", lane: 1, domain: "" } as const;
    const reading = [stream.next(), stream.next()];
    hub.emit(event);
    hub.emit({ ...event, lane: 2 });
    expect(await Promise.all(reading)).toEqual([
      { done: false, value: event },
      { done: false, value: { ...event, lane: 2 } },
    ]);
    expect(hub.hasListeners).toBe(true);
    await stream.return?.();
    expect(hub.hasListeners).toBe(false);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test("what nobody listens to becomes a warning if it is an error that nobody caught", async () => {
    const runtime = await open();
    const warned = new Promise((resolve) => process.once("warning", resolve));
    await runtime.run("events.rejectLate", {});
    expect(await warned).toMatchObject({
      message: "`events.rejectLate` left an error that nobody caught: late",
    });
  });

  test("warnings hold no control characters, whatever an error says", async () => {
    const warnings: string[] = [];
    const hear = ({ message }: Error): void => void warnings.push(message);
    process.on("warning", hear);
    onTestFinished(() => void process.off("warning", hear));
    const failure = { kind: "internal", name: "Error", message: "\u001b]0;late\u0007" } as const;
    new EventHub(undefined).emit({ kind: "late-fault", action: "a.b", reason: "rejection", failure });
    guardCallback("onProgress", () => {
      throw new Error("\u001b[2Jgone\u009b");
    })();
    await until(() => warnings.length === 2);
    expect(warnings).toEqual(["`a.b` left an error that nobody caught: ␛]0;late␇", "onProgress threw: ␛[2Jgone\ufffd"]);
  });
});

describe("statistics", () => {
  test("count calls by outcome, action, domain and lane", async () => {
    const runtime = await open();
    await Promise.all(Array.from({ length: 5 }, () => runtime.run("events.told", {})));
    await runtime.run("events.told", {}, { domain: "tenant" });
    await runtime.run("events.fail", {}).catch(() => {});
    await runtime.run("events.steps", { count: "x" }).catch(() => {});
    await runtime.run("events.unknown", {}).catch(() => {});
    const stats = runtime.stats();
    expect(stats).toMatchObject({ queued: 0, running: 0, restarts: 0 });
    expect(stats.calls.outcomes).toEqual({ ok: 6, ACTION_FAILED: 1, INVALID_INPUT: 1 });
    expect(stats.calls.total).toBe(8);
    expect(stats.calls.latency).toHaveLength(latencyBounds.length + 1);
    expect(stats.calls.latency.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(stats.actions["events.told"]?.outcomes).toEqual({ ok: 6 });
    expect(Object.keys(stats.actions).sort()).toEqual(["events.fail", "events.steps", "events.told"]);
    expect(stats.domains["@tenant"]).toMatchObject({ lanes: 1, restarts: 0, calls: { total: 1 } });
    expect(stats.domains[""]?.calls.outcomes).toEqual({ ok: 5, ACTION_FAILED: 1, INVALID_INPUT: 1 });
    expect(stats.lanes.map(({ domain, state, calls }) => [domain, state, calls.total])).toEqual([
      ["", "open", 6],
      ["@tenant", "open", 1],
    ]);
  });

  test("count lanes that were lost", async () => {
    const runtime = await open();
    await runtime.run("events.exit", {}).catch(() => {});
    const stats = runtime.stats();
    expect(stats.restarts).toBe(1);
    expect(stats.domains[""]).toMatchObject({ restarts: 1, calls: { outcomes: { WORKER_LOST: 1 } } });
    expect(stats.lanes.map(({ calls }) => calls.total)).toEqual([0]);
  });

  test("put a duration into the first bucket that holds it", () => {
    const tally = new Tally();
    const other = new Tally();
    for (const ms of [0, 1, 1.5, 60_000]) tally.count("ok", ms);
    other.count("TIMEOUT", 60_001);
    tally.add(other);
    const { latency, outcomes, totalMs } = tally.counts();
    expect([latency[0], latency[1], latency.at(-2), latency.at(-1)]).toEqual([2, 1, 1, 1]);
    expect([outcomes, totalMs]).toEqual([{ ok: 4, TIMEOUT: 1 }, 120_003.5]);
  });
});

describe("logs", () => {
  const logOf = async (key: string, args: Parameters<Runtime["run"]>[1] = {}): Promise<LogLine[]> => {
    const runtime = await open();
    const lines: LogLine[] = [];
    await runtime.run(key, args, { onLog: (line) => lines.push(line) });
    return lines;
  };

  test("a flood is cut, and its last line counts what was dropped", async () => {
    const lines = await logOf("events.flood", { lines: 20_500, text: "x" });
    expect(lines).toHaveLength(20_001);
    expect(lines.at(-1)).toMatchObject({ level: "warn", fields: { dropped: 500 } });
    expect(lines.at(-1)?.message).toContain("500 more lines");
    const written = await logOf("events.streamFlood", { lines: 20_007 });
    expect(written.at(-1)).toMatchObject({ fields: { dropped: 7 } });
  });

  test("a flood of long lines is cut at 16 MB", async () => {
    const lines = await logOf("events.flood", { lines: 300, text: "x".repeat(65_536) });
    const characters = lines.slice(0, -1).reduce((sum, { message }) => sum + message.length, 0);
    expect(characters).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(characters).toBeGreaterThan(15 * 1024 * 1024);
    expect(lines.at(-1)).toMatchObject({ fields: { dropped: 300 - lines.length + 1 } });
  });

  test("what is written in parts becomes whole lines, in order", async () => {
    const lines = await logOf("events.parts");
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      "info aä",
      "info bc",
      "info d",
      "info e",
      "error err",
      "info console",
      "info last",
    ]);
  });

  test("parts of calls that run at the same time are not mixed", async () => {
    const runtime = await open();
    const logs = ["a", "b", "c"].map(async (name) => {
      const lines: string[] = [];
      await runtime.run("events.both", { name }, { onLog: ({ message }) => lines.push(message) });
      return lines;
    });
    expect(await Promise.all(logs)).toEqual(["a", "b", "c"].map((name) => [`${name}0`, `${name}1`, `${name}2`]));
  });

  test("of much progress the first and the last come, and some of it between", async () => {
    const runtime = await open();
    const fractions: number[] = [];
    await runtime.run("events.steps", { count: 10_000 }, { onProgress: (fraction) => fractions.push(fraction) });
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
    expect(fractions.length).toBeLessThan(5_000);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  test("progress that was held back comes without another", async () => {
    const runtime = await open();
    const fractions: number[] = [];
    await runtime.run("events.lingering", {}, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([0.1, 0.2, 1]);
  });
});

test("a failure keeps its class, its causes up to a bound, and the author's lines", async () => {
  const runtime = await open();
  const error = (await runtime.run("events.fail", {}).catch((reason: unknown) => reason)) as ActionError;
  const { failure } = error;
  expect(failure).toMatchObject({ kind: "conflict", name: "Limited", message: "taken", details: { id: 1 } });
  const source = readFileSync(new URL("./fixtures/actions/events.ts", import.meta.url), "utf8");
  const line = source.split("\n").findIndex((text) => text.includes("throw new Limited")) + 1;
  expect(failure?.stack).toContain(`events.ts:${line}`);
  const messages: string[] = [];
  for (let cause = failure?.cause; cause; cause = cause.cause) messages.push(`${cause.kind} ${cause.message}`);
  expect(messages).toEqual(Array.from({ length: 31 }, (_, index) => `internal level ${40 - index}`));
});
