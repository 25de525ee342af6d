import { describe, expect, test } from "vitest";
import { laneKinds, lateFaults } from "./fixtures/events.js";
import { prepareLanes } from "./fixtures/prepare-lanes.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

// Effects of an action on the lane that it runs in, and its output there.

const { open } = prepareLanes();

describe.concurrent("loss", () => {
  test.for([0, 1])("process.exit(%s) ends its own call, and the pool is whole again", async (code, {
    onTestFinished,
  }) => {
    const { run, failing, events } = await open({ lanes: 1 }, onTestFinished);
    await run("where");
    expect(await failing("exit", { code })).toMatchObject({ code: "WORKER_LOST", retryable: true });
    expect(await run("where")).toBeTypeOf("number");
    expect(laneKinds(events)).toEqual(["lane-started", "lane-lost", "lane-started"]);
  });

  test("started calls of a lost lane are lost, those that had not started move", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1 }, onTestFinished);
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

  test("too much memory costs the lane, not the host", async ({ onTestFinished }) => {
    const { run, failing } = await open({ lanes: 1, memoryMb: 32 }, onTestFinished);
    const error = await failing("memory");
    expect(error.code).toBe("WORKER_LOST");
    expect(error.message).toMatch(/memory/);
    expect(await run("where")).toBeTypeOf("number");
  });

  test("many long arguments at once do not burst a lane", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1, memoryMb: 128 }, onTestFinished);
    const text = "x".repeat(20 * 1024 * 1024);
    const lengths = await Promise.all(Array.from({ length: 6 }, () => run("length", { text })));
    expect(lengths).toEqual(Array.from({ length: 6 }, () => text.length));
  });

  test("arguments that burst every lane are not tried for ever", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1, memoryMb: 16 }, onTestFinished);
    const text = "x".repeat(15 * 1024 * 1024); // each alone is too much
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(run("length", { text }))));
    expect(codes).toContain("WORKER_LOST");
  });

  test("a module that ends its lanes while it is loaded is not tried for ever", async ({ onTestFinished }) => {
    const { runtime } = await open({ lanes: 1 }, onTestFinished);
    expect(await codeOf(runtime.run("exits.never", {}))).toBe("WORKER_LOST");
  });
});

describe.concurrent("late faults", () => {
  test("a rejection that nobody caught leaves results and lane alone", async ({ onTestFinished }) => {
    const { run, events } = await open({ lanes: 1 }, onTestFinished);
    const thread = await run("where");
    expect(await run("rejectLate")).toBe("fine");
    expect(await run("rejectAfter")).toBe("fine");
    await until(() => lateFaults(events, "rejection").length === 2);
    expect(lateFaults(events, "rejection")[1]).toMatchObject({
      action: "lanes.rejectAfter",
      failure: { message: "too late" },
    });
    expect(await run("where")).toBe(thread);
  });

  test("a late throw lets neighbours finish and replaces the lane", async ({ onTestFinished }) => {
    const { run, events } = await open({ lanes: 1 }, onTestFinished);
    const thread = await run("where");
    const neighbour = run("whereSlowly", { ms: 300 });
    expect(await run("throwLate")).toBe("fine");
    await until(() => lateFaults(events, "throw").length > 0);
    expect(await run("where")).not.toBe(thread);
    expect(await neighbour).toBe(thread);
    await until(() => events.some(({ kind }) => kind === "lane-retired"));
  });

  test("a throw outside of the function fails the call that it belongs to", async ({ onTestFinished }) => {
    const { failing } = await open({ lanes: 1 }, onTestFinished);
    expect(await failing("throwWithin")).toMatchObject({ code: "ACTION_FAILED", message: "thrown within" });
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
    await until(() => lateFaults(events, "output").length > 0);
    expect(lateFaults(events, "output")[0]).toMatchObject({
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
    expect(events).toContainEqual({ kind: "secret-in-result", call: expect.any(String), action: "lanes.leak" });
  });
});
