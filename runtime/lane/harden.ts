import asyncHooks from "node:async_hooks";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import url from "node:url";
import util from "node:util";
import v8 from "node:v8";
import workerThreads from "node:worker_threads";
import { resourceKey } from "../invoke/call-storage.js";
import { answerExists } from "./answer-exists.js";
import { explainRefusals } from "./explain-refusals.js";
import { guardNetwork } from "./network-guard.js";
import { permanent, protectIntrinsics, protectMembers } from "./protect-intrinsics.js";
import { guardReach, type ReachSettings } from "./reach-guard.js";

/** Members that would let an action see outside of its lane, reach its channel, or harm its host. */
const removed: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [process, ["report", "kill", "_kill", "abort", "ppid", "chdir", "binding", "_linkedBinding"]],
  [process, ["_debugProcess", "_debugEnd", "_getActiveHandles", "_getActiveRequests"]],
  [process, ["setuid", "setgid", "seteuid", "setegid", "setgroups", "initgroups"]],
  [os, ["setPriority"]],
  [v8, ["setFlagsFromString", "setHeapSnapshotNearHeapLimit"]], // writes a file, which lanes must not (Node 20, 22)
  [workerThreads, ["parentPort", "workerData", "postMessageToThread", "locks"]], // the host may wait for the same lock
  [asyncHooks, ["executionAsyncResource"]], // is the channel itself while a message is handled
];

/**
 * Members of builtins, which this Node may lack, that Node's permission flags do not cover: `node:sqlite` opens any file
 * (Node 22, 24), tracing writes into the working directory (20), and the inspector is that of the host.
 */
const removedFromBuiltins: readonly (readonly [builtin: string, names: readonly string[]])[] = [
  ["node:sqlite", ["DatabaseSync", "StatementSync", "Session", "backup"]],
  ["node:trace_events", ["createTracing"]],
  ["node:inspector", ["open", "waitForDebugger", "Session", "Network", "NetworkResources", "DOMStorage"]],
];

/** Members that a lane itself uses, and those that these call: an action that replaced one would keep its lane from answering. */
const kept: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [workerThreads, ["receiveMessageOnPort"]],
  [util, ["format"]],
  [url, ["pathToFileURL", "fileURLToPath"]],
  [path, Object.keys(path)], // Node's own loader calls these by name
  [process, ["cwd", "nextTick", "getBuiltinModule"]],
  [fs, ["readFileSync"]], // but not what it calls: file libraries replace `closeSync` and `readSync`
];

/**
 * Removes what would let an action see outside of its lane or harm the process, before any action is loaded. `process.report`,
 * for one, prints the host's environment even in a lane that has none.
 */
export function harden(env: NodeJS.ProcessEnv, permissions: readonly string[], reach: ReachSettings | undefined): void {
  guardNetwork(permissions);
  if (reach) guardReach(reach);
  explainRefusals(permissions);
  for (const [owner, names] of removed) for (const name of names) fix(owner, name, undefined);
  for (const [builtin, names] of removedFromBuiltins) {
    const owner = findBuiltin(builtin);
    if (owner) for (const name of names) fix(owner, name, undefined);
  }
  const { navigator } = globalThis as { readonly navigator?: object };
  if (navigator) fix(Object.getPrototypeOf(navigator), "locks", undefined);
  if (!mayStartPrograms()) removeProcessHandles();
  keepContexts();
  for (const [owner, names] of kept) for (const name of names) keep(owner, name);
  fix(process, "env", env);
  for (const name of networkGlobals) fixGlobal(name);
  hideResources();
  answerExists();
  protectIntrinsics();
  syncBuiltinESMExports(); // else `import { setFlagsFromString }` would still find it, and not the new `env`
}

/** Always false for a thread lane, whatever its host may do. */
function mayStartPrograms(): boolean {
  const { permission } = process as { readonly permission?: { has(scope: string): boolean } };
  return workerThreads.isMainThread && permission?.has("child") === true;
}

/**
 * Removes the native `kill` of process handles. A child that was never started has the process id 0, so that its `kill`
 * signals the lane's whole group, which is the host's, and actions can get such a handle in three ways: `ChildProcess`,
 * `EventEmitter.init` and `diagnostics_channel`.
 */
function removeProcessHandles(): void {
  const childProcess = process.getBuiltinModule("node:child_process");
  const { _handle: handle } = new childProcess.ChildProcess() as unknown as { readonly _handle: object };
  fix(childProcess, "_forkChild", undefined); // would make any descriptor of a thread's host its channel
  fix(Object.getPrototypeOf(handle), "kill", undefined);
}

/**
 * Gives hooks of asynchronous resources no resources: those of the lane hold its messages, and are of use only to Node itself.
 */
function hideResources(): void {
  const { createHook } = asyncHooks;
  const hidden = (callbacks: asyncHooks.HookCallbacks): asyncHooks.AsyncHook => {
    const { init } = callbacks;
    if (typeof init !== "function") return createHook(callbacks);
    const own: typeof init = (id, type, trigger) => init.call(callbacks, id, type, trigger, {});
    return createHook({ ...callbacks, init: own });
  };
  permit(asyncHooks, "createHook", hidden);
}

/**
 * Protects `AsyncLocalStorage`, by which a lane knows its current call. On Node 20 and 22 each resource holds its call under a
 * symbol: a setter of that name, on the prototype of a resource, would take it.
 */
function keepContexts(): void {
  protectMembers(asyncHooks.AsyncLocalStorage);
  protectMembers(asyncHooks.AsyncLocalStorage.prototype);
  if (resourceKey === undefined) return;
  const timers = [setTimeout(() => {}), setImmediate(() => {})] as const;
  for (const owner of [Promise.prototype, asyncHooks.AsyncResource.prototype, ...timers.map(Object.getPrototypeOf)])
    Object.defineProperty(owner, resourceKey, { value: undefined, writable: true });
  clearTimeout(timers[0]);
  clearImmediate(timers[1]);
}

/** Globals that carry credentials: an action that replaced one would see those of its neighbours. */
const networkGlobals = [
  "fetch",
  "Headers",
  "Request",
  "Response",
  "FormData",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
];

/** Returns a builtin of this Node, if there is one; threads cannot load some that processes have. */
function findBuiltin(name: string): object | undefined {
  const { emitWarning } = process;
  try {
    // That one is experimental (`node:sqlite` in Node 22) is no news of an action.
    process.emitWarning = () => {};
    return process.getBuiltinModule(name);
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

function fix(target: object, name: string, value: unknown): void {
  Reflect.deleteProperty(target, name); // a native one, like `ppid`, would still answer behind a new definition
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: true });
}

/** Makes a member permanent: an assignment changes nothing, and does not throw, because libraries wrap such members. */
function keep(owner: object, name: string): void {
  // Node itself freezes `path` under its permission flags.
  if (Object.getOwnPropertyDescriptor(owner, name)?.configurable) permit(owner, name, Reflect.get(owner, name));
}

function permit(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, permanent(owner, name, value, true));
}

function fixGlobal(name: string): void {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!found?.configurable) return;
  const { get: load, enumerable = false } = found;
  const get = load ? () => readTwice(load) : () => found.value as unknown;
  Object.defineProperty(globalThis, name, { get, set: () => {}, configurable: false, enumerable });
}

/**
 * Reads one of Node's lazy globals. It replaces itself by its value when first read, which throws on a fixed property; the
 * second reading then returns the value. To read them all at the start would load a web client in every lane.
 */
function readTwice(load: () => unknown): unknown {
  try {
    return load.call(globalThis);
  } catch {
    return load.call(globalThis);
  }
}
