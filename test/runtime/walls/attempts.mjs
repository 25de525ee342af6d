// Attempts of an action to look out of its lane: each export is one, and returns what it got hold of, as text.
// Compiled into a build and run in lanes; plain JavaScript, because most of it is nothing that types would allow.
import { ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { channel, subscribe } from "node:diagnostics_channel";
import { EventEmitter } from "node:events";
import { existsSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, writeFileSync } from "node:fs";
import http from "node:http";
import inspector from "node:inspector";
import module, { createRequire, register } from "node:module";
import os, { setPriority } from "node:os";
import { PerformanceObserver, performance } from "node:perf_hooks";
import { _kill, env, kill } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import v8, { setFlagsFromString } from "node:v8";
import vm from "node:vm";
import { WASI } from "node:wasi";
import * as threads from "node:worker_threads";
import { secret } from "actionary";
import { each, shown } from "./outcomes.mjs";

const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"] });
const load = createRequire(import.meta.url);

/** A call that holds a secret for a while, and uses it as actions do. */
export async function hold(ms) {
  const headers = new Headers({ authorization: `Bearer ${vault.get("VAULT_TOKEN")}` });
  await fetch("http://127.0.0.1:1/", { headers }).catch(() => {});
  await new Promise((resolve) => {
    const options = { host: "127.0.0.1", port: 1, headers: { authorization: vault.get("VAULT_TOKEN") } };
    http.request(options).on("error", resolve).end();
  });
  await wait(ms);
  return null;
}

export function environment() {
  return each({ all: () => ({ ...process.env }), one: () => process.env.HOST_CANARY, named: () => ({ ...env }) });
}

export function report() {
  return each({ get: () => process.report.getReport(), write: () => process.report.writeReport() });
}

export function proc() {
  const pids = ["self", "thread-self", "1", process.pid, process.ppid];
  const files = pids.flatMap((pid) => ["environ", "cmdline", "maps", "mem"].map((file) => `/proc/${pid}/${file}`));
  const folders = pids.map((pid) => `/proc/${pid}/fd`);
  return each({
    ...Object.fromEntries(files.map((file) => [file, () => readFileSync(file, "latin1")])),
    ...Object.fromEntries(folders.map((folder) => [folder, () => readdirSync(folder)])),
  });
}

export function file(path) {
  return each({
    read: () => readFileSync(path, "utf8"),
    open: () => openSync(path, "r"),
    exists: () => existsSync(path) || Promise.reject(new Error("it is not there")),
    link: () => readlinkSync("/proc/self/cwd"),
    require: () => load(path),
    import: () => import(path),
    dots: () => readFileSync(`${import.meta.dirname}/../../../../../../..${path}`, "utf8"),
    url: () => readFileSync(new URL(`file://${path}`), "utf8"),
  });
}

export function descriptors() {
  const bytes = Buffer.alloc(64);
  const read = (fd) => bytes.toString("latin1", 0, readSync(fd, bytes, 0, bytes.length, 0));
  return each(Object.fromEntries(Array.from({ length: 61 }, (_, index) => [index + 3, () => read(index + 3)])));
}

export function inspection() {
  const evaluate = () =>
    new Promise((resolve, reject) => {
      const session = new inspector.Session();
      const expression = "[process.env.HOST_CANARY, globalThis.hostCanary].join()";
      session.post("Runtime.evaluate", { expression }, (error, found) => (error ? reject(error) : resolve(found)));
    });
  return each({
    open: () => inspector.open(0, "127.0.0.1"),
    host: () => new inspector.Session().connectToMainThread(),
    own: () => new inspector.Session().connect(),
    evaluate,
  });
}

export function bindings() {
  return each({
    binding: () => process.binding("fs"),
    linked: () => process._linkedBinding("fs"),
    internal: () => load("internal/bootstrap/realm"),
    library: () => process.dlopen({ exports: {} }, process.execPath),
  });
}

export function hooks() {
  const source = "export async function load(url, context, next) { return next(url, context); }";
  return each({
    register: () => register(`data:text/javascript,${encodeURIComponent(source)}`),
    main: () => module.runMain("/etc/hostname"),
    require: () => load("/etc/hostname"),
  });
}

export async function channels() {
  const heard = [];
  threads.parentPort?.on("message", (message) => heard.push(message));
  process.on("message", (message) => heard.push(message));
  const broadcast = new threads.BroadcastChannel("actionary");
  broadcast.onmessage = ({ data }) => heard.push(data);
  await wait(80);
  broadcast.close();
  return each({ heard: () => heard, data: () => threads.workerData, shared: () => threads.getEnvironmentData("HOST") });
}

/** The memory that a thread and its host share. */
export function board() {
  const shared = () => {
    const found = Object.values(threads.workerData).find((value) => value instanceof SharedArrayBuffer);
    if (!found) throw new Error("there is none");
    return new Int32Array(found).fill(0);
  };
  return each({ shared });
}

/** Replaces functions that load modules, as instrumentation does. */
export function loaders() {
  return each({
    load: () => take(module, "_load"),
    resolve: () => take(module, "_resolveFilename"),
    extension: () => take(module._extensions, ".js"),
    compile: () => take(module.prototype, "_compile"),
  });
}

/** Replaces a function by one that keeps its arguments. */
function take(target, name) {
  globalThis.taken ??= [];
  const before = target[name];
  target[name] = function (...args) {
    globalThis.taken.push(args);
    return before.apply(this, args);
  };
}

/** Tries to replace a function that a lane keeps: that has no effect, and does not throw, because libraries try it, too. */
function takeKept(target, name) {
  const before = target[name];
  take(target, name);
  if (target[name] === before) throw new Error("it stays");
  return "replaced";
}

export function replacements() {
  const { AsyncLocalStorage } = load("node:async_hooks");
  return each({
    fetch: () => takeKept(globalThis, "fetch"),
    headers: () => takeKept(globalThis, "Headers"),
    request: () => takeKept(globalThis, "Request"),
    response: () => takeKept(globalThis, "Response"),
    promise: () => takeKept(Promise.prototype, "then"),
    stringify: () => takeKept(JSON, "stringify"),
    parse: () => takeKept(JSON, "parse"),
    map: () => takeKept(Map.prototype, "get"),
    storage: () => takeKept(AsyncLocalStorage.prototype, "run"),
  });
}

export function prototypes() {
  return each({
    headers: () => take(Headers.prototype, "get"),
    clone: () => take(Request.prototype, "clone"),
    json: () => take(Response.prototype, "json"),
    request: () => take(http, "request"),
  });
}

export function taken() {
  return shown(globalThis.taken ?? []);
}

export async function traces() {
  const seen = [];
  const prepare = (_, sites) => {
    for (const site of sites) seen.push(String(site.getThis?.()), String(site.getFunction?.()));
    return "";
  };
  const outcome = await each({
    set: () => {
      Error.prepareStackTrace = prepare;
    },
  });
  return outcome + String(new Error("look").stack) + shown(seen);
}

export function wasi(folder) {
  return each({ preopen: () => String(new WASI({ version: "preview1", preopens: { "/": folder } })) });
}

/** Returns the handle of a child that a refused `spawn` leaves behind: every new emitter passes through `init`. */
function handleOfFailedStart() {
  const { init } = EventEmitter;
  const made = [];
  EventEmitter.init = function (...args) {
    made.push(this);
    return init.apply(this, args);
  };
  try {
    spawn("env").on("error", () => {});
  } catch {
  } finally {
    EventEmitter.init = init;
  }
  return made.find((each) => each instanceof ChildProcess)._handle;
}

export function signals() {
  const load = process.getBuiltinModule;
  return each({
    kill: () => process.kill(process.ppid, 0),
    named: () => kill(process.ppid, 0),
    native: () => process._kill(0, 0),
    namedNative: () => _kill(process.pid, 0),
    prototype: () => Object.getPrototypeOf(process)._kill(0, 0),
    made: () => new process.constructor()._kill(0, 0),
    handle: () => new ChildProcess()._handle.kill(0),
    builtinHandle: () => new (load("node:child_process").ChildProcess)()._handle.kill(0),
    child: () => new ChildProcess().kill(0) || Promise.reject(new Error("nothing is sent")),
    forked: () => load("node:child_process")._forkChild(99) ?? "forked",
    failedHandle: () => handleOfFailedStart().kill(0),
    debug: () => process._debugProcess(process.ppid),
    folder: () => process.chdir("/"),
    priority: () => os.setPriority(0, 1),
    namedPriority: () => setPriority(0, 1),
  });
}

export function commandLine() {
  return each({
    argv: () => process.argv,
    execArgv: () => process.execArgv,
    title: () => process.title,
    config: () => process.config,
  });
}

export async function diagnostics() {
  const seen = [];
  const names = ["undici:request:create", "http.client.request.start", "net.client.socket", "worker_threads"];
  for (const name of names) subscribe(name, (message) => seen.push(Object.keys(message), shown(message.request)));
  await wait(80);
  return shown(seen) + String(channel(names[0]).hasSubscribers);
}

export async function measures() {
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ entryTypes: ["http", "net", "resource", "function"] });
  await wait(80);
  observer.disconnect();
  return shown([seen, performance.getEntries()]);
}

/** `canaries` are shifted by one character, so that looking for them does not put them there. */
export async function heap(canaries) {
  const chunks = [];
  for await (const chunk of v8.getHeapSnapshot()) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  for (let index = 0; index < bytes.length; index++) bytes[index] += 1;
  const found = canaries.filter((each) => bytes.includes(each));
  return shown(found.map((each) => Array.from(each, (one) => String.fromCharCode(one.charCodeAt(0) - 1)).join("")));
}

export function heapFile() {
  return each({ write: () => v8.writeHeapSnapshot() });
}

export function flags() {
  return each({ set: () => v8.setFlagsFromString("--expose-gc"), named: () => setFlagsFromString("--expose-gc") });
}

export function contexts() {
  const outside = "this.constructor.constructor('return process')().env.HOST_CANARY";
  return each({
    here: () => vm.runInThisContext("[process.env.HOST_CANARY, globalThis.hostCanary].join()"),
    other: () => vm.runInNewContext(outside),
    global: () => globalThis.hostCanary,
  });
}

export function programs() {
  return each({
    spawn: () => {
      const { error, stdout } = spawnSync("env");
      if (error) throw error;
      return String(stdout);
    },
    fork: () => fork("x.js") && "started",
    thread: () => new threads.Worker("1", { eval: true }) && "started",
    write: () => writeFileSync(`${import.meta.dirname}/written`, "x"),
  });
}
