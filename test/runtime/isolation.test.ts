import { afterAll, beforeAll, expect, test } from "vitest";
import { createRuntime, type Json, type Runtime } from "../../runtime/index.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, readModule, requireSecret } from "./fixtures/read-module.js";

const vault = requireSecret("vault", "VAULT_TOKEN");
const both = { secrets: [vault, requireSecret("twin", "VAULT_TOKEN")] };
const isolation = readModule("isolation.mjs", {
  own: { secrets: [vault] },
  twins: both,
  twinEnv: both,
  send: { secrets: [vault] },
});
const later = defineModule("later", "export async function first(texts) { await null; return texts; }");
const modules = { isolation, replacing: readModule("replacing.mjs"), later };
const build = prepareBuild(modules, { prefix: "isolation" });

let runtime: Runtime;
let processes: Runtime;

beforeAll(async () => {
  process.env.HOST_ONLY = "the host's";
  runtime = await createRuntime({ generated: build.generated });
  processes = await createRuntime({ generated: build.generated, isolation: "process" });
});
afterAll(async () => {
  delete process.env.HOST_ONLY;
  await Promise.all([runtime.close(), processes.close()]);
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
  await expect(runtime.run("isolation.twinEnv", {}, { secrets })).rejects.toThrow(told);
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
    replaceFetch: "false",
    replaceHeaders: "false",
    headers: "b",
    prototype: "1",
    context: "TypeError",
  });
});

test.each([
  "thread",
  "process",
] as const)("a %s serves on after an action that replaces what its lane works with", async (isolation) => {
  const lanes = await createRuntime({ generated: build.generated, isolation, lanes: 1 });
  await lanes.run("replacing.replaceAll", {});
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
