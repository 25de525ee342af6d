import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { expect, onTestFinished, test } from "vitest";
import type { SecretStore } from "../../runtime/index.js";
import { root, temporaryFolder } from "../project/make-project.js";
import { pause } from "../runtime/fixtures/waiting.js";
import { unlessSandboxed } from "./disk-of-size.js";
import { edit, faultOf, placeForStore, query, resolve, type TestStore } from "./open-store.js";

// What a store says of a file that is not as it was written, or that it cannot write; nothing is damaged by finding out.

const request = { name: "slack", keys: ["KEY"] } as const;
const program = fileURLToPath(new URL("../runtime/fixtures/programs/use-store.mjs", import.meta.url));
const names = Array.from({ length: 200 }, (_, index) => `s${index}`);

/** Makes a store of many pages, all of them in the one file. */
async function filled(): Promise<TestStore> {
  const place = placeForStore();
  const store = place.open();
  await store.set("slack", { KEY: "value-one" });
  await store.set("slack", { KEY: "value-two" }, { connection: "two" });
  await store.setAll(names.map((name) => ({ name, values: { KEY: `value of ${name}` } })));
  await store.close();
  return place;
}

/** Returns the codes with which each use of a store ends. */
async function codesOf(open: () => SecretStore): Promise<readonly string[]> {
  const uses = [
    (store: SecretStore) => resolve(store, request),
    (store: SecretStore) => store.get("slack"),
    (store: SecretStore) => store.list(),
    (store: SecretStore) => store.set("slack", { KEY: "new value" }),
    (store: SecretStore) => store.remove("slack"),
    (store: SecretStore) => store.rotateKey({ masterKey: Buffer.alloc(32, 1).toString("base64") }),
    (store: SecretStore) => store.audit(),
  ];
  const codes: string[] = [];
  for (const use of uses) {
    const store = open();
    const fault = await faultOf(use(store));
    expect(fault.message).toContain(store.file);
    codes.push(fault.code);
    await store.close();
  }
  return [...new Set(codes)];
}

test("a file that was cut off anywhere is damaged, and stays as it is", { timeout: 60_000 }, async () => {
  const { file, open } = await filled();
  const whole = readFileSync(file);
  expect(whole.length).toBeGreaterThan(60_000);
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  const lengths = [0, 1, 50, 99, 100, 512, 4_095, 4_096, 4_097, 8_192, 20_000, whole.length - 4_096, whole.length - 1];
  for (const length of lengths) {
    copyFileSync(copy, file);
    truncateSync(file, length);
    const before = readFileSync(file);
    expect([length, await codesOf(open)]).toEqual([length, ["STORE_DAMAGED"]]);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
  copyFileSync(copy, file);
  expect(await open().get("slack")).toEqual({ KEY: "value-one" });
});

test("a file that is something else is damaged: text, another database, one with other tables", async () => {
  const { file, open } = await filled();
  const clear = () => {
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  };
  clear();
  writeFileSync(file, "SLACK_TOKEN=xoxb\n".repeat(500));
  expect(await codesOf(open)).toEqual(["STORE_DAMAGED"]);
  clear();
  const other = new Database(file);
  other.exec("CREATE TABLE secrets (name TEXT)");
  other.close();
  const before = readFileSync(file);
  expect(await codesOf(open)).toEqual(["STORE_DAMAGED"]);
  expect(readFileSync(file).equals(before)).toBe(true);
  const renamed = await filled();
  edit(renamed.file, "DROP TABLE secrets");
  expect((await faultOf(renamed.open().list())).code).toBe("STORE_DAMAGED");
  expect((await faultOf(renamed.open().get("slack"))).code).toBe("STORE_DAMAGED");
  const factless = await filled();
  edit(factless.file, "DELETE FROM facts");
  expect((await faultOf(factless.open().get("slack"))).code).toBe("STORE_DAMAGED");
});

test("a file of a later version is left alone", async () => {
  const { file, open } = await filled();
  edit(file, "PRAGMA user_version = 2");
  const before = query(file, "SELECT * FROM secrets");
  expect(await codesOf(open)).toEqual(["STORE_NEWER"]);
  const { message } = await faultOf(open().list());
  expect(message).toMatch(
    /was made by a later version of Actionary \(its format is 2, this version knows 1\)\. Nothing was changed\. Update/,
  );
  expect(query(file, "SELECT * FROM secrets")).toEqual(before);
  expect(query(file, "PRAGMA user_version")).toMatchObject([{ user_version: 2 }]);
});

test.each([
  ["another connection", "SELECT jwe FROM secrets WHERE name = 'slack' AND connection = 'two'"],
  ["another secret", "SELECT jwe FROM secrets WHERE name = 's1'"],
  ["nothing", "SELECT ''"],
  ["text", "SELECT 'value-one'"],
  [
    "a changed value",
    "SELECT substr(jwe, 1, length(jwe) - 40) || 'A' || substr(jwe, -39) FROM secrets WHERE name = 'slack' AND connection = 'default'",
  ],
  ["a value without encryption", `SELECT '${Buffer.from('{"alg":"none","enc":"none"}').toString("base64url")}....'`],
])("a value that was replaced by that of %s is given to nobody, and the audit table says so", async (_, sql) => {
  const { file, open } = await filled();
  edit(file, `UPDATE secrets SET jwe = (${sql}) WHERE name = 'slack' AND connection = 'default'`);
  const store = open();
  const fault = await faultOf(resolve(store, request));
  expect(fault.code).toBe("STORE_DAMAGED");
  expect(fault.message).toContain("the value for KEY of `slack` was changed or moved");
  expect((await store.audit({ limit: 1 }))[0]).toMatchObject({ outcome: "failed", name: "slack", keys: ["KEY"] });
  expect(await resolve(store, { ...request, connection: "two" })).toEqual({ slack: { KEY: "value-two" } });
  await store.close();
});

test("a value of another store with the same key is refused", async () => {
  const first = await filled();
  const second = placeForStore(join(first.home, "second"));
  const store = second.open({ ACTIONARY_MASTER_KEY_FILE: first.keyFile });
  await store.set("slack", { KEY: "of another" });
  const [{ jwe } = {}] = query(second.file, "SELECT jwe FROM secrets");
  edit(first.file, `UPDATE secrets SET jwe = '${jwe}' WHERE name = 'slack'`);
  expect((await faultOf(first.open().get("slack"))).code).toBe("STORE_DAMAGED");
  await store.close();
});

test(
  "a file that another process holds is waited for without holding the thread, then told as locked",
  { timeout: 60_000 },
  async () => {
    const { file, open } = await filled();
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.exec("BEGIN IMMEDIATE");
    const store = open();
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    const writing = store.set("slack", { KEY: "value-new" });
    const reading = resolve(store, request).then(() => "read");
    await pause(300);
    expect(turns).toBeGreaterThan(5);
    other.exec("COMMIT");
    await writing;
    expect(await reading).toBe("read");
    other.exec("BEGIN IMMEDIATE");
    const fault = await faultOf(store.set("slack", { KEY: "value-never" }));
    expect(fault.code).toBe("STORE_LOCKED");
    other.exec("COMMIT");
    clearInterval(timer);
    expect(await store.get("slack")).toEqual({ KEY: "value-new" });
    await store.close();
  },
);

test("a place that cannot be written is told with what to do", async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, "file"), "");
  const { open } = placeForStore(home);
  const blocked = open({}, { file: join(home, "file", "store.db") });
  const fault = await faultOf(blocked.set("slack", { KEY: "abcd" }));
  expect(fault.code).toBe("STORE_REFUSED");
  expect(fault.message).toMatch(
    /cannot be opened or written \(the system says (ENOTDIR|EEXIST)\)\. This user must .*`ACTIONARY_STORE` names another place\.$/,
  );
  mkdirSync(join(home, "folder.db"));
  expect((await faultOf(open({}, { file: join(home, "folder.db") }).list())).code).toBe("STORE_REFUSED");
  const key = await faultOf(
    open({ ACTIONARY_MASTER_KEY_FILE: join(home, "file", "key") }).set("slack", { KEY: "abcd" }),
  );
  expect(key.message).toMatch(/the file of master keys .* cannot be made/);
});

test.runIf(process.platform !== "win32")(
  "a folder without the right to write is told",
  { timeout: 60_000 },
  async () => {
    const { file, home } = await filled();
    // Root may write everywhere unless it gives up that right.
    const asUser = process.geteuid?.() === 0 ? ["setpriv", "--bounding-set=-dac_override"] : [];
    for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
    chmodSync(dirname(file), 0o500);
    onTestFinished(() => chmodSync(dirname(file), 0o700));
    const argument = JSON.stringify({ file, home, work: "error", prefix: "x" });
    const [command = "", ...args] = [...asUser, process.execPath, program, argument];
    const { stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
    const errors = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(errors, stderr).toMatchObject([{ code: "STORE_REFUSED" }, { code: "STORE_REFUSED" }]);
    expect(errors[0].message).toMatch(
      /\(SQLite code (8|14)\)\. This user must be able to write the file and its folder/,
    );
  },
);

test.skipIf(unlessSandboxed)(
  "a full disk is told; what was promised is there, and the store goes on once there is space",
  { timeout: 60_000 },
  async () => {
    const place = await filled();
    // A disk in memory that is larger than the store by a megabyte, on which the first process writes until it is full.
    const inside = { ...place, file: "/small/store.db", work: "error", prefix: "big" };
    const copied = join(place.home, "after");
    mkdirSync(copied);
    const script = `cp ${place.file} /small/store.db && ${process.execPath} ${program} '${JSON.stringify(inside)}' && cp /small/store.db* ${copied}`;
    const size = String(readFileSync(place.file).length + 2 ** 20);
    const { stdout, stderr } = spawnSync(
      "bwrap",
      ["--dev-bind", "/", "/", "--size", size, "--tmpfs", "/small", "sh", "-c", script],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    const lines = stdout.trim().split("\n");
    const errors = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    expect(errors[0], stderr).toMatchObject({ code: expect.stringMatching(/^STORE_(FULL|REFUSED)$/) });
    expect(errors[0].message).toMatch(/there is no space left|its disk fails, or is full/);
    const promised = lines.filter((line) => /^\d+$/.test(line));
    expect(promised.length).toBeGreaterThan(5);
    cpSync(copied, dirname(place.file), { recursive: true, force: true });
    const store = place.open();
    expect((await store.list()).length).toBeGreaterThanOrEqual(202 + promised.length);
    for (const round of promised)
      expect((await store.get(`big_${round}`))?.KEY).toHaveLength(`value ${round} `.length + 20_000);
    await store.set("slack", { KEY: "value-new" });
    expect(await store.get("slack")).toEqual({ KEY: "value-new" });
    await store.close();
  },
);
