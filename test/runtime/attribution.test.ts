import { expect, onTestFinished, test } from "vitest";
import { createInProcessExecutor, createRuntime, type Json, type RuntimeEvent } from "../../runtime/index.js";
import { RecentIds } from "../../runtime/pool/recent-ids.js";
import { EventHub } from "../../runtime/telemetry/event-hub.js";
import { guardCallback } from "../../runtime/telemetry/guard-callback.js";
import { lateFaults } from "./fixtures/events.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { readModule, requireSecret } from "./fixtures/read-module.js";
import { pause, until } from "./fixtures/waiting.js";

// Late faults, and results that hold a secret, name their call; and none of them can flood a listener.

const secrets = { vault: { VAULT_TOKEN: "hush-hush" } };
const actions = readModule("attribution.ts", { reveal: { secrets: [requireSecret("vault", "VAULT_TOKEN")] } });
const build = prepareBuild({ actions }, { prefix: "attribution", options: { lanes: 1, secrets } });
const { open } = build;

test.each([
  ["rejectLater", "rejection"],
  ["logLater", "output"],
  ["throwLater", "throw"],
] as const)("%s: a late fault tells its call, also when others have had its place since", async (key, reason) => {
  const { run, events } = await open();
  await run(key, {}, { id: "mine" });
  await Promise.all(Array.from({ length: 20 }, () => run("where"))); // in the slot that has become free
  await until(() => lateFaults(events).length > 0);
  expect(lateFaults(events)).toEqual([expect.objectContaining({ reason, action: `attribution.${key}`, call: "mine" })]);
});

test("a throw within a call tells it too", async () => {
  const { run, events } = await open();
  await expect(run("throwWithin", {}, { id: "mine" })).rejects.toMatchObject({ message: "within" });
  await until(() => lateFaults(events).length > 0);
  expect(lateFaults(events)).toEqual([expect.objectContaining({ reason: "throw", call: "mine" })]);
});

test("of a call that began while nobody listened no id is known, and none is made up", async () => {
  const { runtime, run } = await open({ onEvent: undefined });
  await run("where");
  await run("rejectLater", {}, { id: "mine" });
  const events: RuntimeEvent[] = [];
  for await (const event of runtime.events()) {
    events.push(event);
    break;
  }
  expect(events).toEqual([expect.objectContaining({ kind: "late-fault", action: "attribution.rejectLater" })]);
  expect(events[0]).not.toHaveProperty("call");
});

test.each(["lanes", "in process"])("a result that holds a secret is told with its call, %s", async (where) => {
  const events: RuntimeEvent[] = [];
  const options = { generated: build.generated, secrets, onEvent: (event: RuntimeEvent) => events.push(event) };
  await using runtime = await (where === "lanes" ? createRuntime(options) : createInProcessExecutor(options));
  expect(await runtime.run("attribution.reveal", {}, { id: "mine" })).toEqual({ token: "hush-hush" });
  expect(events).toContainEqual({ kind: "secret-in-result", call: "mine", action: "attribution.reveal" });
});

test("ids are those of the latest calls, and never another's", () => {
  const ids = new RecentIds();
  for (let serial = 0; serial <= 4096; serial++) ids.remember(serial, `call-${serial}`);
  ids.remember(-5, "wrapped");
  expect([ids.find(0), ids.find(1), ids.find(4096), ids.find(-5), ids.find(4091)]).toEqual([
    undefined,
    "call-1",
    "call-4096",
    "wrapped",
    undefined,
  ]);
  expect([ids.find(null), ids.find(70_000), ids.find(0.5)]).toEqual([undefined, undefined, undefined]);
});

test("a flood of rejections that nobody caught does not reach the host", async () => {
  const { run, events } = await open();
  await run("rejectOften", { times: 5_000 });
  await until(() => lateFaults(events).length > 0);
  await pause(100);
  await run("where"); // what was sent before this has come
  expect(lateFaults(events).length).toBeGreaterThanOrEqual(100);
  expect(lateFaults(events).length).toBeLessThan(2_500);
});

test("a message of progress is cut as one of the log is", async () => {
  const { run } = await open();
  const lengths: (number | undefined)[] = [];
  await run("progress", { length: 100_000 }, { onProgress: (_, message) => lengths.push(message?.length) });
  expect(lengths).toEqual([65_536]);
});

test("a stream that nobody reads keeps so much text, and one event at least", async () => {
  const hub = new EventHub(undefined);
  const kept = hub.stream();
  const long = { kind: "lane-lost", lane: 1, domain: "", message: "x".repeat(5 * 2 ** 20) } as const;
  for (let lane = 1; lane <= 10; lane++) hub.emit({ ...long, lane });
  expect(kept.dropped).toBe(7);
  expect((await kept.next()).value).toMatchObject({ lane: 8 });
  hub.emit({ ...long, lane: 11, message: "x".repeat(40 * 2 ** 20) });
  expect(kept.dropped).toBe(9);
  expect((await kept.next()).value).toMatchObject({ lane: 11 });
  await kept.return?.();
});

test("a stream counts the text of fields of any depth", () => {
  const hub = new EventHub(undefined);
  const kept = hub.stream();
  let fields: Json = "x".repeat(9 * 2 ** 20);
  for (let level = 0; level < 20_000; level++) fields = [fields];
  const line = { level: "info", message: "deep", at: 0, fields } as const;
  for (let call = 1; call <= 3; call++) hub.emit({ kind: "log", call: `${call}`, action: "attribution.where", line });
  expect(kept.dropped).toBe(2);
});

test("a stream of a closed runtime ends at once, and its options are checked", async () => {
  const { runtime } = await open();
  expect(() => runtime.events({ limit: 0 })).toThrow("events: `limit` must be a whole number from 1.");
  await runtime.close();
  expect(await runtime.events().next()).toEqual({ done: true, value: undefined });
});

test("a callback that always throws is told of once in a while, however many calls have it", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): unknown => warnings.push(warning);
  process.on("warning", onWarning);
  onTestFinished(() => void process.off("warning", onWarning));
  const fail = (line: number): never => {
    throw new Error(`line ${line}`);
  };
  for (let line = 1; line <= 1_000; line++) guardCallback("onLog", fail)(line);
  guardCallback("onProgress", fail)(1);
  await pause(0);
  const messages = warnings.map(({ message }) => message);
  expect(messages[0]).toBe("onLog threw: line 1");
  expect(messages.length).toBeLessThan(100);
  expect(messages).toContain("onProgress threw: line 1");
});
