import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRuntime, type Json, type Runtime } from "../../runtime/index.js";
import { type Fixture, makeBuild } from "./fixture.js";

const source = `
import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { executionAsyncResource } from "node:async_hooks";
import v8, { setFlagsFromString } from "node:v8";
import inspector from "node:inspector";
import { secret, secrets } from "actionary";
export const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"], optionalKeys: ["VAULT_MORE"] });
export const twin = secret({ name: "twin", keys: ["VAULT_TOKEN"] });

export async function own(ms: number) {
  const before = [vault.get("VAULT_TOKEN"), process.env.VAULT_TOKEN];
  await new Promise((resolve) => setTimeout(resolve, ms));
  return [...before, vault.get("VAULT_TOKEN"), process.env.VAULT_TOKEN, Object.keys(process.env), "VAULT_MORE" in process.env];
}
export function environment() { return [Object.keys(process.env), process.env.HOST_ONLY ?? null, process.env.PATH ?? null]; }
export function twins() { return secrets.get("VAULT_TOKEN"); }
export function twinEnv() { return process.env.VAULT_TOKEN ?? null; }

const attempt = (run: () => unknown) => { try { return String(run()); } catch (error) { return error.code ?? error.constructor.name; } };
export function reach() {
  return {
    read: attempt(() => readFileSync("/etc/hostname")),
    write: attempt(() => writeFileSync("/tmp/actionary-must-not-exist", "x")),
    spawn: attempt(() => spawnSync("id").error ?? "ran"),
    parent: attempt(() => readFileSync("/proc/" + process.ppid + "/environ")), self: attempt(() => readFileSync("/proc/self/environ")),
    inspector: attempt(() => { inspector.open(0); return inspector.url() ?? "closed"; }),
    channel: [typeof parentPort, typeof workerData, typeof executionAsyncResource, typeof process.send, typeof (process as any)._getActiveHandles],
    named: typeof setFlagsFromString, ppid: typeof process.ppid,
    worker: attempt(() => new Worker("1", { eval: true }) && "ran"),
    report: typeof process.report, kill: typeof process.kill, chdir: typeof process.chdir,
    flags: typeof v8.setFlagsFromString, binding: typeof (process as any).binding,
    replaceFetch: attempt(() => { globalThis.fetch = (() => "mine") as any; }),
    replaceHeaders: attempt(() => { (globalThis as any).Headers = class {}; }),
    headers: attempt(() => new Headers({ a: "b" }).get("a")),
    prototype: attempt(() => { (Array.prototype as any).map = () => "mine"; return [1].map((x) => x); }),
    context: attempt(() => { (globalThis as any)[Symbol.for("actionary/1")] = {}; }),
  };
}
export function spy() {
  const seen: unknown[] = [];
  (globalThis as any).caught = seen;
  try { Object.defineProperty(globalThis, "fetch", { value: (...args: unknown[]) => { seen.push(args); } }); } catch {}
  Headers.prototype.set = function (name: string, value: string) { seen.push([name, value]); };
  return null;
}
export function spied() { return (globalThis as any).caught ?? null; }
export async function send() {
  const headers = new Headers();
  headers.set("authorization", "Bearer " + vault.get("VAULT_TOKEN"));
  await fetch("http://127.0.0.1:1/", { headers }).catch(() => null);
  return (globalThis as any).caught ?? null;
}
`;

/** Replaces what its lane might work with. Node's own loader, which reads by the rest of `fs`, is left as it is. */
const replacing = `
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import child from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import url from "node:url";
import util from "node:util";
import threads from "node:worker_threads";
import * as perf from "node:perf_hooks";

const replace = (owner: any, names = Reflect.ownKeys(owner)) => {
  for (const name of names) {
    if (name === "constructor" || typeof Object.getOwnPropertyDescriptor(owner, name)?.value !== "function") continue;
    try { owner[name] = () => undefined; } catch {}
  }
};
export function replaceAll() {
  for (const name of ["setImmediate", "setTimeout", "clearTimeout", "queueMicrotask", "structuredClone"]) replace(globalThis, [name]);
  for (const owner of [JSON, Map, Map.prototype, Promise, Promise.prototype, Performance.prototype]) replace(owner);
  for (const owner of [AsyncLocalStorage, AsyncLocalStorage.prototype, AsyncResource.prototype]) replace(owner);
  replace(fs, ["readFileSync", "writeSync", "writeFileSync", "existsSync", "statSync"]);
  for (const owner of [crypto, path, url, util, threads, child, perf.performance]) replace(owner);
  replace(Buffer, ["from", "concat", "alloc", "allocUnsafe", "byteLength"]);
  replace(Buffer.prototype, ["write", "utf8Write", "toString", "utf8Slice", "indexOf", "slice", "subarray", "copy"]);
  replace(process, ["nextTick", "getBuiltinModule", "cwd", "hrtime", "memoryUsage", "emitWarning"]);
  syncBuiltinESMExports();
  return null;
}
export function next(text: string) { console.log("%s", text); return text; }
`;
const later = `export async function later(texts: string[]) { await null; return texts; }`;

const use = { name: "vault", keys: ["VAULT_TOKEN"], optionalKeys: [], optional: false };
const twin = { ...use, name: "twin" };
const actions = {
  "isolation.own": { export: "own", parameters: ["ms"], secrets: [use] },
  "isolation.environment": { export: "environment" },
  "isolation.twins": { export: "twins", secrets: [use, twin] },
  "isolation.twin_env": { export: "twinEnv", secrets: [use, twin] },
  "isolation.reach": { export: "reach" },
  "isolation.spy": { export: "spy" },
  "isolation.spied": { export: "spied" },
  "isolation.send": { export: "send", secrets: [use] },
};

let fixture: Fixture;
let runtime: Runtime;
let processes: Runtime;

beforeAll(async () => {
  process.env.HOST_ONLY = "the host's";
  fixture = await makeBuild({
    isolation: { source, actions },
    replacing: {
      source: replacing,
      actions: {
        "replacing.all": { export: "replaceAll" },
        "replacing.next": { export: "next", parameters: ["text"] },
      },
    },
    later: { source: later, actions: { "later.first": { export: "later", parameters: ["texts"] } } },
  });
  runtime = await createRuntime({ generated: fixture.generated });
  processes = await createRuntime({ generated: fixture.generated, isolation: "process" });
});
afterAll(async () => {
  delete process.env.HOST_ONLY;
  await Promise.all([runtime.close(), processes.close()]);
  rmSync(fixture.generated, { recursive: true, force: true });
});

test("of a hundred calls at once each sees its own secret alone", async () => {
  const calls = Array.from({ length: 100 }, async (_, index) => {
    const value = `value-${index}`;
    const secrets = { vault: { VAULT_TOKEN: value, VAULT_MORE: "not declared" } };
    const seen = await runtime.run("isolation.own", { ms: index % 7 }, { secrets });
    expect(seen).toEqual([value, value, value, value, ["VAULT_TOKEN"], false]);
  });
  await Promise.all(calls);
});

test("a lane shows nothing of the host's environment", async () => {
  expect(await runtime.run("isolation.environment", {})).toEqual([[], null, null]);
  expect(await processes.run("isolation.environment", {})).toEqual([[], null, null]);
});

test("a key that two secrets share is not guessed at", async () => {
  const secrets = { vault: { VAULT_TOKEN: "one-value" }, twin: { VAULT_TOKEN: "other-value" } };
  const told = /VAULT_TOKEN belongs to several secrets.*`vault.get\("VAULT_TOKEN"\)` or `twin.get\("VAULT_TOKEN"\)`/;
  await expect(runtime.run("isolation.twins", {}, { secrets })).rejects.toThrow(told);
  await expect(runtime.run("isolation.twin_env", {}, { secrets })).rejects.toThrow(told);
});

test.each(["thread", "process"])("a %s can neither look out nor change what its neighbours use", async (isolation) => {
  const lanes = isolation === "thread" ? runtime : processes;
  expect(await lanes.run("isolation.reach", {})).toEqual({
    parent: "ERR_ACCESS_DENIED",
    self: "ERR_ACCESS_DENIED",
    inspector: "TypeError",
    channel: Array.from({ length: 5 }, () => "undefined"),
    named: "undefined",
    ppid: "undefined",
    read: "ERR_ACCESS_DENIED",
    write: "ERR_ACCESS_DENIED",
    spawn: "ERR_ACCESS_DENIED",
    worker: "ERR_ACCESS_DENIED",
    report: "undefined",
    kill: "undefined",
    chdir: "undefined",
    flags: "undefined",
    binding: "undefined",
    replaceFetch: "TypeError",
    replaceHeaders: "TypeError",
    headers: "b",
    prototype: "TypeError",
    context: "TypeError",
  });
});

test.each([
  "thread",
  "process",
] as const)("a %s serves on after an action that replaces what its lane works with", async (isolation) => {
  const lanes = await createRuntime({ generated: fixture.generated, isolation, lanes: 1 });
  await lanes.run("replacing.all", {});
  const texts = Array.from({ length: 50 }, (_, index) => `ü${index}`);
  expect(await lanes.run("later.first", { texts })).toEqual(texts); // of a module that is checked and loaded only now
  const seen = texts.map((text) => lanes.run("replacing.next", { text }));
  expect(await Promise.all(seen)).toEqual(texts);
  await lanes.close();
});

test("an action that listens to everything in its lane hears nothing of another domain", async () => {
  await runtime.run("isolation.spy", {});
  const secrets = { vault: { VAULT_TOKEN: "very-secret" } };
  const caught: Json = await runtime.run("isolation.send", {}, { secrets });
  expect(caught).toBeNull();
  expect(JSON.stringify(await runtime.run("isolation.spied", {}))).not.toContain("very-secret");
});
