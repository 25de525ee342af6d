import { describe, expect, onTestFinished, test } from "vitest";
import { backoffMs, mayRunAgain } from "../../runtime/call/retry.js";
import { createInProcessExecutor, createRuntime, type Runtime } from "../../runtime/index.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule } from "./fixtures/read-module.js";
import { pause, until } from "./fixtures/waiting.js";

const thrice = { limits: { retries: 3 } };
const exclusive = { limits: { exclusive: true } } as const;
const limits = readModule("limits.ts", {
  fail: thrice,
  fail_safely: { export: "fail", ...thrice, effects: { idempotent: true } },
  fail_once: { export: "fail" },
  change: thrice,
  exit: { limits: { retries: 1 } },
  exit_safely: { export: "exit", limits: { retries: 1 }, effects: { readonly: true } },
  crowd: { limits: { concurrency: 2 } },
  deaf: { limits: { concurrency: 1 } },
  alone: exclusive,
  spin: exclusive,
});
const build = prepareBuild({ limits }, { prefix: "limits", options: { lanes: 1 } });
const { open } = build;

describe("retries", () => {
  test("what was not carried out runs again, whatever the action does", async () => {
    const { run, events } = await open();
    expect(await run("fail", { kind: "rate_limited", times: 2 })).toBe(3);
    const started = events.filter((event) => event.kind === "started");
    expect(started.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(started.map(({ call }) => call)).size).toBe(1);
    expect(events.filter(({ kind }) => kind === "finished")).toEqual([
      expect.objectContaining({ call: started[0]?.call, outcome: "ok", attempts: 3 }),
    ]);
  });

  test("the last error comes, with the number of attempts", async () => {
    const { run, failing } = await open();
    const error = await failing("fail", { kind: "rate_limited", times: 9 });
    expect(error).toMatchObject({ code: "ACTION_FAILED", message: "attempt 4", attempts: 4 });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ attempts: 4, call: error.call });
    expect(await run("tried")).toBe(4);
  });

  test.each([
    ["fail", "unavailable", 1],
    ["fail_safely", "unavailable", 4],
    ["fail_safely", "upstream", 1],
    ["fail_once", "rate_limited", 1],
  ])("%s after `%s` is tried %i times", async (key, kind, attempts) => {
    const { run, failing } = await open();
    const error = await failing(key, { kind, times: 9 });
    expect(error.attempts ?? 1).toBe(attempts);
    expect(await run("tried")).toBe(attempts);
  });

  test("a lost lane is no reason to run a started call again, unless that does no harm", async () => {
    const { failing } = await open();
    const lost = await failing("exit");
    expect(lost).toMatchObject({ code: "WORKER_LOST" });
    expect(lost.attempts).toBeUndefined();
    expect(await failing("exit_safely")).toMatchObject({ code: "WORKER_LOST", attempts: 2 });
  });

  test("`retryAfter` is waited for, and a wait beyond the deadline fails at once with the last error", async () => {
    const { run, failing } = await open();
    const started = performance.now();
    expect(await run("fail", { kind: "rate_limited", times: 1, retryAfter: 0.3 })).toBe(2);
    expect(performance.now() - started).toBeGreaterThanOrEqual(300);
    await run("reset");
    const error = await failing("fail", { kind: "rate_limited", times: 9, retryAfter: 3_600 });
    expect(error).toMatchObject({ code: "ACTION_FAILED", message: "attempt 1", failure: { retryAfter: 3_600 } });
  });

  test("the deadline counts all attempts, and a wait can be cancelled", async () => {
    const { runtime, run, failing } = await open();
    await run("reset");
    const controller = new AbortController();
    const args = { kind: "rate_limited", times: 9, retryAfter: 20 };
    const call = failing("fail", args, { signal: controller.signal });
    while ((await run("tried")) === 0) await pause(5);
    await until(() => runtime.stats().queued === 1);
    controller.abort();
    expect((await call).code).toBe("CANCELLED");
    expect(runtime.stats().queued).toBe(0);
    expect(await run("tried")).toBe(1);
    const late = await failing("fail", { kind: "rate_limited", times: 9, retryAfter: 0.15 }, { timeout: 400 });
    expect(late).toMatchObject({ code: "ACTION_FAILED", failure: { kind: "rate_limited" } });
    expect(late.attempts).toBeGreaterThan(1);
  });

  test("each attempt gets the arguments as they were, in process too", async () => {
    const executor = await createInProcessExecutor({ generated: build.generated });
    onTestFinished(() => executor.close());
    await executor.run("limits.reset", {});
    expect(await executor.run("limits.change", { list: [0] })).toBe(2);
  });

  test("waits grow, are spread over all of their length, and never undercut the service", () => {
    const failed = (retryAfter?: number) =>
      ({
        kind: "failed",
        failure: { kind: "rate_limited", name: "Failure", message: "", ...(retryAfter && { retryAfter }) },
      }) as const;
    expect([1, 2, 3, 4].map((attempts) => backoffMs(attempts, failed(), () => 1))).toEqual([200, 400, 800, 1_600]);
    expect(backoffMs(30, failed(), () => 1)).toBe(20_000);
    expect(backoffMs(3, failed(), () => 0)).toBe(0);
    expect(backoffMs(1, failed(3), () => 0)).toBe(3_000);
    expect(backoffMs(1, failed(-3), () => 0)).toBe(0);
    const action = { effects: { readonly: false, idempotent: false, destructive: false } } as never;
    expect(mayRunAgain({ kind: "not-built", message: "" }, action)).toBe(false);
    expect(mayRunAgain({ kind: "lost", message: "" }, action)).toBe(false);
  });
});

describe("@concurrency", () => {
  test("holds across lanes and tenants; other actions pass", async () => {
    const { run, events } = await open();
    const calls = Array.from({ length: 8 }, (_, n) => run("crowd", { ms: 30 }, { domain: n % 2 === 0 ? "x" : "y" }));
    expect(await Promise.race([...calls, run("where", { ms: 0 })])).toBeTypeOf("number");
    await Promise.all(calls);
    let running = 0;
    let most = 0;
    for (const event of events) {
      if (!("action" in event) || event.action !== "limits.crowd") continue;
      if (event.kind === "started") running++;
      if (event.kind === "finished") running--;
      most = Math.max(most, running);
    }
    expect([running, most]).toEqual([0, 2]);
  });

  test("waiting calls keep their order, count for queueLimit, and end by deadline and cancellation", async () => {
    const { runtime, run, failing } = await open({ queueLimit: 3 });
    await run("where", { ms: 0 });
    const running = ["a", "b"].map((name) => run("crowd", { ms: 1_500, name }));
    await until(() => runtime.stats().running === 2);
    const waiting = run("crowd", { ms: 0, name: "c" });
    const late = failing("crowd", { ms: 0, name: "late" }, { timeout: 100 });
    const controller = new AbortController();
    const cancelled = failing("crowd", { ms: 0, name: "cancelled" }, { signal: controller.signal });
    expect(runtime.stats().queued).toBe(3);
    expect((await failing("crowd", { ms: 0 })).code).toBe("QUEUE_FULL");
    controller.abort();
    expect((await cancelled).code).toBe("CANCELLED");
    expect((await late).code).toBe("TIMEOUT");
    const last = run("crowd", { ms: 0, name: "d" });
    await Promise.all([...running, waiting, last]);
    expect(await run("order")).toEqual(["a", "b", "c", "d"]);
  });

  test("a call that was given up counts while its function goes on, and until its lane is gone", async () => {
    const { run, failing, events } = await open();
    const controller = new AbortController();
    const options = { signal: controller.signal, onLog: () => controller.abort() };
    expect((await failing("deaf", { ms: 400 }, options)).code).toBe("CANCELLED");
    const next = run("deaf", { ms: 0 });
    await run("where", { ms: 100 });
    expect(events.filter((event) => event.kind === "started" && event.action === "limits.deaf")).toHaveLength(1);
    expect(await next).toBeNull();
  });
});

describe("@exclusive", () => {
  test("a call has its lane for itself; others go on beside it", async () => {
    const { run } = await open({ lanes: 2 });
    const spinning = run("spin", { ms: 500 });
    let isSpinning = true;
    const spun = spinning.then((thread) => {
      isSpinning = false;
      return thread;
    });
    const others = await Promise.all(Array.from({ length: 20 }, () => run("where", { ms: 10 })));
    expect(isSpinning).toBe(true);
    expect(others).not.toContain(await spun);
    const calls = (await Promise.all(Array.from({ length: 5 }, () => run("alone", { ms: 30 })))) as number[][];
    expect(calls.map(([, inside]) => inside)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(calls.map(([thread]) => thread)).size).toBeLessThanOrEqual(2);
  });

  test("a call that is given up and does not end makes way", async () => {
    const { run, failing } = await open();
    const controller = new AbortController();
    const options = { signal: controller.signal, onLog: () => controller.abort() };
    expect((await failing("alone", { ms: 60_000 }, options)).code).toBe("CANCELLED");
    expect(await run("alone", { ms: 0 })).toEqual([expect.any(Number), 1]);
  });
});

describe("order and ends", () => {
  test("deadlines count the queue", async () => {
    const { run, failing } = await open();
    await run("spin", { ms: 1 });
    const busy = run("spin", { ms: 300 });
    const error = await failing("spin", { ms: 1 }, { timeout: 50 });
    expect(error).toMatchObject({ code: "TIMEOUT", message: expect.stringContaining("waiting for a lane included") });
    await busy;
  });

  test("`await using` closes a runtime", async () => {
    let kept: Runtime;
    {
      await using runtime = await createRuntime({ generated: build.generated });
      kept = runtime;
      expect(await runtime.run("limits.tried", {})).toBe(0);
    }
    await expect(kept.run("limits.tried", {})).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
    await expect(kept.reload()).rejects.toMatchObject({ code: "RUNTIME_CLOSED" });
  });

  test("close ends calls that wait for their turn or their next attempt", async () => {
    const { runtime, run, failing } = await open();
    const calls = [
      failing("deaf", { ms: 60_000 }),
      failing("deaf", { ms: 60_000 }),
      failing("fail", { kind: "rate_limited", times: 9, retryAfter: 20 }),
    ];
    while ((await run("tried")) === 0) await pause(5);
    await until(() => runtime.stats().queued === 2);
    await runtime.close();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(Array(3).fill("RUNTIME_CLOSED"));
  });
});
