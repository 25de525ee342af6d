// Attempts by means that some versions of Node lack; there they count as refused.
import fs, { existsSync } from "node:fs";
import inspector from "node:inspector";
import module, { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import v8 from "node:v8";
import * as threads from "node:worker_threads";
import { each, shown } from "./outcomes.mjs";

const load = createRequire(import.meta.url);

export function builtins(path) {
  const builtin = process.getBuiltinModule;
  return each({
    read: () => builtin("node:fs").readFileSync(path, "utf8"),
    port: () => shown(builtin("node:worker_threads").parentPort.eventNames()),
    report: () => builtin("node:process").report.getReport(),
    binding: () => builtin("node:process").binding("fs"),
    start: () => String(builtin("node:child_process").execFileSync("env")),
  });
}

export function sqlite(database) {
  const name = "node:sqlite"; // which Node 20 does not know
  const memory = (options) => new (load("node:sqlite").DatabaseSync)(":memory:", options);
  const rowsOf = (opened, table) => shown(opened.prepare(`SELECT * FROM ${table}`).all());
  const written = `${import.meta.dirname}/written.db`;
  return each({
    open: () => rowsOf(new (load("node:sqlite").DatabaseSync)(database), "canaries"),
    builtin: () => rowsOf(new (process.getBuiltinModule("node:sqlite").DatabaseSync)(database), "canaries"),
    imported: async () => rowsOf(new (await import(name)).DatabaseSync(database), "canaries"),
    attach: () => {
      const opened = memory();
      opened.exec(`ATTACH '${database}' AS outside`);
      return rowsOf(opened, "outside.canaries");
    },
    vacuum: () => memory().exec(`VACUUM INTO '${written}'`) ?? "written",
    backup: () => load("node:sqlite").backup(memory(), written),
    extension: () => memory({ allowExtension: true }).loadExtension(process.execPath) ?? "loaded",
  });
}

export function environmentFile(path) {
  return each({ load: () => process.loadEnvFile(path) ?? shown(process.env) });
}

export function moduleHooks(path) {
  const readAll = { load: (url, context, next) => next(url.startsWith("data:") ? `file://${path}` : url, context) };
  return each({
    read: async () => {
      const hooks = module.registerHooks(readAll);
      return import(`data:text/javascript,export default ${Math.random()}`).finally(() => hooks.deregister());
    },
    strip: () => load(path.replace(".txt", ".ts")),
  });
}

export function compileCache() {
  const folder = `${import.meta.dirname}/compiled`;
  return each({
    enable: () => module.enableCompileCache(folder).directory ?? Promise.reject(new Error("it has no folder")),
    flush: () => {
      module.flushCompileCache();
      return existsSync(folder) || Promise.reject(new Error("nothing is written"));
    },
  });
}

export function execve() {
  return each({ become: () => process.execve("/usr/bin/env", ["env"], {}) ?? "started" });
}

export async function threadMessages() {
  const heard = [];
  process.on("workerMessage", (message) => heard.push(message));
  const outcome = await each({
    host: () => threads.postMessageToThread(0, "from a lane"),
    neighbours: () => Promise.any([1, 2, 3, 4].map((id) => threads.postMessageToThread(id, "from a lane"))),
  });
  await wait(20);
  return heard.length > 0 ? shown(heard) : outcome;
}

export function locks() {
  const query = (from) => from.query().then(shown);
  return each({
    global: () => query(navigator.locks),
    prototype: () => query(Reflect.get(Object.getPrototypeOf(navigator), "locks", navigator)),
    threads: () => query(threads.locks),
  });
}

export function webStorage() {
  return each({ local: () => localStorage.length, session: () => shown(sessionStorage) });
}

export function singleExecutable() {
  return each({ asset: () => load("node:sea").getRawAsset("canary"), is: () => load("node:sea").getAsset("canary") });
}

export async function tracing() {
  return each({
    enable: () =>
      load("node:trace_events")
        .createTracing({ categories: ["node", "v8"] })
        .enable() ?? "enabled",
    nearLimit: () => v8.setHeapSnapshotNearHeapLimit(1) ?? "set",
    network: () => inspector.Network.requestWillBeSent({}) ?? "sent",
    storage: () => inspector.DOMStorage.domStorageItemAdded({}) ?? "sent",
  });
}

export function clusters() {
  const cluster = load("node:cluster");
  return each({ fork: () => cluster.fork() && "started", worker: () => cluster.worker.process.pid });
}

export function newerFiles(path) {
  const written = `${import.meta.dirname}/made-`;
  return each({
    blob: async () => (await fs.openAsBlob(path)).text(),
    glob: () => fs.globSync(`${path}*`)[0] ?? Promise.reject(new Error("nothing is found")),
    copy: () => fs.cpSync(path, `${written}copy`) ?? "copied",
    link: () => fs.symlinkSync(path, `${written}link`) ?? "linked",
    watch: () => fs.watch(path).close() ?? "watched",
    temporary: () => fs.mkdtempDisposableSync(written).path,
    system: () => shown(fs.statfsSync(path)),
  });
}

export async function tests(path) {
  const seen = [];
  load("node:test")
    .run({ files: [path], isolation: "none" })
    .on("data", (event) => seen.push(event));
  await wait(100); // it does not end in a lane
  return shown(seen);
}

export function consoles(path) {
  return each({
    load: async () => {
      const { PassThrough } = load("node:stream");
      const [input, output] = [new PassThrough(), new PassThrough()];
      load("node:repl").start({ input, output, terminal: false });
      input.write(`.load ${path}\nprocess.env.HOST_CANARY\nglobalThis.hostCanary\n`);
      await wait(40);
      return String(output.read());
    },
  });
}
