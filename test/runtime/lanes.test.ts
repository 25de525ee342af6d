import { describe, expect, test } from "vitest";
import type { Json } from "../../runtime/index.js";
import { prepareLanes } from "./fixtures/prepare-lanes.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

const { open } = prepareLanes();

describe.concurrent("time and cancellation", () => {
  test("a busy loop loses its lane; neighbours in another lane and unstarted calls do not notice", async ({
    onTestFinished,
  }) => {
    const { runtime, run, events } = await open({ lanes: 2 }, onTestFinished);
    const threads = new Set(await Promise.all([run("whereSlowly", { ms: 100 }), run("whereSlowly", { ms: 100 })]));
    expect(threads.size).toBe(2);
    const busy = codeOf(run("forever", {}, { timeout: 2_000 }));
    await until(() => runtime.stats().running === 1);
    const neighbours = Array.from({ length: 40 }, () => run("whereSlowly", { ms: 400 }, { timeout: 20_000 }));
    expect(await busy).toBe("TIMEOUT");
    expect(events.filter(({ kind }) => kind === "lane-lost")).toEqual([]); // the caller does not wait for that
    const after = new Set(await Promise.all(neighbours));
    expect([...after].some((thread) => !threads.has(thread))).toBe(true);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(1);
    expect(await run("where")).toBeTypeOf("number");
  });

  test("an action that only ignores its end does not hurt its neighbours", async ({ onTestFinished }) => {
    const { run, events } = await open({ lanes: 1 }, onTestFinished);
    const thread = await run("where");
    expect(await codeOf(run("ignore", { ms: 2_000 }, { timeout: 50 }))).toBe("TIMEOUT");
    expect(await run("whereSlowly", { ms: 1_500 })).toBe(thread);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(0);
  });

  test("an action sees why it is to end", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1 }, onTestFinished);
    await run("where");
    const controller = new AbortController();
    const options = { signal: controller.signal, onLog: () => controller.abort() };
    expect(await codeOf(run("notice", {}, options))).toBe("CANCELLED");
    expect(await codeOf(run("notice", {}, { timeout: 1_000 }))).toBe("TIMEOUT");
    expect(await run("noticed")).toEqual(["AbortError", "TimeoutError"]);
  });

  test("a call that is cancelled before it starts never starts", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1 }, onTestFinished);
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

  test("a call that holds its lane within its own time is not ended for a neighbour's sake", async ({
    onTestFinished,
  }) => {
    const { run, events } = await open({ lanes: 1 }, onTestFinished);
    await run("where");
    const forgotten = codeOf(run("ignore", { ms: 5_000 }, { timeout: 100 }));
    const held = run("spin", { ms: 1_800 });
    expect(await forgotten).toBe("TIMEOUT");
    expect(await held).toBe(1);
    expect(events.filter(({ kind }) => kind === "lane-lost")).toHaveLength(0);
  });
});

// Beside no other: the warnings are those of the process.
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

  test("a thousand calls wait side by side in one lane", async () => {
    const { run } = await open({ lanes: 1 });
    await Promise.all(Array.from({ length: 1_000 }, () => run("meet", { count: 1_000 })));
  });
});

describe.concurrent("domains", () => {
  test("a lane serves one set of secrets", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1 }, onTestFinished);
    const [none, [alpha], [beta]] = (await Promise.all([run("where"), run("readAlpha"), run("readBeta")])) as [
      number,
      [number],
      [number],
    ];
    expect(new Set([none, alpha, beta]).size).toBe(3);
    expect(await run("where")).toBe(none);
  });

  test("a tenant has lanes of its own; sharing all gives that up", async ({ onTestFinished }) => {
    const { run } = await open({ lanes: 1 }, onTestFinished);
    const threads = await Promise.all([
      run("where"),
      run("where", {}, { domain: "x" }),
      run("where", {}, { domain: "y" }),
    ]);
    expect(new Set(threads).size).toBe(3);
    const shared = await open({ lanes: 1, sharing: "all" }, onTestFinished);
    const [none, [alpha]] = (await Promise.all([shared.run("where"), shared.run("readAlpha")])) as [number, [number]];
    expect(none).toBe(alpha);
  });

  test("beyond maxLanes the lane that was not used for longest makes way", async ({ onTestFinished }) => {
    const { run, events } = await open({ lanes: 1, maxLanes: 2 }, onTestFinished);
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

  test("when all lanes are busy one is drained for whoever has none", async ({ onTestFinished }) => {
    const { run, events } = await open({ lanes: 2, maxLanes: 2 }, onTestFinished);
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
