import { expect, test } from "vitest";
import type { ActionErrorCode } from "../../runtime/index.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, readModule, requireSecret } from "./fixtures/read-module.js";
import { codeOf, until } from "./fixtures/waiting.js";

// A call ends for its caller by its signal, its time and the end of the runtime, in every state.

const ends = readModule("ends.ts", {
  approved: { export: "fine", approval: true },
  reads: { secrets: [requireSecret("vault", "VAULT_TOKEN")] },
  crowd: { export: "waits", limits: { concurrency: 1 } },
  alone: { export: "waits", limits: { exclusive: true } },
  refuses: { limits: { retries: 3 } },
});
const slow = defineModule("ends", "await new Promise(() => {});\nexport function slow() {}");
const { open } = prepareBuild({ ends, slow }, { prefix: "ends", options: { lanes: 1 } });

interface State {
  readonly where: string;
  readonly key: string;
  /** Number of calls that it waits for. */
  readonly before?: number;
  readonly counts: "asked" | "queued" | "running";
  /** Number of calls, of two, that start before they wait. */
  readonly started?: number;
  /** Code of a call whose time ends, unless it is `TIMEOUT`. */
  readonly late?: ActionErrorCode;
}

const states: readonly State[] = [
  { where: "for approval that never comes", key: "approved", counts: "asked" },
  { where: "for a secret that never comes", key: "reads", counts: "asked" },
  { where: "for its turn by @concurrency", key: "crowd", before: 1, counts: "queued" },
  { where: "for a lane of its own", key: "alone", before: 1, counts: "queued" },
  { where: "for its next attempt", key: "refuses", counts: "queued", started: 2, late: "ACTION_FAILED" },
  { where: "for its module to load", key: "slow", counts: "queued" },
  { where: "while its function waits", key: "waits", counts: "running" },
];

test.concurrent.for(states)("a call ends $where", async ({ key, before = 0, counts, started = 0, late = "TIMEOUT" }, {
  onTestFinished,
}) => {
  const answers: (() => void)[] = [];
  const ask = (): Promise<never> => new Promise((_, refuse) => answers.push(() => refuse(new Error("too late"))));
  const { runtime, events, ...opened } = await open({ approve: ask, secrets: { resolve: ask } }, onTestFinished);
  const reached = (): number => (counts === "asked" ? answers.length : runtime.stats()[counts]);
  const run = (options: { readonly signal?: AbortSignal; readonly timeout?: number } = {}): Promise<string> =>
    codeOf(opened.run(key, {}, options));
  const first = Array.from({ length: before }, () => run());
  await until(() => runtime.stats().running === before);
  const controller = new AbortController();
  const cancelled = run({ signal: controller.signal });
  const closed = run();
  const begun = (): number => events.filter(({ kind }) => kind === "started").length;
  await until(() => reached() === 2 && begun() >= started);
  controller.abort();
  expect(await cancelled).toBe("CANCELLED");
  if (counts === "queued") expect(runtime.stats().queued).toBe(1);
  expect(await run({ timeout: key === "refuses" ? 5_000 : 100 })).toBe(late);
  await runtime.close();
  expect(await Promise.all([closed, ...first])).toEqual(Array(before + 1).fill("RUNTIME_CLOSED"));
  expect(runtime.stats()).toMatchObject({ queued: 0, running: 0, lanes: [] });
  const outcomes = events.flatMap((event) => (event.kind === "finished" ? [event.outcome] : []));
  const expected = ["CANCELLED", late, ...Array(before + 1).fill("RUNTIME_CLOSED")];
  expect(outcomes).toEqual(expected);
  for (const answer of answers) answer(); // nobody listens any more, and nothing is left unhandled
  await new Promise((resolve) => setImmediate(resolve));
  expect(events.filter(({ kind }) => kind === "finished")).toHaveLength(expected.length);
});

test("an approval that comes when the call is over starts nothing", async () => {
  let agree = (_: boolean): void => {};
  const { run, events } = await open({ approve: () => new Promise((resolve) => (agree = resolve)) });
  expect(await codeOf(run("approved", {}, { timeout: 50 }))).toBe("TIMEOUT");
  agree(true);
  expect(await run("fine")).toBe("fine");
  const started = events.flatMap((event) => (event.kind === "started" ? [event.action] : []));
  expect(started).toEqual(["ends.fine"]);
});
