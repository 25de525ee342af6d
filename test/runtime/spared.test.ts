import { describe, expect, test } from "vitest";
import { laneFiles } from "../../runtime/channel/protocol.js";
import { endedLanes } from "./fixtures/events.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, readModule } from "./fixtures/read-module.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

// Fate of a call when another one in its lane should have ended and has not, or does worse.

const calls = readModule("spared.ts");
const importing = defineModule(
  "spared",
  "const end = Date.now() + 2500; while (Date.now() < end);\nexport function load() { return 'loaded'; }",
);
const { open } = prepareBuild({ calls, importing }, { prefix: "spared", options: { lanes: 1 } });

/** Longer than any call is given here. */
const lasting = { timeout: 60_000 };

describe.concurrent.each([
  "thread",
  "process",
] as const)("in a %s lane, beside a call that was cancelled", (isolation) => {
  test("one that awaits and then computes for long has its result", async ({ onTestFinished }) => {
    const { run, begin, events } = await open({ isolation }, onTestFinished);
    await run("wait", { ms: 0 });
    const overdue = await begin("wait", { ms: 60_000 }, lasting);
    const neighbour = await begin("wait", { ms: 3_000 }, lasting);
    const computing = await begin("compute", { ms: 2_500 }, lasting);
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await computing.ended).toBe('resolved with "computed"');
    expect(await neighbour.ended).toBe('resolved with "waited"');
    expect(endedLanes(events)).toEqual([]);
  });

  test("one whose module computes for long has its result", async ({ onTestFinished }) => {
    const { run, begin, events } = await open({ isolation }, onTestFinished);
    await run("wait", { ms: 0 });
    const overdue = await begin("wait", { ms: 60_000 }, lasting);
    const neighbour = await begin("wait", { ms: 3_000 }, lasting);
    const loading = codeOf(run("load", {}, { timeout: 20_000 }));
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await loading).toBe('resolved with "loaded"');
    expect(await neighbour.ended).toBe('resolved with "waited"');
    expect(endedLanes(events)).toEqual([]);
  });

  test("which leaves nobody the thread, others do not wait for their own time to be over", async ({
    onTestFinished,
  }) => {
    const { run, begin } = await open({ isolation }, onTestFinished);
    await run("wait", { ms: 0 });
    const neighbour = await begin("wait", { ms: 60_000 }, lasting);
    const overdue = await begin("loop", {}, lasting);
    await pause(100);
    overdue.cancel();
    expect(await overdue.ended).toBe("CANCELLED");
    expect(await neighbour.ended).toBe("WORKER_LOST");
    expect(await run("wait", { ms: 0 })).toBe("waited");
  });
});

test.concurrent("a lane full of long arguments that nobody waits for is replaced", async ({ onTestFinished }) => {
  const { run, begin, events } = await open({ isolation: "thread" }, onTestFinished);
  const text = "x".repeat(6 * 1024 * 1024);
  const calls = [1, 2, 3].map(() => begin("weigh", { text }, lasting));
  for (const { cancel } of await Promise.all(calls)) cancel();
  expect(await run("wait", { ms: 0 })).toBe("waited");
  await until(() => endedLanes(events).length > 0);
  expect(endedLanes(events)).toEqual([expect.objectContaining({ kind: "lane-retired", fault: "forsaken" })]);
});

test.concurrent("an action that wipes out what its process tells of calls does not have them run twice", async ({
  onTestFinished,
}) => {
  const { run, events } = await open({ isolation: "process" }, onTestFinished);
  await run("wait", { ms: 0 });
  const lines: string[] = [];
  const onLog = ({ message }: { readonly message: string }): void => void lines.push(message);
  const neighbour = codeOf(run("wait", { ms: 2_000 }, { onLog }));
  await until(() => lines.length > 0);
  expect(await codeOf(run("forge", { file: laneFiles.board }))).toBe("WORKER_LOST");
  expect(await neighbour).toBe("WORKER_LOST");
  expect(lines).toEqual(["on"]);
  expect(endedLanes(events)).toEqual([expect.objectContaining({ kind: "lane-lost" })]);
});
