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
  fixture = await makeBuild({ isolation: { source, actions } });
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

test("an action that listens to everything in its lane hears nothing of another domain", async () => {
  await runtime.run("isolation.spy", {});
  const secrets = { vault: { VAULT_TOKEN: "very-secret" } };
  const caught: Json = await runtime.run("isolation.send", {}, { secrets });
  expect(caught).toBeNull();
  expect(JSON.stringify(await runtime.run("isolation.spied", {}))).not.toContain("very-secret");
});
