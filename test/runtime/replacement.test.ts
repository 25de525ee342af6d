import { describe, expect, test } from "vitest";
import { maxBlockingActions } from "../../runtime/contract/limits.js";
import { BlockingActions } from "../../runtime/pool/blocking-actions.js";
import { laneKinds } from "./fixtures/events.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule } from "./fixtures/read-module.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

// Replacement of lanes: its reasons, its events and counts, and its effect on other calls.

const replacement = readModule("replacement.ts", { alone: { export: "wait", limits: { exclusive: true } } });
const { open } = prepareBuild({ replacement }, { prefix: "replacement", options: { lanes: 1 } });

/** Outcome of a call that has a result. */
const fine = expect.stringMatching(/^resolved with /);

describe("restarts", () => {
  test.concurrent.for([
    ["loops", {}, "stuck"],
    ["throwsLate", {}, "late-throw"],
    ["burns", {}, "burning"],
    ["alone", { ms: 60_000 }, "forsaken"],
  ] as const)("count a lane that is replaced: %s", async ([key, args, fault], { onTestFinished }) => {
    const { runtime, run, events } = await open({}, onTestFinished);
    const controller = new AbortController();
    await codeOf(run(key, args, { signal: controller.signal, onLog: () => controller.abort() }));
    await until(() => events.some(({ kind }) => kind === "lane-retired"));
    expect(events).toContainEqual(expect.objectContaining({ kind: "lane-retired", fault }));
    const { restarts, domains } = runtime.stats();
    expect([restarts, domains[key === "alone" ? "!" : ""]?.restarts]).toEqual([1, 1]);
  });

  test("leave out lanes that made way, that an earlier build had, and that ended with the runtime", async () => {
    const { runtime, run, events } = await open({ maxLanes: 1 });
    await run("where");
    await run("where", {}, { domain: "x" });
    await runtime.reload();
    await run("where");
    await runtime.close();
    expect(runtime.stats()).toMatchObject({ restarts: 0, lanes: [] });
    const retired = events.filter(({ kind }) => kind === "lane-retired");
    expect(retired).toHaveLength(laneKinds(events).length / 2); // every lane that started
    expect(retired.filter((event) => "fault" in event)).toEqual([]);
  });
});

test.concurrent.for([
  ["that heed it leave their lane alone", "heeds", {}, []],
  ["that go on cost their lane", "wait", { ms: 60_000 }, ["forsaken"]],
] as const)("hundreds of calls at once that nobody waits for and %s", async ([, key, args, faults], {
  onTestFinished,
}) => {
  const { runtime, run, events } = await open({}, onTestFinished);
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
  const { runtime, run, begin } = await open({ maxLanes: 2 });
  const calls: Promise<string>[] = [];
  for (let lane = 0; lane < 6; lane++) {
    // Its lane is to be replaced, and cannot end before it does.
    const started = runtime.stats().lanes.length < 4 ? await begin("wait", { ms: 60_000 }) : undefined;
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
  const { run, events } = await open({ isolation });
  // More lanes end so than a call may be the end of.
  const exits = Array.from({ length: 4 }, () => codeOf(run("exits")));
  const others = Array.from({ length: 4 }, () => codeOf(run("where")));
  expect(await Promise.all(exits)).toEqual(Array(4).fill("WORKER_LOST"));
  expect(await Promise.all(others)).toEqual(Array(4).fill(fine));
  // And none was put off, as lanes that cannot start are.
  expect(laneKinds(events).filter((kind) => kind === "lane-lost")).toHaveLength(4);
});

test.each([
  "thread",
  "process",
] as const)("what holds a %s lane counts as running, and who waits as queued", async (isolation) => {
  const { runtime, run, begin } = await open({ isolation });
  await run("where");
  const waits = await Promise.all([1, 2].map(() => begin("wait", { ms: 600 })));
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
    ...Array(4).fill(fine),
  ]);
  expect(runtime.stats()).toMatchObject({ queued: 0, running: 0 });
});

test("that an action kept its thread is forgotten when it has not done so for a minute, and beyond a bound", () => {
  const blocking = new BlockingActions();
  blocking.record("a", 0);
  blocking.record("b", 30_000);
  blocking.record("a", 50_000);
  blocking.forget(89_000);
  expect([blocking.has("a"), blocking.has("b")]).toEqual([true, true]);
  blocking.forget(91_000);
  expect([blocking.has("a"), blocking.has("b")]).toEqual([true, false]);
  blocking.forget(110_000);
  expect(blocking.isEmpty).toBe(true);
  for (let index = 0; index <= maxBlockingActions; index++) blocking.record(`key-${index}`, 200_000);
  expect([blocking.has("key-0"), blocking.has("key-1"), blocking.has(`key-${maxBlockingActions}`)]).toEqual([
    false,
    true,
    true,
  ]);
});
