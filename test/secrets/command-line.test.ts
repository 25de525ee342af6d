import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHere } from "../end-to-end/run-here.js";
import { atEndOfFile } from "../project/at-end.js";
import { type Ended, execute } from "../project/execute.js";
import { leanOptions, linkPackage, temporaryFolder, writeFiles } from "../project/make-project.js";

// `actionary secrets …` as people and scripts use it: real processes, a real store, a real service on loopback.

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const source = `import { endpoint, oneOf, secret } from "actionary";

export const chat = secret({ name: "chat", keys: ["CHAT_TOKEN"], optionalKeys: ["CHAT_TEAM"], title: "Chat" });
export const deploy = secret({ name: "deploy", keys: ["PRIVATE_KEY"], type: "ssh_key" });
export const client = secret({ name: "client", keys: ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"], type: "mtls" });
export const company = secret({ name: "company", keys: ["CA_CERTIFICATE"], type: "ca_cert" });
export const first = secret({ name: "first", keys: ["SHARED_KEY"] });
export const second = secret({ name: "second", keys: ["SHARED_KEY"] });
export const either = oneOf(first, second);
export const service = endpoint("chat", "https://chat.example.com");

/**
 * Say who the token belongs to.
 *
 * @verifies chat
 */
export async function whoAmI(): Promise<string> {
  const headers = { authorization: \`Bearer \${chat.get("CHAT_TOKEN")}\` };
  const { Failure } = await import("actionary");
  const response = await fetch(service.url("/me"), { headers });
  if (response.status === 401) throw new Failure("auth", "Chat: invalid_token");
  if (response.status === 403) throw new Failure("permission", "Chat: needs the scope read");
  return response.text();
}

/** Post a message. */
export async function post(): Promise<string> {
  return (await fetch(service.url("/post"), { headers: { authorization: chat.get("CHAT_TOKEN"), team: chat.get("CHAT_TEAM") ?? "" } })).text();
}

/** Use the other secrets. */
export function others(): number {
  const texts = [deploy.get("PRIVATE_KEY"), client.get("TLS_CERTIFICATE"), client.get("TLS_PRIVATE_KEY"), company.get("CA_CERTIFICATE")];
  return texts.join("").length;
}

/** Use either. */
export function choose(): string {
  return either.first().name;
}
`;

const atEnd = atEndOfFile();
const seen: string[] = [];
const server = createServer(({ url, headers }, response) => {
  seen.push(`${url} ${headers.authorization}`);
  const token = headers.authorization?.replace("Bearer ", "");
  response.statusCode = token === "expired-token" ? 401 : token === "narrow-token" ? 403 : 200;
  response.end("ada");
});

let folder: string;
let environment: Readonly<Record<string, string>>;
const before = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  folder = temporaryFolder(atEnd);
  linkPackage(folder);
  writeFiles(folder, {
    "package.json": '{ "name": "project", "type": "module" }',
    "tsconfig.json": leanOptions,
    "actions/tools/chat.ts": source,
  });
  environment = {
    XDG_CONFIG_HOME: join(folder, "settings"),
    ACTIONARY_ENDPOINT_CHAT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  Object.assign(process.env, environment);
  expect(await run(["codegen"])).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => {
  server.close();
  for (const name of Object.keys(environment)) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
});

function run(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const { input, env } = options;
  // Without a process of its own, where it needs neither standard input nor other variables.
  if (!input && env === undefined) return runHere(args, { cwd: folder });
  return execute(["node", cli, ...args], {
    cwd: folder,
    env: { ...environment, ...env },
    ...(input !== undefined && { input }),
  });
}

const secrets = (command: string, ...args: readonly string[]): Promise<Ended> => run(["secrets", command, ...args]);

/** Makes a key and a certificate, and returns the paths of their files. */
function certificate(name: string, days = "365"): { readonly key: string; readonly file: string } {
  const [key, file] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const options = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    days,
    "-subj",
    `/CN=${name}`,
  ];
  execFileSync("openssl", ["req", "-x509", ...options, "-keyout", key, "-out", file], { stdio: "ignore" });
  return { key, file };
}

describe("secrets", { timeout: 60_000 }, () => {
  it("has help for itself and each command", async () => {
    const help = await run(["secrets", "--help"]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("Examples:")]);
    for (const command of ["list", "set", "get", "remove", "import", "check", "rotate-key", "audit"]) {
      expect(help.stdout).toContain(command);
      expect((await secrets(command, "--help")).code, command).toBe(0);
    }
  });

  it("lists what is missing, what is configured and where, and which actions that blocks", async () => {
    const { stdout } = await secrets("list");
    expect(stdout).toMatch(
      /^chat {2}missing\n {2}missing {2}CHAT_TOKEN\n {2}blocks {3}tools\.chat\.post, tools\.chat\.who_am_i\n {2}check {4}tools/m,
    );
    expect(stdout).toContain("4 actions cannot run.");
    expect(existsSync(join(folder, ".actionary"))).toBe(false);
    const fromEnvironment = await run(["secrets", "list", "--json"], {
      env: { CHAT_TOKEN: "from-env", SECOND__SHARED_KEY: "from-env" },
    });
    const states = JSON.parse(fromEnvironment.stdout) as readonly {
      readonly name: string;
      readonly blocks: readonly string[];
    }[];
    expect(fromEnvironment.stdout).not.toContain("from-env");
    expect(states.find(({ name }) => name === "chat")).toMatchObject({
      sources: [{ provider: "env", connection: "default", keys: ["CHAT_TOKEN"] }],
      ...{ missing: [], blocks: [], checks: ["tools.chat.who_am_i"] },
    });
    expect(states.filter(({ blocks }) => blocks.length > 0).map(({ name }) => name)).toEqual([
      "client",
      "company",
      "deploy",
    ]);
  });

  it("stores values from standard input, files and JSON; says which files it made", async () => {
    const set = await run(["secrets", "set", "chat", "--stdin", "CHAT_TOKEN"], { input: "first-token\n" });
    expect(set).toMatchObject({ code: 0, stdout: "Stored CHAT_TOKEN of chat.\n" });
    expect(set.stderr).toMatch(
      /^Made the store .*store\.db, which git ignores\.\nMade the master key .*master\.key\. Keep a copy/,
    );
    expect(statSync(join(folder, "settings/actionary/master.key")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, ".actionary/.gitignore"), "utf8").trim()).toBe("*");
    const json = await run(["secrets", "set", "chat", "--connection", "sandbox", "--input", "-"], {
      input: '{"CHAT_TOKEN":"other-token","CHAT_TEAM":"blue"}',
    });
    expect(json).toMatchObject({
      code: 0,
      stdout: "Stored CHAT_TOKEN, CHAT_TEAM of chat for the connection sandbox.\n",
    });
    expect((await secrets("get", "chat", "--connection", "sandbox", "--key", "CHAT_TEAM", "--reveal")).stdout).toBe(
      "blue\n",
    );
    expect((await secrets("get", "chat", "--reveal", "--json")).stdout).toBe('{\n  "CHAT_TOKEN": "first-token"\n}\n');
  });

  it("refuses what is wrong, and stores nothing then", async () => {
    for (const [args, input, message] of [
      [["set", "chatt"], "", "no action declares a secret `chatt`. Did you mean `chat`?"],
      [["set", "chat", "--stdin", "CHAT_TOKN"], "value", "has no key `CHAT_TOKN`. Did you mean `CHAT_TOKEN`?"],
      [["set", "chat"], "", "there is no terminal to ask on"],
      [["set", "chat", "--input", '{"CHAT_TOKEN":"x-secret-x"}'], "", "--input takes - or @file"],
      [["set", "chat", "--input", "-"], '{"CHAT_TOKEN": x-secret-x', "--input is not JSON"],
      [["set", "chat", "--input", "-"], '{"CHAT_TOKEN": 5}', "the value of CHAT_TOKEN is not text"],
      [["set", "chat", "--stdin"], "value", "has several keys, so say which one"],
      [["set", "chat", "--stdin", "CHAT_TOKEN"], "abc", "has less than 4 characters"],
      [["set", "chat", "--from-file", "CHAT_TOKEN=nowhere"], "", "nowhere cannot be read (ENOENT)"],
      [["set", "chat", "--connection", "a b", "--stdin", "CHAT_TOKEN"], "value", "a connection has a name"],
      [["get", "chat"], "", "values are printed only with --reveal"],
      [["get", "chat", "--reveal", "--connection", "nowhere"], "", "the store has no values of chat (nowhere)"],
      [["remove", "chat"], "", "nobody can be asked here: add --yes"],
      [["remove", "chat", "--connection", "nowhere", "--yes"], "", "the store has no such value"],
      [["audit", "--limit", "x"], "", "--limit must be"],
      [["check", "deploy"], "", "no action checks `deploy`"],
    ] as const) {
      const ended = await run(["secrets", ...args], { input });
      expect([args.join(" "), ended.code, ended.stderr]).toEqual([args.join(" "), 2, expect.stringContaining(message)]);
      expect(ended.stdout + ended.stderr).not.toContain("x-secret-x");
      expect(ended.stderr).not.toContain("    at ");
    }
  });

  it("looks into keys and certificates", async () => {
    const [ours, theirs, old] = [certificate("ours"), certificate("theirs"), certificate("old", "1")];
    const pair = await secrets(
      "set",
      "client",
      "--from-file",
      `TLS_CERTIFICATE=${ours.file}`,
      `TLS_PRIVATE_KEY=${ours.key}`,
    );
    expect(pair.stdout).toMatch(
      /^TLS_CERTIFICATE is that of ours, valid until \d{4}-\d\d-\d\d\.\nTLS_PRIVATE_KEY is a private key of the kind ec \(prime256v1\) and belongs to it\.\nStored/,
    );
    const mixed = await secrets(
      "set",
      "client",
      "--from-file",
      `TLS_CERTIFICATE=${ours.file}`,
      `TLS_PRIVATE_KEY=${theirs.key}`,
    );
    expect([mixed.code, mixed.stderr]).toEqual([
      2,
      "error: TLS_PRIVATE_KEY is not the key of TLS_CERTIFICATE. Nothing was stored.\n",
    ]);
    const soon = await secrets("set", "company", "--from-file", old.file);
    expect([soon.code, soon.stderr]).toEqual([
      0,
      expect.stringMatching(/^warning: CA_CERTIFICATE: the certificate of old expires in 1 days?\./),
    ]);
    const wrong = await secrets("set", "company", "--from-file", old.key);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining("CA_CERTIFICATE is not certificates in PEM"),
    ]);
    const key = join(folder, "id");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
    expect((await secrets("set", "deploy", "--from-file", key)).stdout).toContain(
      "PRIVATE_KEY is an OpenSSH key of the kind ssh-ed25519.",
    );
    expect((await secrets("get", "deploy", "--key", "PRIVATE_KEY", "--reveal")).stdout).toBe(
      `${readFileSync(key, "utf8")}\n`,
    );
    expect((await secrets("set", "deploy", "--from-file", `${key}.pub`)).stderr).toContain("is a public key");
    execFileSync("ssh-keygen", ["-q", "-p", "-N", "a passphrase", "-f", key]);
    expect((await secrets("set", "deploy", "--from-file", key)).stderr).toContain("protected by a passphrase");
    expect((await run(["secrets", "set", "deploy", "--stdin"], { input: "-----BEGIN nothing" })).stderr).toContain(
      "is not a private key in PEM",
    );
  });

  it("tries a secret at its service, in the service's words", async () => {
    expect((await secrets("check", "chat")).stdout).toMatch(/^chat {2}ok {2}\d+ ms\n$/);
    for (const [token, status, words] of [
      ["expired-token", "rejected", "Chat: invalid_token"],
      ["narrow-token", "missing scope", "Chat: needs the scope read"],
    ]) {
      const { code, stdout } = await run(["secrets", "check", "--json"], { env: { CHAT_TOKEN: token } });
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toEqual([
        {
          name: "chat",
          connection: "default",
          action: "tools.chat.who_am_i",
          status,
          message: words,
          ms: expect.any(Number),
        },
      ]);
    }
    const away = await run(["secrets", "check", "chat"], { env: { ACTIONARY_ENDPOINT_CHAT: "http://127.0.0.1:1" } });
    expect([away.code, away.stdout]).toEqual([1, expect.stringMatching(/^chat {2}(?:failed|unreachable) {2}/)]);
    expect((await secrets("check", "chat", "--connection", "nowhere")).stdout).toContain("chat (nowhere)  missing");
    const refused = await run(["secrets", "set", "chat", "--stdin", "CHAT_TOKEN", "--check"], {
      input: "expired-token",
    });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("Nothing was stored.")]);
    expect((await secrets("get", "chat", "--key", "CHAT_TOKEN", "--reveal")).stdout).toBe("first-token\n");
  });

  it("gives them to `run`, by connection, and notes who read them", async () => {
    seen.length = 0;
    expect(await run(["run", "tools.chat.post"])).toMatchObject({ code: 0, stdout: '"ada"\n' });
    expect(await run(["run", "tools.chat.post", "--connection", "chat=sandbox"])).toMatchObject({ code: 0 });
    expect(await run(["run", "tools.chat.post", "--connection", "sandbox"])).toMatchObject({ code: 0 });
    expect((await run(["run", "tools.chat.post", "--connection", "chat=nowhere"])).stderr).toContain("nowhere");
    expect(seen).toEqual(["/post first-token", "/post other-token", "/post other-token"]);
    const { stdout } = await secrets("audit", "chat", "--limit", "2", "--json");
    expect(JSON.parse(stdout)).toMatchObject([
      { operation: "read", outcome: "missing", connection: "nowhere", action: "tools.chat.post" },
      {
        operation: "read",
        outcome: "ok",
        name: "chat",
        connection: "sandbox",
        keys: ["CHAT_TEAM", "CHAT_TOKEN"],
        action: "tools.chat.post",
      },
    ]);
    expect((await secrets("audit", "chat", "--limit", "1")).stdout).toMatch(
      /^\d{4}-.*Z {2}read \(missing\) chat \(nowhere\) /,
    );
  });

  it("imports a .env file: qualified names, bare keys that one secret has, and says what it left out", async () => {
    writeFiles(folder, {
      ".env": "CHAT_TOKEN=env-token\nSECOND__SHARED_KEY=second-key\nSHARED_KEY=which\nOTHER=1\nCHAT_TEAM=\n",
    });
    const dry = await secrets("import", ".env", "--connection", "imported", "--dry-run");
    expect(dry.stdout).toContain("Would store 2 values.");
    const { code, stdout } = await secrets("import", ".env", "--connection", "imported");
    expect([code, stdout]).toEqual([
      0,
      "chat: CHAT_TOKEN\nsecond: SHARED_KEY\n" +
        "left out CHAT_TEAM: it is empty\nleft out OTHER: no action declares it\n" +
        "left out SHARED_KEY: first and second have this key: write NAME__KEY\n" +
        "Stored 2 values.\nThe values still stand in .env: delete it once nothing needs it.\n",
    ]);
    expect((await secrets("get", "second", "--connection", "imported", "--reveal")).stdout).toBe(
      "SHARED_KEY=second-key\n",
    );
  });

  it("changes the master key, and removes values", async () => {
    expect((await secrets("rotate-key")).stdout).toMatch(
      /^Encrypted \d+ values with the new key\. The new key was added to .*master\.key\.\n$/,
    );
    const passphrase = await run(["secrets", "rotate-key", "--to-passphrase"], { input: "a long passphrase\n" });
    expect(passphrase).toMatchObject({ code: 0 });
    expect((await secrets("get", "chat", "--reveal")).stderr).toMatch(/NO_MASTER_KEY|WRONG_MASTER_KEY/);
    const env = { ACTIONARY_PASSPHRASE: "a long passphrase" };
    expect((await run(["secrets", "get", "chat", "--key", "CHAT_TOKEN", "--reveal"], { env })).stdout).toBe(
      "first-token\n",
    );
    expect((await run(["secrets", "remove", "chat", "--all-connections", "--yes"], { env })).stdout).toMatch(
      /^Removed \d values? of chat\.\n$/,
    );
    expect((await run(["secrets", "get", "chat", "--reveal"], { env })).code).toBe(2);
  });
});
