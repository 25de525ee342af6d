import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { boardBytes } from "../../runtime/channel/file-board-layout.js";
import type { Build } from "../../runtime/loader/read-build.js";
import { packageLinks } from "../../runtime/pool/carriers/sandbox-links.js";
import { laneKinds } from "./fixtures/events.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { isAlive } from "./fixtures/programs.js";
import { defineModule } from "./fixtures/read-module.js";
import { sandboxFault } from "./fixtures/sandboxes.js";
import { codeOf, until } from "./fixtures/waiting.js";

// Walls of the operating system around a lane, tried by programs that it starts, which no flags of Node hold back.

const canary = "canary-of-the-host";
const folder = mkdtempSync(join(tmpdir(), "actionary-sandbox-"));
const granted = join(folder, "granted");
const secretFile = join(folder, "secret.txt");
const parent = { permissions: ["child-process"] };
const writer = { permissions: [`fs:${granted}`] };
const source = readFileSync(new URL("./walls/sandbox.mjs", import.meta.url), "utf8");
const facts = {
  run: parent,
  evaluate: parent,
  started: parent,
  writeFile: writer,
  readFile: writer,
  temporary: writer,
};
const build = prepareBuild(
  {
    sandbox: defineModule("sandbox", source, {
      ...facts,
      temporaryAlone: { export: "temporary", permissions: ["tmp"] },
      temporaryUnasked: { export: "temporary" },
    }),
  },
  { prefix: "sandbox", options: { isolation: "sandbox", lanes: 1, memoryMb: 64 } },
);
const other = prepareBuild({ other: defineModule("other", "export const never = () => null;") }, { prefix: "other" });
const web = createServer((_, response) => response.end("served"));

beforeAll(async () => {
  mkdirSync(granted);
  writeFileSync(secretFile, canary);
  writeFileSync(join(granted, "file"), "granted");
  process.env.HOST_CANARY = canary;
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  delete process.env.HOST_CANARY;
  web.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Text of a program that stands for `bwrap`. */
const standIn = (version: string): string =>
  `#!/bin/sh\nif [ "$1" = --version ]; then echo bubblewrap ${version}; else echo "bwrap: No permissions" >&2; exit 1; fi\n`;

test.each([
  [
    "another system",
    { platform: "darwin" },
    /needs Linux with bubblewrap, and this is darwin\. Choose `isolation: "process"`/,
  ],
  [
    "no bubblewrap",
    {},
    /needs bubblewrap \(`bwrap`\), which is not installed\. Install it: `apt-get install bubblewrap`/,
  ],
  ["an old one", { program: standIn("0.6.1") }, /needs bubblewrap 0\.8 or later, and .*bwrap is older/],
  [
    "refused namespaces",
    { program: standIn("0.9.0") },
    /cannot start here: bwrap: No permissions\. It needs namespaces/,
  ],
] as const)("%s: told by `createRuntime`, which has no weaker lanes instead", async (_, {
  platform,
  program,
}: { platform?: string; program?: string }, message) => {
  vi.resetModules();
  const { findSandbox } = await import("../../runtime/pool/carriers/find-sandbox.js");
  const { PATH } = process.env;
  const own = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
  const programs = mkdtempSync(join(folder, "programs-"));
  if (program) writeFileSync(join(programs, "bwrap"), program, { mode: 0o755 });
  try {
    Object.defineProperty(process, "platform", { ...own, value: platform ?? "linux" });
    process.env.PATH = programs;
    expect(findSandbox).toThrow(message);
  } finally {
    Object.defineProperty(process, "platform", own);
    process.env.PATH = PATH;
  }
});

describe.runIf(sandboxFault === undefined)("a sandbox", () => {
  test("shows the build, Node, its libraries and nothing else", async () => {
    const { run } = await build.open();
    expect(await run("echo", { text: "here" })).toBe("here");
    const root = `/proc/${laneOf(build.fixture.folder)}/root`;
    expect(readdirSync(`${root}${build.fixture.folder}`)).toContain("current.json");
    expect(existsSync(`${root}${process.execPath}`)).toBe(true);
    expect(readdirSync(`${root}/etc`).sort()).not.toContain("shadow");
    expect(readFileSync(`${root}/etc/passwd`, "utf8")).toBe("lane:x:65534:65534:lane:/tmp:/bin/false\n");
    for (const hidden of [
      secretFile,
      other.fixture.folder,
      "/root",
      "/home",
      "/var",
      "/sys",
      "/bin/sh",
      "/usr/bin/env",
      "/boot",
    ]) {
      expect([hidden, existsSync(`${root}${hidden}`)]).toEqual([hidden, false]);
    }
    expect(readdirSync(`${root}/dev`).sort()).toEqual(["full", "null", "random", "urandom", "zero"]);
    expect(await run("identity")).toEqual(["lane", "/tmp", "lane", true]);
  });

  test("holds programs back, whatever they try", async () => {
    const { run } = await build.open();
    const shell = (script: string) => run("run", { script }) as Promise<string>;
    expect(await shell("echo hello")).toBe("0: hello");
    expect(await shell(`cat ${secretFile}`)).toMatch(/^1: .*No such file/);
    expect(await shell(`ls ${other.fixture.folder}`)).toMatch(/^2: .*No such file/);
    expect(await shell("cat /etc/shadow /root/.bashrc /home/*/.ssh/*")).not.toMatch(/^0/);
    expect(await shell("env; cat /proc/*/environ /proc/*/cmdline")).not.toContain(canary);
    expect(await shell("ls -d /proc/[0-9]* | wc -l")).toMatch(/^0: [1-9]$/);
    expect(await shell(`kill -0 ${process.pid} || kill -9 ${process.pid}`)).toMatch(/No such process/);
    const status = await shell("cat /proc/self/status");
    expect(status).toMatch(/CapEff:\t0+\nCapBnd:\t0+\n/);
    expect(status).toMatch(/NoNewPrivs:\t1\nSeccomp:\t2\n/);
    for (const path of ["/made", "/usr/made", "/etc/made", process.execPath, `${build.fixture.folder}/current.json`]) {
      expect([path, await shell(`echo x >> ${path}`)]).toEqual([
        path,
        expect.stringMatching(/Read-only file system|Permission denied|Text file busy/),
      ]);
    }
    expect(await shell("mount -t tmpfs x /tmp")).not.toMatch(/^0/);
    expect(await shell("unshare -U true")).not.toMatch(/^0/);
    expect(await shell("id -u")).toBe("0: 65534");
    expect(await shell("head -c 200000000 /dev/zero > /tmp/large; stat -c %s /tmp/large")).toMatch(
      /^0: 67108864\n|^0: 6\d{7}\b/,
    );
    expect(await shell("cat /dev/tty")).not.toMatch(/^0/);
  });

  test("holds sockets of programs back, too", async () => {
    const path = join(granted, "socket");
    const server = createSocketServer((socket) => socket.end(canary));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const { run } = await build.open();
    const script = (text: string) => run("evaluate", { script: text }) as Promise<string>;
    const connecting = (where: string) =>
      `net.connect(${JSON.stringify(where)}).on("error", (e) => console.log(e.code)).on("data", String)`;
    expect(await script(connecting(path))).toMatch(/^0: EPERM\b/);
    expect(await script(connecting("\0actionary-abstract"))).toMatch(/^0: EPERM\b/);
    expect(await script('net.createServer().on("error", (e) => console.log(e.code)).listen(0)')).toMatch(/^0: EPERM\b/);
    server.close();
  });

  test("has the network, or none", async () => {
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
    expect(await (await build.open()).run("fetched", { url })).toBe("served");
    const without = await build.open({ sandbox: { network: false } });
    expect(await without.run("fetched", { url })).toBe("refused: ECONNREFUSED"); // by its own loopback, where nobody listens
  });

  test("opens exactly the path of `fs:PATH`", async () => {
    const { run } = await build.open();
    expect(await run("readFile", { path: join(granted, "file") })).toBe("granted");
    expect(await run("writeFile", { path: relative(process.cwd(), join(granted, "new")) })).toBe("written");
    expect(readFileSync(join(granted, "new"), "utf8")).toBe("written by a lane");
    expect(await codeOf(run("readFile", { path: secretFile }))).toBe("ACTION_FAILED");
    expect(existsSync(`/proc/${laneOf(build.fixture.folder)}/root${secretFile}`)).toBe(false);
  });

  test("ends with its host's word, by itself or by its memory, and costs its own call alone", async () => {
    const { runtime, run, failing, events } = await build.open();
    await run("where");
    const pid = laneOf(build.fixture.folder);
    expect((await failing("exit", { code: 3 })).message).toContain("ended with code 3");
    await until(() => !isAlive(pid));
    expect((await failing("grow")).message).toMatch(/took more than its 64 MB of memory/);
    const waiting = codeOf(run("log"));
    await until(() => events.some((event) => event.kind === "log"));
    process.kill(laneOf(build.fixture.folder), "SIGSEGV");
    expect(await waiting).toBe("WORKER_LOST");
    expect(events.flatMap((event) => (event.kind === "lane-lost" ? [event.message] : []))).toContainEqual(
      expect.stringContaining("SIGSEGV"),
    );
    expect(await run("echo", { text: "again" })).toBe("again");
    expect(laneKinds(events).filter((kind) => kind === "lane-lost")).toHaveLength(3);
    const last = laneOf(build.fixture.folder);
    const endless = codeOf(run("forever"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runtime.close();
    expect(await endless).toBe("RUNTIME_CLOSED");
    await until(() => !isAlive(last));
  });

  test("starts programs that end with it", async () => {
    const { runtime, run } = await build.open();
    expect(await run("started")).toBe("hello\n");
    void codeOf(run("run", { script: "sleep 1000.5" }));
    const sleepers = (): readonly number[] => processesWith("sleep\x001000.5");
    await until(() => sleepers().length > 0);
    const [pid = 0] = sleepers();
    await runtime.close();
    await until(() => !isAlive(pid));
  });

  test("leaves signals to the whole group to its host", async () => {
    const { run, events } = await build.open();
    await run("where");
    const own = processesWith(build.fixture.folder);
    for (const pid of own) for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.kill(pid, signal);
    expect(await run("echo", { text: "still" })).toBe("still");
    expect(laneKinds(events)).toEqual(["lane-started"]);
  });

  test("is told by `stats`", async () => {
    const { runtime, run } = await build.open();
    await run("where");
    expect(runtime.stats()).toMatchObject({
      lanes: [{ isolation: "sandbox" }],
      domains: { "": { isolation: "sandbox" } },
    });
  });
});

describe.each(
  sandboxFault === undefined ? (["process", "sandbox"] as const) : (["process"] as const),
)("in a %s lane", (isolation) => {
  test.runIf(process.platform === "linux")("the system limits memory images and files", async () => {
    const { run } = await build.open({ isolation });
    expect(await run("growBoard")).toEqual(["EFBIG", "EFBIG"]);
    const limits = readFileSync(`/proc/${laneOf(build.fixture.folder)}/limits`, "utf8");
    expect(limits).toMatch(/Max core file size +0 +0 /);
    const longest = Math.ceil(boardBytes / 512) * 512;
    expect(limits).toMatch(new RegExp(`Max file size +${longest} +${longest} `));
  });

  test("who may write files has a folder for temporary ones, which ends with the lane", async () => {
    const { runtime, run } = await build.open({ isolation });
    const before = readdirSync(tmpdir());
    // The folders of this build lie there, too, in a sandbox.
    const names = isolation === "process" ? ["mine"] : expect.arrayContaining(["mine"]);
    expect(await run("temporary")).toEqual(["mine", names]);
    expect(await run("temporaryAlone")).toEqual(["mine", names]);
    expect(await codeOf(run("temporaryUnasked"))).toBe("ACTION_FAILED");
    await runtime.close();
    expect(readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith("actionary-tmp-"))).toEqual(
      [],
    );
  });
});

test("links by which Node finds granted packages are made anew, others are not", () => {
  const project = join(folder, "project");
  const [store, modules] = [join(project, "store"), join(project, "node_modules")];
  for (const each of ["build", "store/a", "store/b", "store/c", "node_modules/@scope"])
    mkdirSync(join(project, each), { recursive: true });
  symlinkSync("../store/a", join(modules, "a"));
  symlinkSync("../../store/b", join(modules, "@scope/b"));
  symlinkSync("../store/c", join(modules, "c"));
  symlinkSync("../nowhere", join(modules, "d"));
  const build = join(project, "build");
  for (const name of ["a", "b", "c"]) writeFileSync(join(store, name, "package.json"), "{}");
  const current = { packages: { a: "*", "@scope/b": "*", d: "*" } };
  const links = packageLinks({ folder: build, current } as unknown as Build, [
    `${build}/*`,
    `${store}/a/*`,
    `${store}/b/*`,
  ]);
  expect(links).toHaveLength(6);
  expect(links.join(" ")).toContain(`--symlink ../store/a ${join(modules, "a")}`);
  expect(links.join(" ")).toContain(`--symlink ../../store/b ${join(modules, "@scope/b")}`);
});

/** Processes of this machine whose command line contains a text. */
function processesWith(text: string): readonly number[] {
  const pids = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(text);
    } catch {
      return false;
    }
  });
}

/** The process of the lane of a build, among those of its walls: the last one. */
function laneOf(folder: string): number {
  return Math.max(...processesWith(folder));
}
