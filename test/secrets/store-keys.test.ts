import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SecretStore, StoreOptions } from "../../runtime/index.js";
import { bytesOf, edit, faultOf, placeForStore, query, resolve } from "./open-store.js";

// Master keys of the store: where they come from, what is refused, and how they change.

const key = (): string => randomBytes(32).toString("base64");
const request = { name: "slack", keys: ["KEY"] } as const;
const isPosix = process.platform !== "win32";

async function filled(
  place = placeForStore(),
  variables: Readonly<Record<string, string>> = {},
  options: StoreOptions = {},
) {
  const store = place.open(variables, options);
  await store.set("slack", { KEY: "value-one" });
  await store.set("slack", { KEY: "value-two" }, { connection: "two" });
  return { ...place, store };
}

/** Returns whether all values of `filled` can be read. */
const isWhole = async (store: SecretStore): Promise<boolean> =>
  (await store.get("slack"))?.KEY === "value-one" &&
  (await store.get("slack", { connection: "two" }))?.KEY === "value-two";

describe("a master key", () => {
  test("comes from the environment first, then from the named file, then from the user's folder", async () => {
    const [first, second] = [key(), key()];
    const place = placeForStore();
    const named = join(place.home, "named.key");
    writeFileSync(named, `# remark\n${second}\n`, { mode: 0o600 });
    const { store, keyFile, open } = await filled(place, {
      ACTIONARY_MASTER_KEY: first,
      ACTIONARY_MASTER_KEY_FILE: named,
    });
    await store.close();
    expect(existsSync(keyFile)).toBe(false);
    expect(await isWhole(open({}, { masterKey: first }))).toBe(true);
    expect(
      await isWhole(open({ ACTIONARY_MASTER_KEY: first.replaceAll("+", "-").replaceAll("/", "_").replace("=", "") })),
    ).toBe(true);
    expect((await faultOf(open({ ACTIONARY_MASTER_KEY_FILE: named }).get("slack"))).code).toBe("WRONG_MASTER_KEY");
    expect(await isWhole(open({ ACTIONARY_MASTER_KEY: `${second}, ${first}` }))).toBe(true);
    expect((await faultOf(open().get("slack"))).code).toBe("NO_MASTER_KEY");
  });

  test("is made with a new store in the user's folder, or where the environment says", async () => {
    const home = await filled();
    expect(readFileSync(home.keyFile, "utf8")).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    const place = placeForStore();
    const settings = { XDG_CONFIG_HOME: join(place.home, "settings") };
    expect(await place.open(settings).set("slack", { KEY: "abcd" })).toMatchObject({
      keyFile: join(place.home, "settings", "actionary", "master.key"),
    });
    const other = placeForStore();
    const keyFile = join(other.home, "keys", "one.key");
    expect(await other.open({ ACTIONARY_MASTER_KEY_FILE: keyFile }).set("slack", { KEY: "abcd" })).toMatchObject({
      keyFile,
    });
    // One that is there serves another store, too.
    const second = placeForStore(join(other.home, "second"));
    expect(await second.open({ ACTIONARY_MASTER_KEY_FILE: keyFile }).set("slack", { KEY: "abcd" })).toEqual({
      store: second.file,
    });
  });

  test("is never made for a store that exists", async () => {
    const { keyFile, open, store } = await filled();
    await store.close();
    rmSync(keyFile);
    for (const work of [
      () => open().get("slack"),
      () => open().set("slack", { KEY: "new value" }),
      () => open().rotateKey(),
      () => resolve(open(), request),
    ]) {
      const fault = await faultOf(work());
      expect(fault.code).toBe("NO_MASTER_KEY");
      expect(fault.message).toContain(keyFile);
    }
    expect(existsSync(keyFile)).toBe(false);
    expect(await open().list()).toHaveLength(2);
  });

  test.each([
    "short",
    "x".repeat(44),
    key().slice(1),
    "=".repeat(44),
    `${key()} short`,
    " ",
  ])("is refused in a wrong form: %j", async (wrong) => {
    const fault = await faultOf(placeForStore().open({ ACTIONARY_MASTER_KEY: wrong }).set("slack", { KEY: "abcd" }));
    expect(fault.code).toBe("NO_MASTER_KEY");
    expect(fault.message).toMatch(/^`ACTIONARY_MASTER_KEY` is not 32 bytes in base64/);
    if (wrong.trim() !== "") expect(fault.message).not.toContain(wrong);
  });

  test("that is another one changes nothing, and is told by its id", async () => {
    const { open, file, store } = await filled();
    await store.close();
    const before = query(file, "SELECT * FROM secrets");
    const other = open({ ACTIONARY_MASTER_KEY: key() });
    for (const work of [
      () => other.get("slack"),
      () => other.set("slack", { KEY: "new value" }),
      () => other.rotateKey({ masterKey: key() }),
      () => resolve(other, request),
    ]) {
      const fault = await faultOf(work());
      expect(fault.code).toBe("WRONG_MASTER_KEY");
      expect(fault.message).toMatch(
        /needs the master key with the id [0-9a-f]{16}, and `ACTIONARY_MASTER_KEY` has [0-9a-f]{16}\. Nothing/,
      );
    }
    await other.close();
    expect(query(file, "SELECT * FROM secrets")).toEqual(before);
    expect(await isWhole(open())).toBe(true);
  });

  test.runIf(isPosix)("file that others could read or have written is refused with its mode", async () => {
    const { keyFile, open, store } = await filled();
    await store.close();
    for (const mode of [0o644, 0o640, 0o604, 0o620]) {
      chmodSync(keyFile, mode);
      const fault = await faultOf(open().get("slack"));
      expect(fault.code).toBe("NO_MASTER_KEY");
      expect(fault.message).toContain(`its mode is 0${mode.toString(8)}`);
    }
    chmodSync(keyFile, 0o400);
    expect(await isWhole(open())).toBe(true);
    if (process.geteuid?.() !== 0) return;
    chownSync(keyFile, 12_345, 12_345);
    expect((await faultOf(open().get("slack"))).message).toMatch(/belongs to another user/);
  });

  test("file without a key, too long, or a folder is refused", async () => {
    const place = placeForStore();
    mkdirSync(dirname(place.keyFile), { recursive: true });
    writeFileSync(place.keyFile, "no key\n", { mode: 0o600 });
    expect((await faultOf(place.open().set("slack", { KEY: "abcd" }))).message).toMatch(/holds no key/);
    writeFileSync(place.keyFile, `${key()}\n`.repeat(1_500));
    expect((await faultOf(place.open().set("slack", { KEY: "abcd" }))).message).toMatch(/is longer than 65536 bytes/);
    rmSync(place.keyFile);
    mkdirSync(place.keyFile, { mode: 0o700 });
    expect((await faultOf(place.open().set("slack", { KEY: "abcd" }))).message).toMatch(/cannot be read \(EISDIR\)/);
    expect(existsSync(place.file)).toBe(false);
  });
});

describe("a passphrase", () => {
  const passphrase = "correct horse battery";

  test("is derived by scrypt with the salt of the store; a wrong or absent one is told", async () => {
    const place = placeForStore();
    const { open, file, store, keyFile } = await filled(place, { ACTIONARY_PASSPHRASE: passphrase });
    await store.close();
    expect(existsSync(keyFile)).toBe(false);
    const [{ value } = {}] = query(file, "SELECT value FROM facts WHERE fact = 'kind'");
    expect(JSON.parse(String(value))).toMatchObject({ kind: "scrypt", N: 2 ** 16, r: 8, p: 2 });
    expect(bytesOf(file)).not.toContain(passphrase);
    let asked = 0;
    const asking = open(
      {},
      {
        passphrase: () => {
          asked++;
          return passphrase;
        },
      },
    );
    expect(await isWhole(asking)).toBe(true);
    expect(asked).toBe(1);
    expect((await faultOf(open({ ACTIONARY_PASSPHRASE: `${passphrase}!` }).get("slack"))).code).toBe(
      "WRONG_MASTER_KEY",
    );
    const absent = await faultOf(open().get("slack"));
    expect(absent.code).toBe("NO_MASTER_KEY");
    expect(absent.message).toContain("`ACTIONARY_PASSPHRASE`");
    const second = await filled(placeForStore(), { ACTIONARY_PASSPHRASE: passphrase });
    expect(query(second.file, "SELECT value FROM facts")).not.toEqual(query(file, "SELECT value FROM facts"));
  });

  test("that is short makes no store", async () => {
    const fault = await faultOf(placeForStore().open({ ACTIONARY_PASSPHRASE: "short" }).set("slack", { KEY: "abcd" }));
    expect(fault.message).toBe("a passphrase needs at least 12 characters: a shorter one is guessed.");
  });

  test.each([
    { N: 2 ** 14 },
    { N: 2 ** 30 },
    { N: 2 ** 16 + 1 },
    { r: 1_000_000 },
    { salt: "" },
    { kind: "md5" },
  ])("is not derived by the rules of whoever changed the store: %j", async (change) => {
    const { open, file, store } = await filled(placeForStore(), { ACTIONARY_PASSPHRASE: passphrase });
    await store.close();
    const [{ value } = {}] = query(file, "SELECT value FROM facts WHERE fact = 'kind'");
    edit(
      file,
      `UPDATE facts SET value = '${JSON.stringify({ ...JSON.parse(String(value)), ...change })}' WHERE fact = 'kind'`,
    );
    expect((await faultOf(open({ ACTIONARY_PASSPHRASE: passphrase }).get("slack"))).code).toBe("STORE_DAMAGED");
  });
});

describe("changing the key", () => {
  test("adds a new one to the file, beside those that other stores need, and encrypts every value with it", async () => {
    const place = placeForStore();
    const other = placeForStore(join(place.home, "other"));
    const { open, file, store, keyFile } = await filled(place);
    const second = other.open({ ACTIONARY_MASTER_KEY_FILE: keyFile });
    await second.set("slack", { KEY: "of another store" });
    const earlier = readFileSync(keyFile, "utf8").trim();
    const before = query(file, "SELECT jwe FROM secrets").map(({ jwe }) => String(jwe));
    expect(await store.rotateKey()).toEqual({ values: 2, keyFile });
    expect(await isWhole(store)).toBe(true);
    const bytes = bytesOf(file);
    for (const jwe of before) expect(bytes).not.toContain(jwe.split(".")[3]);
    expect(await isWhole(open())).toBe(true);
    expect((await faultOf(open({ ACTIONARY_MASTER_KEY: earlier }).get("slack"))).code).toBe("WRONG_MASTER_KEY");
    expect(await second.get("slack")).toEqual({ KEY: "of another store" });
    const lines = readFileSync(keyFile, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    expect(lines).toHaveLength(2);
    expect(await isWhole(open({ ACTIONARY_MASTER_KEY: lines[1] as string }))).toBe(true);
    await store.close();
  });

  test("is seen by whoever has the store open, if the new key is where keys are read", async () => {
    const { open, store, keyFile } = await filled();
    const reading = open();
    expect(await isWhole(reading)).toBe(true);
    await store.rotateKey();
    expect(await isWhole(reading)).toBe(true);
    await reading.set("slack", { KEY: "value-three" }, { connection: "three" });
    expect(await store.get("slack", { connection: "three" })).toEqual({ KEY: "value-three" });
    await store.rotateKey({ masterKey: key() });
    expect((await faultOf(reading.get("slack"))).code).toBe("WRONG_MASTER_KEY");
    expect((await faultOf(reading.set("slack", { KEY: "value-four" }))).code).toBe("WRONG_MASTER_KEY");
    expect(await isWhole(store)).toBe(true);
    appendFileSync(keyFile, "half a li"); // A line that was cut off is no key, and spoils none that follows.
    expect(await store.rotateKey({ keyFile })).toMatchObject({ keyFile });
    expect(await isWhole(reading)).toBe(true);
  });

  test("goes from each kind to each other", async () => {
    const [first, second, passphrase] = [key(), key(), "correct horse battery"];
    const { open, store } = await filled(placeForStore(), { ACTIONARY_MASTER_KEY: first });
    expect((await faultOf(store.rotateKey())).message).toMatch(
      /is in no file, but in the environment or an option: give the next one/,
    );
    expect((await faultOf(store.rotateKey({ masterKey: first }))).message).toMatch(
      /the next master key is the present one/,
    );
    expect((await faultOf(store.rotateKey({ masterKey: "short" }))).message).toMatch(/is not 32 bytes in base64/);
    expect(await store.rotateKey({ masterKey: second })).toEqual({ values: 2 });
    expect(await isWhole(open({ ACTIONARY_MASTER_KEY: second }))).toBe(true);
    expect((await faultOf(store.rotateKey({ passphrase: "short" }))).message).toMatch(/at least 12 characters/);
    expect(await store.rotateKey({ passphrase })).toEqual({ values: 2 });
    expect(await isWhole(store)).toBe(true);
    const byPassphrase = open({ ACTIONARY_PASSPHRASE: passphrase });
    expect(await isWhole(byPassphrase)).toBe(true);
    expect((await faultOf(byPassphrase.rotateKey())).message).toMatch(/is made from a passphrase: give the next one/);
    await byPassphrase.rotateKey({ masterKey: first });
    expect(await isWhole(open({ ACTIONARY_MASTER_KEY: first }))).toBe(true);
  });

  test("keeps what others write meanwhile", async () => {
    const { open, store } = await filled();
    await store.setAll(
      Array.from({ length: 500 }, (_, index) => ({ name: `s${index}`, values: { KEY: `before ${index}` } })),
    );
    const writing = open();
    const writes = Array.from({ length: 100 }, (_, index) => writing.set(`s${index}`, { KEY: `during ${index}` }));
    await Promise.all([store.rotateKey(), ...writes]);
    const found = await Promise.all(Array.from({ length: 500 }, (_, index) => store.get(`s${index}`)));
    expect(found.map((each) => each?.KEY)).toEqual(
      Array.from({ length: 500 }, (_, index) => `${index < 100 ? "during" : "before"} ${index}`),
    );
  });

  test("changes nothing where one value was tampered with", async () => {
    const { open, store, file } = await filled();
    edit(file, "UPDATE secrets SET jwe = (SELECT jwe FROM secrets WHERE connection = 'default')");
    const before = query(file, "SELECT * FROM facts");
    const fault = await faultOf(store.rotateKey());
    expect(fault.code).toBe("STORE_DAMAGED");
    expect(fault.message).toContain("the value for KEY of `slack` (two) was changed");
    expect(query(file, "SELECT * FROM facts")).toEqual(before);
    expect(await open().get("slack")).toEqual({ KEY: "value-one" });
  });
});
