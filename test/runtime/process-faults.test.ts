import childProcess, { type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ActionError } from "../../runtime/index.js";
import { laneKinds } from "./fixtures/events.js";
import { prepareLanes } from "./fixtures/prepare-lanes.js";
import { isAlive } from "./fixtures/programs.js";
import { inEachRound } from "./fixtures/rounds.js";
import { codeOf, pause, until } from "./fixtures/waiting.js";

const { open, scratch } = prepareLanes({ isolation: "process", lanes: 1 });

describe("what ends a process lane", () => {
  test.each([
    ["exit", { code: 0 }, /code 0/],
    ["exitForReal", { code: 0 }, /code 0/],
  ])("%s %o costs its own call, and the pool is whole again", async (key, args, message) => {
    const { run, failing, events } = await open();
    await run("where");
    const error = await failing(key, args);
    expect(error).toMatchObject({ code: "WORKER_LOST", retryable: true });
    expect(error.message).toMatch(message);
    expect(await run("where")).toBeTypeOf("number");
    expect(laneKinds(events)).toEqual(["lane-started", "lane-lost", "lane-started"]);
  });

  test.each(["buffers", "buffersSlowly"])("memory without end: %s", async (key) => {
    const { run, failing, events } = await open({ memoryMb: 48 });
    await run("where");
    const error = await failing(key);
    expect(error.code).toBe("WORKER_LOST");
    expect(error.message).toMatch(/48 MB of memory/);
    expect(await run("where")).toBeTypeOf("number");
    expect(laneKinds(events)).toContain("lane-lost");
  });

  test.concurrent.for(inEachRound(["loop", "block"]))("what never gives back control: %s", async (key, {
    onTestFinished,
  }) => {
    const { run, begin, events } = await open({ lanes: 2 }, onTestFinished);
    const pids = new Set(await Promise.all([run("whereSlowly", { ms: 100 }), run("whereSlowly", { ms: 100 })]));
    expect(pids.size).toBe(2);
    const stuck = await begin(key);
    const neighbours = Array.from({ length: 10 }, () => run("whereSlowly", { ms: 300 }));
    stuck.cancel();
    expect(await stuck.ended).toBe("CANCELLED");
    expect(await Promise.all(neighbours)).toHaveLength(10);
    await until(() => laneKinds(events).includes("lane-lost"));
    expect(await run("where")).toBeTypeOf("number");
  });

  test("signals to all of a group that reach lanes before they are ready cost no call", async () => {
    const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGINT"];
    const { spawn } = childProcess as { readonly spawn: (file: string, ...rest: readonly unknown[]) => ChildProcess };
    const spy = vi.spyOn(childProcess, "spawn").mockImplementation((...args: Parameters<typeof spawn>) => {
      const child = spawn(...args);
      const signal = String(args[1]).includes("lane-process") ? signals.shift() : undefined;
      if (signal) child.kill(signal);
      return child;
    });
    onTestFinished(() => spy.mockRestore());
    const { run, events } = await open();
    expect(await run("where")).toBeTypeOf("number");
    const interrupted = Array.from({ length: 4 }, () => ["lane-started", "lane-lost"]).flat();
    expect(laneKinds(events)).toEqual([...interrupted, "lane-started"]);
  });

  test.each(inEachRound([200]))("a kill from outside leaves no doubt which of %i calls ran", async (count) => {
    const { run } = await open();
    const path = join(scratch, "marks");
    writeFileSync(path, "");
    const pid = Number(await run("mark", { path, id: 0 }));
    const calls = Array.from({ length: count }, (_, index) =>
      run("mark", { path, id: index + 1 }).then(
        () => "done",
        ({ code }: ActionError) => code,
      ),
    );
    const ranNow = (): readonly number[] => readFileSync(path, "utf8").trimEnd().split("\n").map(Number);
    await until(() => ranNow().includes(40)); // which stays
    process.kill(pid, "SIGKILL");
    const ends = ["done", ...(await Promise.all(calls))];
    const ran = [...ranNow()].sort((a, b) => a - b);
    expect(ran).toEqual(ends.map((_, id) => id)); // each, and none twice
    expect(ends[40]).toBe("WORKER_LOST");
    expect(new Set(ends.slice(0, 40))).toContain("done");
    expect(new Set(ends.slice(41))).toEqual(new Set(["done"]));
  });

  const nonsense = [
    ["the result of a call that is not there", 4, '[["value",999,1]]\n'],
    [
      "a fault of an action that it never had",
      4,
      '[["late-rejection","lanes.readAlpha",{"kind":"internal","name":"Error","message":"x"},null]]\n',
    ],
    ["a failure that is none", 4, '[["ended",0,{"kind":"failed","failure":null}]]\n'],
  ] as const;
  test.concurrent.for(inEachRound(nonsense))("saying nonsense to the host: %s", async ([, file, text], {
    onTestFinished,
  }) => {
    const { run, events } = await open({}, onTestFinished);
    await run("where");
    const neighbour = codeOf(run("whereSlowly", { ms: 5_000 }));
    await pause(20);
    await run("send", { file, text }).catch(() => {});
    expect(await neighbour).toBe("WORKER_LOST");
    expect(await run("where")).toBeTypeOf("number");
    const lost = { kind: "lane-lost", domain: "", message: "it sent what no lane sends" };
    expect(events).toContainEqual(expect.objectContaining(lost));
  });

  test.concurrent.for(inEachRound([3, 4]))("closing its end of the channel, file %s", async (file, {
    onTestFinished,
  }) => {
    const { run, events } = await open({}, onTestFinished);
    await run("where");
    await run("shut", { file }).catch(() => {});
    await run("whereSlowly", { ms: 10 }).catch(() => {});
    await until(() => laneKinds(events).includes("lane-lost"));
    expect(await run("where")).toBeTypeOf("number");
  });

  test.each([
    "process",
    "thread",
  ] as const)("a %s that keeps most of its memory is replaced between calls", async (isolation) => {
    const { run, events } = await open({ memoryMb: 96, isolation });
    await run("keep", { mb: 80 });
    while (!laneKinds(events).includes("lane-retired")) {
      await run("where");
      await pause(10);
    }
    expect(await run("where")).toBeTypeOf("number");
    expect(laneKinds(events)).not.toContain("lane-lost");
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
});
