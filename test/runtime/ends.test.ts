import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ActionError,
  type ActionErrorCode,
  createRuntime,
  type JsonObject,
  type RuntimeEvent,
} from "../../runtime/index.js";
import { type Fixture, makeBuild } from "./fixture.js";
import { until } from "./waiting.js";

// Wherever a call is, its signal, its time and the end of the runtime end it for its caller.

const source = `
import { action, Failure, secret } from "actionary";
export const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"] });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export function fine() { return "fine"; }
export async function waits() { action.log("on"); await pause(60_000); }
export function refuses() { throw new Failure("rate_limited", "later", { retryAfter: 20 }); }
export function reads() { return vault.get("VAULT_TOKEN").length; }
`;
const use = { name: "vault", keys: ["VAULT_TOKEN"], optionalKeys: [], optional: false };
const actions = {
  "e.fine": { export: "fine" },
  "e.waits": { export: "waits" },
  "e.approved": { export: "fine", approval: true },
  "e.reads": { export: "reads", secrets: [use] },
  "e.crowd": { export: "waits", limits: { concurrency: 1 } },
  "e.alone": { export: "waits", limits: { exclusive: true } },
  "e.refuses": { export: "refuses", limits: { retries: 3 } },
} as const;
const slow = "await new Promise(() => {});\nexport function run() {}";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await makeBuild({
    e: { source, actions },
    slow: { source: slow, actions: { "slow.run": { export: "run" } } },
  });
});
afterAll(() => rmSync(fixture.generated, { recursive: true, force: true }));

interface State {
  readonly where: string;
  readonly key: string;
  /** How many calls are in its way. */
  readonly before?: number;
  readonly counts: "asked" | "queued" | "running";
  /** How many calls of two have started before they wait. */
  readonly started?: number;
  /** Where its time is not over while it waits. */
  readonly late?: ActionErrorCode;
}

const states: readonly State[] = [
  { where: "for approval that never comes", key: "e.approved", counts: "asked" },
  { where: "for a secret that never comes", key: "e.reads", counts: "asked" },
  { where: "for its turn by @concurrency", key: "e.crowd", before: 1, counts: "queued" },
  { where: "for a lane of its own", key: "e.alone", before: 1, counts: "queued" },
  { where: "for its next attempt", key: "e.refuses", counts: "queued", started: 2, late: "ACTION_FAILED" },
  { where: "for its module to load", key: "slow.run", counts: "queued" },
  { where: "while its function waits", key: "e.waits", counts: "running" },
];

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: ActionError) => error.code,
  );

test.concurrent.for(states)("a call ends $where", async ({
  key,
  before = 0,
  counts,
  started = 0,
  late = "TIMEOUT",
}) => {
  const events: RuntimeEvent[] = [];
  const answers: (() => void)[] = [];
  const ask = (): Promise<never> => new Promise((_, refuse) => answers.push(() => refuse(new Error("too late"))));
  await using runtime = await createRuntime({
    generated: fixture.generated,
    lanes: 1,
    approve: ask,
    secrets: { get: ask },
    onEvent: (event) => events.push(event),
  });
  const reached = (): number => (counts === "asked" ? answers.length : runtime.stats()[counts]);
  const run = (options: { readonly signal?: AbortSignal; readonly timeout?: number } = {}): Promise<string> =>
    codeOf(runtime.run(key, {} satisfies JsonObject, options));
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
  expect(await run({ timeout: key === "e.refuses" ? 5_000 : 100 })).toBe(late);
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
  const events: RuntimeEvent[] = [];
  let agree = (_: boolean): void => {};
  await using runtime = await createRuntime({
    generated: fixture.generated,
    lanes: 1,
    approve: () => new Promise((resolve) => (agree = resolve)),
    onEvent: (event) => events.push(event),
  });
  expect(await codeOf(runtime.run("e.approved", {}, { timeout: 50 }))).toBe("TIMEOUT");
  agree(true);
  expect(await codeOf(runtime.run("e.fine", {}))).toBe("ok");
  const started = events.flatMap((event) => (event.kind === "started" ? [event.action] : []));
  expect(started).toEqual(["e.fine"]);
});
