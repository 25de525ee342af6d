import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { laneKinds } from "./fixtures/events.js";
import { prepareLanes } from "./fixtures/prepare-lanes.js";
import { isAlive, type Program, startLimited } from "./fixtures/programs.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

const { build, open, scratch } = prepareLanes({ isolation: "process", lanes: 1 });

describe("a process lane", () => {
  test("runs calls as a thread does: results, failures, secrets, logs", async () => {
    const { run, failing } = await open();
    expect(await run("where")).not.toBe(process.pid);
    expect(await failing("fail")).toMatchObject({ code: "ACTION_FAILED", message: "broken" });
    const lines: string[] = [];
    expect(await run("logAlpha", {}, { onLog: ({ message }) => lines.push(message) })).toBe("alpha-1".length);
    expect(lines).toEqual(["reads [redacted]"]);
    expect(await run("parent")).toEqual(["undefined", "undefined", 2]);
  });

  test("has a thousand calls in flight", async () => {
    const { run, events } = await open({ lanes: 2 });
    const pids = await Promise.all(Array.from({ length: 1_000 }, () => run("whereSlowly", { ms: 50 })));
    expect(pids).toHaveLength(1_000);
    expect(new Set(pids).size).toBe(2);
    expect(laneKinds(events)).toEqual(["lane-started", "lane-started"]);
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

  test("goes on when a terminal or a supervisor sends a signal to all of its host's group", async () => {
    const { run, events } = await open();
    const pid = Number(await run("where"));
    const slow = run("whereSlowly", { ms: 300 });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.kill(pid, signal);
    expect(await slow).toBe(pid);
    expect(await run("where")).toBe(pid);
    expect(laneKinds(events)).not.toContain("lane-lost");
  });
});

describe("permissions", () => {
  test("an action that may start processes does, in a process lane of its own, and no other does", async () => {
    const { run, events } = await open({ isolation: "thread", sharing: "all" });
    expect(await run("pid")).toBe(process.pid);
    expect(await run("start")).toBe("hello");
    expect(laneKinds(events)).toEqual(["lane-started", "lane-started"]);
    expect(events.flatMap((event) => (event.kind === "lane-started" ? [event.domain] : []))).toEqual([
      "all",
      "lanes.start:",
    ]);
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

describe("a host", () => {
  test.each([
    "SIGKILL",
    "SIGTERM",
  ] as const)("that ends by %s leaves no lane behind, not even one in an endless loop", async (signal) => {
    const host = startLimited("busy-host", { generated: build.generated }, onTestFinished);
    const pids = (await firstLineOf(host)) as readonly number[];
    expect(pids.filter(isAlive)).toHaveLength(3);
    host.kill(signal);
    await until(() => !pids.some(isAlive));
  });

  test("without files to open loses calls, not itself", async () => {
    const host = startLimited("host-without-files", { generated: build.generated }, onTestFinished);
    expect(await firstLineOf(host)).toEqual(["found", "WORKER_LOST", "found"]);
  });
});

/** First line that a program prints, which is JSON. */
async function firstLineOf({ stdout }: Program): Promise<unknown> {
  const [line] = (await once(createInterface(stdout), "line")) as [string];
  return JSON.parse(line);
}
