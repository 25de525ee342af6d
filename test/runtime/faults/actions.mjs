// Actions that misbehave, one way each. Plain JavaScript, because most of it is nothing that types would allow.
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { closeSync, readFileSync, writeSync } from "node:fs";
import { isMainThread, parentPort } from "node:worker_threads";
import { action, Failure } from "actionary";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const lane = crypto.randomUUID();

/** Returns the id of its lane. */
export const where = () => lane;
/** Runs beside a fault: logs that it has begun, and ends after a while. */
export async function neighbour() {
  action.log("begun");
  await pause(300);
  return lane;
}
/** Runs beside a fault that ends its lane, and does not end before. */
export async function lastingNeighbour() {
  action.log("begun");
  await pause(60_000);
}

export function throwsError() {
  throw new Error("it broke");
}
export function throwsText() {
  throw "just text";
}
export function throwsNull() {
  throw null;
}
export function throwsWithCause() {
  const first = new Error("the first cause");
  const cause = new Failure("auth", "the token is old", { details: { realm: "x" }, cause: first });
  throw Object.assign(new RangeError("out of range", { cause }), { extra: "field" });
}
export function rejectsLate() {
  setTimeout(() => void Promise.reject(new Error("too late")), 5);
  return "fine";
}
export function throwsLate() {
  setTimeout(() => {
    throw new Error("thrown late");
  }, 5);
  return "fine";
}
export const exits = (code) => process.exit(code);
export const aborts = () => process.abort();
/** Logs its process id, so that the test can kill it. */
export async function tellsItsProcess() {
  action.log(`${process.pid}`);
  await pause(60_000);
}
/** Closes, among others, the file with which libuv waits for events; libuv then aborts the process. */
export async function closesFiles() {
  for (let file = 3; file < 100; file++) {
    try {
      closeSync(file);
    } catch {} // not open
  }
  await pause(60_000);
}
export function loops() {
  for (;;);
}
export async function loopsInMicrotasks() {
  for (;;) await null;
}
export const waits = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
/** Opens a pipe that nobody writes to, which blocks in the system. */
export const blocks = (pipe) => readFileSync(pipe, "utf8");
export const makesHugeArray = () => new Array(5e7).fill(1).length;
export function fillsWithArrays() {
  for (let kept = []; ; ) kept = [kept, new Array(1000).fill(0)];
}
export function fillsWithStrings() {
  const kept = [];
  for (let index = 0; ; index++) kept.push(`${index}`.repeat(1000));
}
export async function fillsWithBuffers() {
  for (const kept = []; ; await pause(10)) kept.push(Buffer.alloc(1024 * 1024, 1));
}
export const returnsHuge = () => "x".repeat(70 * 1024 * 1024);
export function returnsCycle() {
  const list = [];
  list.push(list);
  return list;
}
export const returnsFunction = () => ({ run: () => 1 });
export const returnsNaN = () => [Number.NaN];
export const returnsBigint = () => ({ count: 1n });
export function returnsDepth() {
  let value = 1;
  for (let level = 0; level < 10_000; level++) value = [value];
  return value;
}
export const returnsProto = () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
export async function ignoresItsEnd() {
  await pause(2_500);
  return "too late";
}
export async function burns() {
  for (;;) {
    for (const end = performance.now() + 20; performance.now() < end; );
    await new Promise(setImmediate);
  }
}
export async function heedsItsEnd() {
  await new Promise((_, reject) => action.signal.addEventListener("abort", () => reject(action.signal.reason)));
}
export function leaks() {
  setInterval(() => {}, 1);
  createSocket("udp4").bind(0, "127.0.0.1");
  return "fine";
}
export function changesGlobals() {
  const mine = () => "mine";
  const outcomes = [];
  const attempt = (owner, name) => {
    try {
      owner[name] = mine;
    } catch {}
    outcomes.push(owner[name] === mine ? "changed" : "stays");
  };
  attempt(Array.prototype, "map");
  attempt(Object.prototype, "polluted");
  attempt(globalThis, "fetch");
  attempt(JSON, "stringify");
  return outcomes;
}
export function prints() {
  process.stdout.write("not for the host\n");
  return "fine";
}
export const changesFolder = () => process.chdir("/");
export function setsEnvironment() {
  process.env.MINE = "set";
  return process.env.MINE ?? null;
}
export function startsProcess() {
  const { error } = spawnSync(process.execPath, ["-e", "0"]);
  if (error) throw error;
  return "ran";
}
export async function postsNonsense() {
  for (const text of ["nonsense", "[[]]", '[["value",999,1]]', "null", '[["ended",0]]']) send(text);
  await pause(1_000);
  return "fine";
}
export async function closesChannel() {
  if (isMainThread) for (const file of channelFiles) closeSync(file);
  else parentPort.close();
  await pause(60_000);
}
export async function removesListeners() {
  process.removeAllListeners();
  await pause(60_000);
}

/** The two pipes that are the channel of a process lane; in a thread these files are the host's. */
const channelFiles = [3, 4];

function send(text) {
  if (isMainThread) writeSync(channelFiles[1], `${text}\n`);
  else parentPort.postMessage(text);
}
