import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boardBytes } from "../../runtime/channel/file-board-layout.js";
import { type OpenRuntime, prepareBuild } from "./fixtures/open-runtime.js";
import { readModule } from "./fixtures/read-module.js";
import { codeOf, until } from "./fixtures/waiting.js";

// Process lanes whose actions write to their lane's own pipe and board: the host neither grows nor stops, believes nothing that
// cannot be true, and runs no call twice that may have started.

const { open } = prepareBuild(
  { rogue: readModule("rogue.ts", { grow: { permissions: ["tmp"] }, growUnasked: { export: "grow" } }) },
  { prefix: "rogue", options: { isolation: "process", lanes: 1, memoryMb: 128, timeout: 20_000 } },
);

const hits = new Map<string, number>();
const server = createServer((request, response) => {
  hits.set(request.url ?? "", (hits.get(request.url ?? "") ?? 0) + 1);
  response.end("ok");
});

/** Addresses of one test, which may run beside others, and how often each was asked. */
function addressesOf(test: string): { readonly at: (name: string) => string; readonly seen: () => object } {
  const prefix = `/${encodeURIComponent(test)}/`;
  return {
    at: (name) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}${name}`,
    seen: () =>
      Object.fromEntries(
        [...hits].filter(([url]) => url.startsWith(prefix)).map(([url, count]) => [url.slice(prefix.length), count]),
      ),
  };
}

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

const fine = `resolved with ${JSON.stringify("fine")}`;
const lostBy = ({ events }: OpenRuntime): readonly string[] =>
  events.flatMap((event) => (event.kind === "lane-lost" ? [event.message] : []));

/** Longest time in milliseconds that the event loop was held, and megabytes that the process grew by, during some work. */
async function strainOf(work: () => Promise<unknown>): Promise<{ readonly heldMs: number; readonly grownMb: number }> {
  let last = performance.now();
  let heldMs = 0;
  const base = process.memoryUsage.rss();
  let peak = base;
  const timer = setInterval(() => {
    heldMs = Math.max(heldMs, performance.now() - last);
    last = performance.now();
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  await work();
  clearInterval(timer);
  return { heldMs, grownMb: (peak - base) / 2 ** 20 };
}

describe("a lane that sends more than it can have to say is ended, before the host grows or stops", () => {
  const line = JSON.stringify({ level: "info", message: "", at: 1, fields: {} });
  test.each([
    ["messages in one line", "[", '["taken"],', '["taken"]]\n', 80],
    ["messages, a line each", "", '[["taken"]]\n', "", 80],
    ["lines of a log", "", `[["log",0,${line}]]\n`, "", 80],
    ["lines of no call", "", `[["stray-log",null,${line},null]]\n`, "", 400],
    ["progress", "", '[["progress",0,0.5,null]]\n', "", 80],
    ["reports that it has grown", "", '[["grown"]]\n', "", 80],
    ["reports that it is ready", "", '[["ready"]]\n', "", 10],
    ["empty texts", "", "[]\n", "", 10],
    ["empty lines", "", "\n", "", 10],
    ["a line without end", "", "x", "", 250],
    ["a text without end", '[["value",0,"', ",\\\\", "", 250],
    ["values without number in one result", '[["value",0,[', "[],", "[]]]]\n", 120],
  ])("%s", async (_, first, text, last, mb) => {
    const opened = await open();
    expect(await opened.run("echo", { text: "fine" })).toBe("fine");
    let call = "";
    const { heldMs, grownMb } = await strainOf(async () => {
      call = await codeOf(opened.run("flood", { first, text, last, mb }));
    });
    expect(call).toBe("WORKER_LOST");
    expect(lostBy(opened)).toEqual(["it sent what no lane sends"]);
    expect(await codeOf(opened.run("echo", { text: "fine" }))).toBe(fine);
    expect(grownMb).toBeLessThan(400);
    expect(heldMs).toBeLessThan(3_000); // generous: the machine may be busy
  });

  test("but the longest results pass, also several at once", async () => {
    const { run } = await open({ memoryMb: 1_024 });
    const text = 'ä"'.repeat(2 ** 21);
    const results = await Promise.all([1, 2, 3, 4].map(() => run("echo", { text })));
    expect(results.every((result) => result === text)).toBe(true);
  });
});

test.concurrent.for([
  "cut off",
  "cut in half",
  "cut off and long again",
  "zeros",
  "ones",
  "claims of a use",
  "counters",
])("a board that is forged brings no second run: %s", async (how, { onTestFinished }) => {
  const opened = await open({}, onTestFinished);
  const { run, runtime } = opened;
  const { at, seen } = addressesOf(how);
  await run("echo", { text: "" });
  const beside = codeOf(run("hit", { url: at("beside"), ms: 1_500 }));
  await until(() => "beside" in seen());
  expect(await codeOf(run("forge", { url: at("forge"), how, size: boardBytes }))).toBe("WORKER_LOST");
  expect(await beside).toBe("WORKER_LOST");
  expect(await codeOf(run("echo", { text: "fine" }))).toBe(fine);
  expect(seen()).toEqual({ beside: 1, forge: 1 });
  expect(runtime.stats().queued).toBe(0);
});

test("what an action writes onto the board it cannot read there, nor make larger than it is", async () => {
  const opened = await open();
  expect(await codeOf(opened.run("readBoard"))).toBe("ACTION_FAILED");
  // The system holds it back, except where an action may write files.
  expect(await codeOf(opened.run("growUnasked", { mb: 60 }))).toBe("ACTION_FAILED");
  expect(await codeOf(opened.run("grow", { mb: 60 }))).toBe("WORKER_LOST");
  expect(lostBy(opened)).toEqual([expect.stringContaining("changed the size")]);
  expect(await codeOf(opened.run("echo", { text: "fine" }))).toBe(fine);
});

describe("a message is believed only where it can be true", () => {
  test.concurrent.for([
    ["a call that has started was dropped", '[["dropped",0]]\n'],
    ["one that nobody knows has a result", '[["value",7,1]]\n'],
    ["one has ended twice", '[["value",0,1],["value",0,2]]\n'],
    ["one that waits has a result", '[["value",2,1]]\n'],
    ["one that waits was dropped", '[["dropped",2]]\n'],
    ["one that waits has started", '[["started",2,1]]\n'],
    ["one that waits has logged", '[["log",2,{"level":"info","message":"","at":1,"fields":{}}]]\n'],
    ["it was lost", '[["ended",0,{"kind":"lost","message":""}]]\n'],
  ] as const)("not that %s", async ([name, text], { onTestFinished }) => {
    const opened = await open({}, onTestFinished);
    const { run, runtime } = opened;
    const { at, seen } = addressesOf(name);
    await run("echo", { text: "" });
    const beside = codeOf(run("hit", { url: at("beside"), ms: 10_000 })); // slot 0
    await until(() => "beside" in seen());
    const rogue = codeOf(run("say", { text, ms: 800 })); // slot 1
    await until(() => runtime.stats().running === 2);
    const waiting = codeOf(run("hit", { url: at("waiting"), ms: 0 })); // slot 2
    expect(await rogue).toBe("WORKER_LOST");
    expect(["WORKER_LOST", "resolved with 1"]).toContain(await beside);
    expect(await waiting).toBe('resolved with "done"'); // it had not started, so it moved to another lane
    expect(seen()).toEqual({ beside: 1, waiting: 1 });
    expect(lostBy(opened)).toEqual(["it sent what no lane sends"]);
  });
});
