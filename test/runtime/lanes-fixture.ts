import { rmSync } from "node:fs";
import { onTestFinished } from "vitest";
import {
  createRuntime,
  type Json,
  type JsonObject,
  type Runtime,
  type RuntimeEvent,
  type RuntimeOptions,
} from "../../runtime/index.js";
import { makeBuild } from "./fixture.js";
import type { AtEnd } from "./process-fixture.js";

const source = `
import { action, secret } from "actionary";
import { threadId } from "node:worker_threads";
export const alpha = secret({ name: "alpha", keys: ["ALPHA_KEY"] });
export const beta = secret({ name: "beta", keys: ["BETA_KEY"] });
export const gamma = secret({ name: "gamma", keys: ["GAMMA_KEY"] });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let starts = 0;
const order: string[] = [];

export function where() { return threadId; }
let met = 0;
let allMet = () => {};
const meeting = new Promise<void>((resolve) => { allMet = resolve; });
export async function meet(count: number) { met++; if (met === count) allMet(); await meeting; }
export async function whereSlowly(ms: number) { await pause(ms); return threadId; }
export function spin(ms: number) { starts++; const end = Date.now() + ms; while (Date.now() < end); return starts; }
export function forever() { while (true); }
export async function ignore(ms: number) { await pause(ms); return "done"; }
export async function notice() {
  action.log("started");
  await new Promise((resolve) => action.signal.addEventListener("abort", resolve));
  seen.push(String(action.signal.reason.name));
}
const seen: string[] = [];
export function noticed() { return seen; }
export function exit(code: number) { process.exit(code); }
export async function a() { order.push("a"); }
export async function b() { order.push("b"); return order.indexOf("b"); }
export function spinA() { const end = Date.now() + 5; while (Date.now() < end); order.push("a"); }
export function spinB() { return order.length; }
export async function readAlpha() { await pause(1); return [threadId, alpha.get("ALPHA_KEY"), process.env.ALPHA_KEY ?? null]; }
export async function readBeta() { return [threadId, beta.get("BETA_KEY")]; }
export async function readGamma() { return [threadId, gamma.get("GAMMA_KEY")]; }
export async function rejectLate() { void Promise.reject(new Error("nobody waits")); return "fine"; }
export async function rejectAfter() { setTimeout(() => { void Promise.reject(new Error("too late")); }, 5); return "fine"; }
export async function throwLate() { setTimeout(() => { throw new Error("thrown late"); }, 5); return "fine"; }
export async function throwWithin() { setTimeout(() => { throw new Error("thrown within"); }, 5); await pause(60_000); }
export async function logLate() { setTimeout(() => action.log("after the end"), 5); return "fine"; }
export async function print() {
  console.log("log", { n: 1 }); console.debug("debug"); console.warn("warn"); console.error("error");
  process.stdout.write("out\\n"); process.stderr.write("err\\n"); console.table([{ x: 1 }]);
  await pause(1); console.log("last");
}
export function memory() { let last: unknown = null; while (true) last = { last, list: [1, 2, 3] }; }
export function length(text: string) { return text.length; }
export function leak() { return { token: alpha.get("ALPHA_KEY") }; }
`;

const exits = "process.exit(3);\nexport function never() {}";
const use = (name: string, key: string) => ({ name, keys: [key], optionalKeys: [], optional: false });
const plain = (name: string, ...parameters: string[]) => ({ export: name, parameters });

const actions = {
  ...Object.fromEntries(
    ["where", "forever", "notice", "noticed", "a", "b", "spinA", "spinB", "print", "memory"].map((name) => [
      `lanes.${name}`,
      plain(name),
    ]),
  ),
  ...Object.fromEntries(
    ["rejectLate", "rejectAfter", "throwLate", "throwWithin", "logLate"].map((name) => [`lanes.${name}`, plain(name)]),
  ),
  "lanes.whereSlowly": plain("whereSlowly", "ms"),
  "lanes.spin": plain("spin", "ms"),
  "lanes.meet": plain("meet", "count"),
  "lanes.ignore": plain("ignore", "ms"),
  "lanes.exit": plain("exit", "code"),
  "lanes.length": plain("length", "text"),
  "lanes.readAlpha": { export: "readAlpha", secrets: [use("alpha", "ALPHA_KEY")] },
  "lanes.leak": { export: "leak", secrets: [use("alpha", "ALPHA_KEY")] },
  "lanes.readBeta": { export: "readBeta", secrets: [use("beta", "BETA_KEY")] },
  "lanes.readGamma": { export: "readGamma", secrets: [use("gamma", "GAMMA_KEY")] },
};

const secrets = { alpha: { ALPHA_KEY: "alpha-1" }, beta: { BETA_KEY: "beta-1" }, gamma: { GAMMA_KEY: "gamma-1" } };

/** A build of those actions. */
export interface Lanes {
  /** Opens a runtime for one test; one that runs beside others says how it tells its end. */
  readonly open: (options?: RuntimeOptions, atEnd?: AtEnd) => Promise<Open>;
  readonly remove: () => void;
}

export interface Open {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
  readonly run: (key: string, args?: JsonObject, options?: Parameters<Runtime["run"]>[2]) => Promise<Json>;
}

export async function makeLanes(): Promise<Lanes> {
  const { generated } = await makeBuild({
    lanes: { source, actions },
    exits: { source: exits, actions: { "exits.never": plain("never") } },
  });
  return {
    open: (options, atEnd) => open(generated, options, atEnd),
    remove: () => rmSync(generated, { recursive: true, force: true }),
  };
}

async function open(generated: string, options: RuntimeOptions = {}, atEnd: AtEnd = onTestFinished): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const runtime = await createRuntime({ generated, secrets, onEvent: (event) => events.push(event), ...options });
  atEnd(() => runtime.close());
  return { runtime, events, run: (key, args = {}, more) => runtime.run(`lanes.${key}`, args, more) };
}

export const isLate = (event: RuntimeEvent, reason: string): boolean =>
  event.kind === "late-fault" && event.reason === reason;
