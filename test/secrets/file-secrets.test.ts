import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fileSecrets, type SecretRecord, type SecretRequest, SecretsError } from "../../runtime/index.js";
import { askProvider } from "../../runtime/secrets/ask-provider.js";
import { type Files, temporaryFolder, writeFiles } from "../project/make-project.js";
import { pause } from "../runtime/fixtures/waiting.js";

// Secrets in files, as Docker and Kubernetes mount them, and in `.env` files.

function folderOf(files: Files): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

async function read(path: string, name: string, keys: readonly string[], more: Partial<SecretRequest> = {}) {
  const context = { action: "a.b", signal: new AbortController().signal };
  const values = await askProvider(fileSecrets(path), [{ name, type: "custom", keys, ...more }], context);
  return (JSON.parse(JSON.stringify(values)) as SecretRecord)[name] ?? {};
}

const failing = (...call: Parameters<typeof read>): Promise<SecretsError> =>
  read(...call).then(
    (values) => expect.unreachable(JSON.stringify(values)),
    (error: SecretsError) => {
      expect(error).toBeInstanceOf(SecretsError);
      return error;
    },
  );

test("a folder has the qualified file, then one in a folder of the secret, then the bare one", async () => {
  const folder = folderOf({
    SLACK__A: "1",
    slack__A: "2",
    "slack/A": "3",
    A: "4",
    slack__B: "5",
    "SLACK/B": "6",
    "SLACK/C": "7",
    "slack/C": "8",
    C: "9",
    "slack/D": "10",
    E: "11",
    F: "",
  });
  expect(await read(folder, "slack", ["A", "B", "C", "D", "E", "F", "G"])).toEqual({
    A: "1",
    B: "5",
    C: "7",
    D: "10",
    E: "11",
  });
});

test("a bare file is given as a bare variable is, and no connection but the default one", async () => {
  const folder = folderOf({ A: "bare", slack__A: "qualified" });
  expect(await read(folder, "mail", ["A"])).toEqual({ A: "bare" });
  expect(await read(folder, "mail", ["A"], { type: "oauth" })).toEqual({});
  expect(await read(folder, "mail", ["A"], { includedKeys: ["A"] })).toEqual({});
  expect(await read(folder, "slack", ["A"], { includedKeys: ["A"] })).toEqual({ A: "qualified" });
  expect(await read(folder, "slack", ["A"], { connection: "sandbox" })).toEqual({});
});

test("the line break after a single line is none of it; text of several lines stays as it is", async () => {
  const pem = "-----BEGIN KEY-----\nabc\n-----END KEY-----\n";
  const folder = folderOf({
    A: "token\n",
    B: "token\r\n",
    C: " token \n",
    D: pem,
    E: "two\n\n",
    F: "\ufefftoken",
    G: "\n",
  });
  expect(await read(folder, "x", ["A", "B", "C", "D", "E", "F", "G"])).toEqual({
    A: "token",
    B: "token",
    C: " token ",
    D: pem,
    E: "two\n\n",
    F: "token",
  });
});

test("what Kubernetes mounts is read through its links, all keys of one state", async () => {
  const folder = folderOf({});
  const put = (state: string): void => {
    writeFiles(folder, {
      [`..${state}/TLS_CERTIFICATE`]: `cert ${state}`,
      [`..${state}/TLS_PRIVATE_KEY`]: `key ${state}`,
    });
    symlinkSync(`..${state}`, join(folder, "..data_tmp"));
    renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
  };
  put("2026_1");
  for (const key of ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"]) symlinkSync(join("..data", key), join(folder, key));
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  let rounds = 0;
  const replacing = (async () => {
    for (let state = 2; !isOver && state < 400; state++) {
      put(`2026_${state}`);
      rmSync(join(folder, `..2026_${state - 1}`), { recursive: true, force: true });
      rounds = state;
      // Now and then long enough for a reader to get through on a busy machine.
      await pause(state % 5 === 0 ? 50 : 2);
    }
  })();
  let readings = 0;
  while (rounds < 60) {
    const values = await read(folder, "mtls", ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"]).catch(
      (error: SecretsError) => error,
    );
    if (values instanceof SecretsError) {
      expect(values.message).toMatch(/is replaced again and again/);
      continue;
    }
    readings++;
    expect(String(values.TLS_PRIVATE_KEY).slice(4)).toBe(String(values.TLS_CERTIFICATE).slice(5));
  }
  isOver = true;
  await replacing;
  expect(readings).toBeGreaterThan(2);
});

test("no link and no name leads out of the folder", async () => {
  const outside = folderOf({ passwd: "root", "slack/KEY": "outside" });
  const folder = folderOf({});
  symlinkSync(join(outside, "passwd"), join(folder, "KEY"));
  expect((await failing(folder, "x", ["KEY"])).message).toMatch(
    /KEY` is a link out of the folder of secrets .*, and is not followed/,
  );
  symlinkSync(outside, join(folder, "mail"));
  expect((await failing(folder, "mail", ["passwd"])).message).toMatch(/is a link out of the folder/);
  mkdirSync(join(folder, "data"));
  symlinkSync(outside, join(folder, "data", "..data"));
  expect((await failing(folder, "data", ["passwd"])).message).toMatch(/\.\.data` is a link out/);
  for (const name of ["..", ".", "../x", "a/b", "a\\b", "", "..data"]) {
    expect(await read(join(folder), name, ["passwd", "../passwd", "..", "/etc/passwd", "passwd\0"])).toEqual({});
  }
  expect(await read(folder, "x", [`../${outside.split("/").at(-1)}/passwd`])).toEqual({});
});

test("what is no text of a bounded size is refused by its path, without what is in it", async () => {
  const folder = folderOf({
    LONG: "x".repeat(2 ** 20 + 1),
    FULL: "y".repeat(2 ** 20),
    BYTES: new Uint8Array([0x68, 0xff, 0xfe]),
    "DIR/x": "",
  });
  expect((await failing(folder, "x", ["LONG"])).message).toMatch(/LONG` is longer than 1048576 bytes$/);
  expect((await read(folder, "x", ["FULL"])).FULL).toHaveLength(2 ** 20);
  expect((await failing(folder, "x", ["BYTES"])).message).toMatch(/BYTES` is no text in UTF-8$/);
  expect((await failing(folder, "x", ["DIR"])).message).toMatch(/DIR` is no ordinary file$/);
});

test.skipIf(process.platform === "win32")("a pipe that nobody writes to is refused, and does not hang", async () => {
  const folder = folderOf({});
  expect(spawnSync("mkfifo", [join(folder, "KEY")]).status).toBe(0);
  expect((await failing(folder, "x", ["KEY"])).message).toMatch(/KEY` is no ordinary file$/);
});

test("a file has variables in the form of .env, by the rules of the environment", async () => {
  const text = '# comment\nexport SLACK__KEY="qualified #1"\nKEY=bare\nPEM="a\nb\n"\nEMPTY=\n__proto__=x\n';
  const file = join(folderOf({ ".env": text }), ".env");
  expect(await read(file, "slack", ["KEY", "PEM", "EMPTY", "toString"])).toEqual({
    KEY: "qualified #1",
    PEM: "a\nb\n",
  });
  expect(await read(file, "mail", ["KEY"])).toEqual({ KEY: "bare" });
  expect(await read(file, "mail", ["KEY"], { includedKeys: ["KEY"] })).toEqual({});
  expect(await read(file, "slack", ["KEY"], { connection: "sandbox" })).toEqual({});
});

test("a path that does not exist is an error, unless it may be absent; changes are seen by the next call", async () => {
  const folder = folderOf({});
  const file = join(folder, ".env");
  const message = (await failing(file, "x", ["KEY"])).message;
  expect(message).toMatch(
    /\.env`, from which secrets are read, cannot be opened: there is no such file or folder \(ENOENT\)$/,
  );
  const context = { action: "a.b", signal: new AbortController().signal };
  const provider = fileSecrets(file, { optional: true });
  const key = async () => (await askProvider(provider, [{ name: "x", type: "custom", keys: ["KEY"] }], context)).x?.KEY;
  expect(await key()).toBeUndefined();
  writeFileSync(file, "KEY=first\n");
  expect(await key()).toBe("first");
  writeFileSync(file, "KEY=second\n");
  expect(await key()).toBe("second");
  expect(() => fileSecrets("")).toThrow(/path of a folder or file/);
  expect(() => fileSecrets("x", { optinal: true } as never)).toThrow(/no option `optinal`\. Did you mean `optional`\?/);
});
