import asyncHooks from "node:async_hooks";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import url from "node:url";
import util from "node:util";
import v8 from "node:v8";
import workerThreads from "node:worker_threads";

/** What would let an action look out of its lane, reach its channel, or harm its host. */
const taken: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [process, ["report", "kill", "_kill", "abort", "ppid", "chdir", "dlopen", "binding", "_linkedBinding"]],
  [process, ["_debugProcess", "_debugEnd", "_getActiveHandles", "_getActiveRequests"]],
  [process, ["setuid", "setgid", "seteuid", "setegid", "setgroups", "initgroups"]],
  [os, ["setPriority"]],
  [v8, ["setFlagsFromString", "setHeapSnapshotNearHeapLimit"]], // which writes where nothing may be written (20, 22)
  [workerThreads, ["parentPort", "workerData", "postMessageToThread", "locks"]], // a lock could be one that the host waits for
  [asyncHooks, ["executionAsyncResource"]], // which is the channel itself, while a message is handled
];

/**
 * What Node's permission flags know nothing of, from builtins that this Node may lack: `node:sqlite` opens any file
 * (22, 24), tracing writes into the working directory (20), and what sends events of the inspector is the host's.
 */
const takenFromBuiltins: readonly (readonly [builtin: string, names: readonly string[]])[] = [
  ["node:sqlite", ["DatabaseSync", "StatementSync", "Session", "backup"]],
  ["node:trace_events", ["createTracing"]],
  ["node:inspector", ["open", "waitForDebugger", "Session", "Network", "NetworkResources", "DOMStorage"]],
];

/** What a lane goes on working with, and what that calls: an action that replaced one would leave its lane without answers. */
const kept: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [Buffer, ["from", "concat", "alloc", "allocUnsafe", "allocUnsafeSlow", "byteLength"]],
  [Buffer.prototype, ["write", "utf8Write", "toString", "utf8Slice", "indexOf", "slice", "subarray", "copy"]],
  [workerThreads, ["receiveMessageOnPort"]],
  [util, ["format"]],
  [url, ["pathToFileURL", "fileURLToPath"]],
  [path, Object.keys(path)], // which Node's own loader calls by name
  [process, ["cwd", "nextTick", "getBuiltinModule"]],
  [fs, ["readFileSync"]], // what it calls in turn stays open: file libraries replace `closeSync` and `readSync`
];

/**
 * Takes away what would let an action look out of its lane or harm the process, before any action is loaded.
 * `process.report` prints the host's environment even in a lane that has none.
 */
export function harden(env: NodeJS.ProcessEnv): void {
  for (const [owner, names] of taken) for (const name of names) fix(owner, name, undefined);
  for (const [builtin, names] of takenFromBuiltins) {
    const owner = findBuiltin(builtin);
    if (owner) for (const name of names) fix(owner, name, undefined);
  }
  const { navigator } = globalThis as { readonly navigator?: object };
  if (navigator) fix(Object.getPrototypeOf(navigator), "locks", undefined);
  if (!mayStartPrograms()) takeProcessHandles();
  keepContexts();
  for (const [owner, names] of kept) for (const name of names) fix(owner, name, Reflect.get(owner, name));
  fix(process, "env", env);
  for (const name of networkGlobals) fixGlobal(name);
  syncBuiltinESMExports(); // `import { setFlagsFromString }` would still have what it was, and lack `env`
}

/** A thread lane never may, whatever its host may. */
function mayStartPrograms(): boolean {
  const { permission } = process as { readonly permission?: { has(scope: string): boolean } };
  return workerThreads.isMainThread && permission?.has("child") === true;
}

/**
 * The handle of a child that was never started has the process id 0: its `kill` signals the lane's whole group, which is the
 * host's. Actions come by such a handle through `ChildProcess`, `EventEmitter.init` and `diagnostics_channel`, so it is the
 * native function that goes.
 */
function takeProcessHandles(): void {
  const childProcess = process.getBuiltinModule("node:child_process");
  const { _handle: handle } = new childProcess.ChildProcess() as unknown as { readonly _handle: object };
  fix(childProcess, "_forkChild", undefined); // which makes any descriptor of a thread's host its channel
  fix(Object.getPrototypeOf(handle), "kill", undefined);
}

/** A lane knows by these which call it is in; on Node 20 a replaced one is even given the lane's own storage. */
function keepContexts(): void {
  Object.freeze(asyncHooks.AsyncLocalStorage);
  Object.freeze(asyncHooks.AsyncLocalStorage.prototype);
}

/** A neighbour within the lane that replaced one of these would see other calls' credentials. */
const networkGlobals = [
  "fetch",
  "Headers",
  "Request",
  "Response",
  "FormData",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "AbortController",
  "AbortSignal",
  "URL",
  "URLSearchParams",
  "Promise",
];

/** A builtin of this Node; a thread's Node refuses to load some that a process has. */
function findBuiltin(name: string): object | undefined {
  try {
    return process.getBuiltinModule(name);
  } catch {
    return undefined;
  }
}

function fix(target: object, name: string, value: unknown): void {
  Reflect.deleteProperty(target, name); // what is native, like `ppid`, would answer on behind a new definition
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: true });
}

function fixGlobal(name: string): void {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!found?.configurable) return;
  const { get: load, enumerable = false } = found;
  const fixed: PropertyDescriptor = load ? { get: () => readTwice(load) } : { value: found.value, writable: false };
  Object.defineProperty(globalThis, name, { ...fixed, configurable: false, enumerable });
}

/**
 * Node's lazy globals replace themselves by their value when first read, which throws on a fixed property; by then the
 * value is there, and the second reading returns it. Reading them now instead would load a web client in every lane.
 */
function readTwice(load: () => unknown): unknown {
  try {
    return load.call(globalThis);
  } catch {
    return load.call(globalThis);
  }
}
