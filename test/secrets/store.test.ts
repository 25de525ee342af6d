import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { chain, storeSecrets } from "../../runtime/index.js";
import { prepareBuild } from "../runtime/fixtures/open-runtime.js";
import { readModule } from "../runtime/fixtures/read-module.js";
import { bytesOf, faultOf, placeForStore, query, resolve } from "./open-store.js";

// The embedded store of secrets, used by one process.

const slack = { name: "slack", keys: ["SLACK_TOKEN"], optionalKeys: ["SLACK_SIGNING"], optional: false };
const build = prepareBuild({ values: readModule("values.ts", { see: { secrets: [slack] } }) }, { prefix: "values" });
const isPosix = process.platform !== "win32";

test("what was set is read by connection, key by key, and is not readable in the file", async () => {
  const { open, file, keyFile } = placeForStore();
  const store = open();
  expect(await store.set("slack", { SLACK_TOKEN: "xoxb-default", SLACK_SIGNING: "signing-default" })).toEqual({
    store: file,
    keyFile,
  });
  expect(await store.set("slack", { SLACK_TOKEN: "xoxb-sandbox" }, { connection: "sandbox" })).toEqual({});
  expect(await resolve(store, { name: "slack", keys: ["SLACK_TOKEN"] })).toEqual({
    slack: { SLACK_TOKEN: "xoxb-default" },
  });
  expect(
    await resolve(store, { name: "slack", keys: ["SLACK_TOKEN", "SLACK_SIGNING"], connection: "sandbox" }),
  ).toEqual({
    slack: { SLACK_TOKEN: "xoxb-sandbox" },
  });
  expect(
    await resolve(
      store,
      { name: "slack", keys: ["SLACK_TOKEN"], connection: "other" },
      { name: "mail", keys: ["KEY"] },
    ),
  ).toEqual({});
  expect(await store.get("slack")).toEqual({ SLACK_TOKEN: "xoxb-default", SLACK_SIGNING: "signing-default" });
  expect((await store.list()).map(({ name, connection, keys }) => [name, connection, ...keys])).toEqual([
    ["slack", "default", "SLACK_SIGNING", "SLACK_TOKEN"],
    ["slack", "sandbox", "SLACK_TOKEN"],
  ]);
  const bytes = bytesOf(file);
  for (const value of ["xoxb-default", "signing-default", "xoxb-sandbox"]) {
    for (const form of [value, Buffer.from(value).toString("base64url"), Buffer.from(value).toString("hex")]) {
      expect(bytes).not.toContain(form.slice(0, 12));
    }
  }
  expect(bytes).toContain("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNI");
  await store.close();
});

test("setting changes the given keys; replacing leaves no others; several are stored together or not at all", async () => {
  const { open } = placeForStore();
  const store = open();
  await store.set("pair", { ID: "id-1", KEY: "key-1" });
  await store.set("pair", { KEY: "key-2" });
  expect(await store.get("pair")).toEqual({ ID: "id-1", KEY: "key-2" });
  await store.set("pair", { KEY: "key-3" }, { replace: true });
  expect(await store.get("pair")).toEqual({ KEY: "key-3" });
  const half = store.setAll([
    { name: "a", values: { KEY: "fine" } },
    { name: "b", values: { KEY: "no" } },
  ]);
  expect((await faultOf(half)).code).toBe("INVALID_SECRET");
  expect(await store.get("a")).toBeUndefined();
  await store.setAll([
    { name: "a", values: { KEY: "fine" } },
    { name: "a", connection: "x", values: { KEY: "fine too" } },
  ]);
  expect(await store.get("a", { connection: "x" })).toEqual({ KEY: "fine too" });
  await store.close();
});

test("removing takes a connection, some of its keys, or all connections", async () => {
  const { open } = placeForStore();
  const store = open();
  for (const connection of ["default", "one", "two"])
    await store.set("pair", { ID: "id-1", KEY: "key-1" }, { connection });
  expect(await store.remove("pair", { keys: ["ID", "NONE"] })).toBe(1);
  expect(await store.get("pair")).toEqual({ KEY: "key-1" });
  expect(await store.remove("pair", { connection: "one" })).toBe(2);
  expect(await store.remove("pair", { connection: "one" })).toBe(0);
  expect(await store.remove("pair", { everywhere: true })).toBe(3);
  expect(await store.list()).toEqual([]);
  await store.close();
});

test.each([
  ["a value of three characters", "slack", { KEY: "abc" }, /^the value for KEY of `slack` has less than 4 characters/],
  ["a value of spaces", "slack", { KEY: "  ab  " }, /less than 4 characters/],
  ["a value that is too long", "slack", { KEY: "x".repeat(65_537) }, /has more than 65536 characters/],
  ["a value that is no text", "slack", { KEY: 12_345 }, /must be text/],
  ["half a character", "slack", { KEY: "1234 \ud83d" }, /has half a character/],
  ["no value", "slack", {}, /no value was given for `slack`/],
  ["a name in capitals", "Slack", { KEY: "abcd" }, /a secret has a name of small letters/],
  ["a path as a name", "../slack", { KEY: "abcd" }, /a secret has a name of small letters/],
  ["a key with spaces", "slack", { "A KEY": "abcd" }, /a key of `slack` has letters/],
] as const)("%s is refused, without showing it", async (_, name, values, message) => {
  const { open, file } = placeForStore();
  const store = open();
  const fault = await faultOf(store.set(name, values as never));
  expect(fault.code).toBe("INVALID_SECRET");
  expect(fault.message).toMatch(message);
  for (const value of Object.values(values))
    expect(fault.message).not.toContain(String(value).slice(0, 5).padEnd(3, "?"));
  expect(existsSync(file)).toBe(false);
  for (const connection of ["", "a b", "x".repeat(101), "a/b"]) {
    expect((await faultOf(store.set("slack", { KEY: "abcd" }, { connection }))).message).toMatch(
      /^a connection has a name/,
    );
  }
});

test("values of any form come back as they were", async () => {
  const { open } = placeForStore();
  const store = open();
  const values = {
    PEM: "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
    UNICODE: "pässwörd 😀 \u0000\u2028 \ufeff",
    LONG: "y".repeat(65_536),
    SPACED: "  abcd  ",
  };
  await store.set("forms", values);
  expect(await store.get("forms")).toEqual(values);
  await store.close();
});

test("reading makes no file, and needs no key where there is no store", async () => {
  const { open, home } = placeForStore();
  const store = open({ ACTIONARY_MASTER_KEY: "wrong" });
  expect(await resolve(store, { name: "slack", keys: ["KEY"] })).toEqual({});
  expect([await store.list(), await store.get("slack"), await store.audit(), await store.remove("slack")]).toEqual([
    [],
    undefined,
    [],
    0,
  ]);
  expect((await faultOf(store.rotateKey())).message).toMatch(/there is no store of secrets/);
  await store.close();
  expect(existsSync(join(home, "project"))).toBe(false);
  expect(existsSync(join(home, ".config"))).toBe(false);
  expect((await faultOf(store.list())).code).toBe("STORE_CLOSED");
});

test.runIf(isPosix)("the files are the user's alone, and git leaves the folder out", async () => {
  const { open, file, keyFile } = placeForStore();
  const store = open();
  await store.set("slack", { KEY: "abcd" });
  await resolve(store, { name: "slack", keys: ["KEY"] });
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([mode(file), mode(`${file}-wal`), mode(dirname(file))]).toEqual(["600", "600", "700"]);
  expect([mode(keyFile), mode(dirname(keyFile))]).toEqual(["600", "700"]);
  expect(readFileSync(join(dirname(file), ".gitignore"), "utf8")).toBe("*\n");
  await store.close();
});

test("a folder that was there keeps its files; `ACTIONARY_STORE` and the option name another place", async () => {
  const { home } = placeForStore();
  mkdirSync(join(home, "data"));
  const named = storeSecrets({ env: { HOME: home, ACTIONARY_STORE: join(home, "data", "secrets.db") } });
  await named.set("slack", { KEY: "abcd" });
  expect(named.file).toBe(join(home, "data", "secrets.db"));
  expect(existsSync(join(home, "data", ".gitignore"))).toBe(false);
  await named.close();
  expect(storeSecrets({ env: {} }).file).toBe(join(process.cwd(), ".actionary", "store.db"));
  expect(() => storeSecrets({ fil: "x" } as never)).toThrow(/no option `fil`\. Did you mean `file`\?/);
  expect(() => storeSecrets({ auditRows: 0 })).toThrow(/`auditRows` must be/);
  expect(() => storeSecrets({ masterKey: "x", passphrase: "y" })).toThrow(/give one of/);
});

test("the audit table says who did what, when and with which outcome, never a value, and stays short", async () => {
  const { open, file } = placeForStore();
  const store = open({}, { actor: "ci" });
  const start = Date.now();
  await store.set("slack", { SLACK_TOKEN: "xoxb-value" }, { connection: "sandbox" });
  await resolve(
    store,
    { name: "slack", keys: ["SLACK_TOKEN"], connection: "sandbox" },
    { name: "mail", keys: ["KEY"] },
  );
  await store.get("slack", { connection: "sandbox" });
  await store.rotateKey();
  await store.remove("slack", { connection: "sandbox" });
  const rows = await store.audit();
  const told = rows.map(({ at, ...row }) => {
    expect(at).toBeGreaterThanOrEqual(start);
    return row;
  });
  const about = { actor: "ci", name: "slack", connection: "sandbox", keys: ["SLACK_TOKEN"], outcome: "ok" };
  const call = { action: "tools.a.b", tenant: "acme" };
  expect(told.reverse()).toEqual([
    { ...about, operation: "set" },
    { ...about, ...call, operation: "read" },
    { ...about, ...call, operation: "read", name: "mail", connection: "default", keys: ["KEY"], outcome: "missing" },
    { ...about, operation: "reveal" },
    { actor: "ci", operation: "rotate-key", outcome: "ok", keys: [] },
    { ...about, operation: "remove" },
  ]);
  expect(JSON.stringify(query(file, "SELECT * FROM audit"))).not.toContain("xoxb");
  expect((await store.audit({ name: "mail" })).map(({ name }) => name)).toEqual(["mail"]);
  await store.close();
  const short = open({}, { auditRows: 5, actor: "x".repeat(1_000) });
  for (let count = 0; count < 20; count++) await short.set("slack", { KEY: `value ${count}` });
  expect(query(file, "SELECT count(*) AS count FROM audit")).toMatchObject([{ count: 5 }]);
  expect((await short.audit({ limit: 1 }))[0]?.actor).toHaveLength(201);
  await short.close();
});

test("calls in lanes read it by connection, and each read has its row; a rule keeps what was read", async () => {
  const { open } = placeForStore();
  const store = open();
  await store.set("slack", { SLACK_TOKEN: "xoxb-default" });
  await store.set("slack", { SLACK_TOKEN: "xoxb-sandbox" }, { connection: "sandbox" });
  const { runtime, failing } = await build.open({ secrets: chain({}, store), lanes: 1 });
  const see = (slack: string) => runtime.run("values.see", { rounds: 3 }, { connection: { slack }, domain: "acme" });
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_, index) => see(index % 2 === 0 ? "default" : "sandbox")),
  );
  expect(seen.map((each) => (each as { handle: string }).handle)).toEqual(
    seen.map((_, index) => (index % 2 === 0 ? "xoxb-default" : "xoxb-sandbox")),
  );
  const missing = await failing("see", { rounds: 0 }, { connection: { slack: "other" } });
  expect(missing).toMatchObject({ code: "SECRET_MISSING" });
  expect(missing.message).toContain("there is no connection `other` that has them");
  const rows = await store.audit();
  expect(
    rows.filter(
      ({ operation, action, tenant }) => operation === "read" && action === "values.see" && tenant === "acme",
    ),
  ).toHaveLength(20);
  expect(rows[0]).toMatchObject({ outcome: "missing", connection: "other" });
  await store.close();

  const kept = open({}, { cache: { maxAgeMs: 60_000 } });
  const again = await build.open({ secrets: kept });
  for (let count = 0; count < 5; count++) await again.run("see", { rounds: 0 }, { connection: { slack: "sandbox" } });
  expect(
    (await kept.audit()).filter(({ outcome, operation }) => operation === "read" && outcome === "ok"),
  ).toHaveLength(21);
  await kept.close();
  const closed = await again.failing("see", { rounds: 0 });
  expect(closed).toMatchObject({ code: "SECRET_MISSING" });
  expect(closed.message).toMatch(/could not be had: the store of secrets .* was closed\.$/);
});
