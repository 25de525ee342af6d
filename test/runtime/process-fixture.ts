import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import {
  type ActionError,
  createRuntime,
  type Json,
  type JsonObject,
  type Runtime,
  type RuntimeEvent,
  type RuntimeOptions,
} from "../../runtime/index.js";
import { type FixtureAction, makeBuild } from "./fixture.js";

// What the tests of process lanes have in common: actions that do what they should not, and ways to look on.

const source = `
import { action, secret } from "actionary";
import { writeSync, closeSync, appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import inspector from "node:inspector";
export const alpha = secret({ name: "alpha", keys: ["ALPHA_KEY"] });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const spinFor = (ms: number) => { const end = Date.now() + ms; while (Date.now() < end); };
let starts = 0;
const kept: unknown[] = [];

export function where() { return process.pid; }
export async function whereSlowly(ms: number) { await pause(ms); return process.pid; }
export async function readAlpha() { console.log("reads", alpha.get("ALPHA_KEY")); return process.env.ALPHA_KEY?.length; }
let met = 0;
let allMet = () => {};
const meeting = new Promise<void>((resolve) => { allMet = resolve; });
export async function meet(count: number) { met++; if (met === count) allMet(); await meeting; return met; }
export function fail() { throw new Error("broken"); }
export function spin(ms: number) { starts++; spinFor(ms); return starts; }
export function forever() { while (true); }
export async function loop() { action.log("begins"); await null; while (true); }
export async function microtasks() { action.log("begins"); while (true) await null; }
export async function block() { action.log("begins"); await null; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }
export function exit(code: number) { process.exit(code); }
export function exitForReal(code: number) { (process as any).reallyExit(code); }
export function abort() { process.abort(); }
export function arrays() { let last: unknown = null; while (true) last = { last, list: [1, 2, 3] }; }
export function strings() { const all: string[] = []; for (let n = 0; ; n++) all.push(("x" + n).repeat(100_000).toUpperCase()); }
export function buffers() { const all: Buffer[] = []; while (true) all.push(Buffer.alloc(1 << 20, 1)); }
export async function buffersSlowly() { const all: Buffer[] = []; while (true) { all.push(Buffer.alloc(1 << 22, 1)); await pause(1); } }
export function keep(mb: number) { kept.push(Buffer.alloc(mb << 20, 1)); return process.pid; }
export function send(file: number, text: string) { writeSync(file, text); }
export function shut(file: number) { closeSync(file); }
export function inspected() { return inspector.url() ?? null; }
export function parent() { return [typeof process.send, typeof process.ppid, process.argv.length]; }
export function start() { return spawnSync(process.execPath, ["-e", "process.stdout.write('hello')"]).stdout.toString(); }
export async function startAndStay() {
  const { spawn } = await import("node:child_process");
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" }).pid;
}
export function write(path: string) { writeFileSync(path, "written"); return readFileSync(path, "utf8"); }
export function mark(path: string, id: number) { appendFileSync(path, id + "\\n"); while (id === 40); return process.pid; }
`;

const parameters: Readonly<Record<string, readonly string[]>> = {
  whereSlowly: ["ms"],
  spin: ["ms"],
  meet: ["count"],
  exit: ["code"],
  exitForReal: ["code"],
  keep: ["mb"],
  send: ["file", "text"],
  shut: ["file"],
};
const plain = [
  ...[
    "where",
    "fail",
    "forever",
    "loop",
    "microtasks",
    "block",
    "abort",
    "arrays",
    "strings",
    "buffers",
    "buffersSlowly",
  ],
  ...["inspected", "parent", ...Object.keys(parameters)],
];
const use = { name: "alpha", keys: ["ALPHA_KEY"], optionalKeys: [], optional: false };

export type AtEnd = (close: () => Promise<void>) => void;

/** A build of those actions, and a folder that some of them may write to. */
export interface Lanes {
  readonly generated: string;
  readonly scratch: string;
  /** Opens a runtime for one test; one that runs beside others says how it tells its end. */
  readonly open: (options?: RuntimeOptions, atEnd?: AtEnd) => Promise<Open>;
  readonly remove: () => void;
}

export async function makeLanes(): Promise<Lanes> {
  const scratch = mkdtempSync(join(tmpdir(), "actionary-lanes-"));
  const actions: Record<string, FixtureAction> = {
    ...Object.fromEntries(plain.map((name) => [`p.${name}`, { export: name, parameters: parameters[name] ?? [] }])),
    "p.readAlpha": { export: "readAlpha", secrets: [use] },
    "p.start": { export: "start", permissions: ["child-process"] },
    "p.startAndStay": { export: "startAndStay", permissions: ["child-process"] },
    "p.startUnasked": { export: "start" },
    "p.write": { export: "write", parameters: ["path"], permissions: [`fs:${scratch}`] },
    "p.writeUnasked": { export: "write", parameters: ["path"] },
    "p.mark": { export: "mark", parameters: ["path", "id"], permissions: [`fs:${scratch}`] },
  };
  const { generated } = await makeBuild({ p: { source, actions } });
  return {
    generated,
    scratch,
    open: (options, atEnd) => open(generated, options, atEnd),
    remove: () => {
      for (const folder of [generated, scratch]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Open {
  readonly runtime: Runtime;
  readonly events: readonly RuntimeEvent[];
  readonly run: (key: string, args?: JsonObject, options?: Parameters<Runtime["run"]>[2]) => Promise<Json>;
}

async function open(generated: string, options: RuntimeOptions = {}, atEnd: AtEnd = onTestFinished): Promise<Open> {
  const events: RuntimeEvent[] = [];
  const runtime = await createRuntime({
    generated,
    isolation: "process",
    lanes: 1,
    secrets: { alpha: { ALPHA_KEY: "alpha-1" } },
    onEvent: (event) => events.push(event),
    ...options,
  });
  atEnd(() => runtime.close());
  return { runtime, events, run: (key, args = {}, more) => runtime.run(`p.${key}`, args, more) };
}

export const errorOf = (call: Promise<unknown>): Promise<ActionError> =>
  call.then(
    (value) => expect.unreachable(`resolved with ${JSON.stringify(value)}`),
    (error: ActionError) => error,
  );
export const codeOf = (call: Promise<unknown>): Promise<string> => errorOf(call).then(({ code }) => code);
/** What happened to lanes. */
export const kindsOf = (events: readonly RuntimeEvent[]): readonly string[] =>
  events.map(({ kind }) => kind).filter((kind) => kind.startsWith("lane-"));

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended and that nobody has asked for yet.
    return process.platform !== "linux" || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
