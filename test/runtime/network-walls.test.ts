import { createSocket } from "node:dgram";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule } from "./fixtures/read-module.js";
import { isolations } from "./fixtures/sandboxes.js";

// Sockets that pass neither through files nor to a service: every way to them is refused in every kind of lane.

const read = (url: URL): string => readFileSync(url, "utf8").replace("./outcomes.mjs", "./outcomes.js");
const folder = mkdtempSync(join(tmpdir(), "actionary-sockets-"));
const path = join(folder, "host.sock");
const build = prepareBuild(
  {
    outcomes: { source: read(new URL("./walls/outcomes.mjs", import.meta.url)) },
    network: {
      ...defineModule("network", read(new URL("./walls/network.mjs", import.meta.url)), {
        dialAllowed: { export: "dial", parameters: ["path"], permissions: [`net:unix:${path}`] },
        dialBelow: { export: "dial", parameters: ["path"], permissions: [`net:unix:${folder}/`] },
        dialOther: { export: "dial", parameters: ["path"], permissions: [`net:unix:${folder}/other.sock`] },
        serveAllowed: { export: "serve", parameters: [], permissions: ["net:listen"] },
        servePath: { export: "serve", parameters: ["path"], permissions: ["net:listen", `net:unix:${folder}/`] },
        servePathUnnamed: { export: "serve", parameters: ["path"], permissions: ["net:listen"] },
      }),
      imports: ["outcomes"],
    },
  },
  { prefix: "network", options: { lanes: 1 } },
);

let dialled = 0;
const unix = createServer((socket) => {
  dialled++;
  socket.on("error", () => {}).end("canary");
});
const abstract = createServer((socket) => {
  dialled++;
  socket.on("error", () => {}).end("canary");
});
const web = createHttpServer((_, response) => response.end("served"));
const udp = createSocket("udp4", (message, { port }) => udp.send(`pong for ${message}`, port));

beforeAll(async () => {
  await new Promise<void>((resolve) => unix.listen(path, resolve));
  if (process.platform === "linux") {
    await new Promise<void>((resolve) => abstract.listen("\0actionary-abstract", resolve));
  }
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
});
afterAll(() => {
  for (const server of [unix, abstract, web, udp]) server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(isolations)("in a %s lane", (isolation) => {
  test.each([
    ["unixSockets", { path }],
    ["listeners", { folder }],
    ["descriptors", {}],
    ["replaced", { path }],
  ])("%s: refused in every way", async (name, args) => {
    dialled = 0;
    const { run } = await build.open({ isolation });
    const seen = JSON.parse((await run(name, args)) as string) as Record<string, unknown>;
    for (const [way, outcome] of Object.entries(seen))
      expect([way, outcome]).toEqual([way, expect.stringMatching(/^refused: /)]);
    expect(dialled).toBe(0);
    expect(readdirSync(folder)).toEqual(["host.sock"]);
  });

  test("services are called by TCP, datagrams and names", async () => {
    const { run } = await build.open({ isolation });
    const ports = { port: (web.address() as AddressInfo).port, udpPort: udp.address().port };
    expect(await run("allowed", ports)).toEqual([true, "pong for ping", "bound", "served", true]);
  });

  test("a refusal names what it refused, and the permission", async () => {
    const { run } = await build.open({ isolation });
    const said = (await run("messages", { path })) as Record<string, string>;
    const allows = (permission: string) => `\`@permission ${permission}\` in the action's comment allows it.`;
    expect(said).toEqual({
      connect: `ERR_ACCESS_DENIED: Connecting to the socket ${path} is refused in a lane. ${allows(`net:unix:${path}`)}`,
      listen: `ERR_ACCESS_DENIED: Listening on port 8080 is refused in a lane. ${allows("net:listen")}`,
      listenPath: `ERR_ACCESS_DENIED: Listening on ${path} is refused in a lane. ${allows(`net:listen\` and \`@permission net:unix:${path}`).replace("allows", "allow")}`,
      listenFile: `ERR_ACCESS_DENIED: Listening on a handle is refused in a lane. ${allows("net:listen")}`,
      datagrams: `ERR_ACCESS_DENIED: Receiving datagrams on port 53 is refused in a lane. ${allows("net:listen")}`,
      program: `ERR_ACCESS_DENIED: Starting \`git\` is refused in a lane. ${allows("child-process")}`,
      programSync: `ERR_ACCESS_DENIED: Starting \`git\` is refused in a lane. ${allows("child-process")}`,
      shell: `ERR_ACCESS_DENIED: Starting \`git status\` is refused in a lane. ${allows("child-process")}`,
      addon: expect.stringMatching(
        /^ERR_ACCESS_DENIED: Native add-ons are refused .*addon\.node\. `@permission native` in/,
      ),
    });
  });

  test("permissions open what they name, and nothing else", async () => {
    const { run, failing } = await build.open({ isolation });
    expect(await run("dialAllowed", { path })).toBe("canary");
    expect(await run("dialBelow", { path })).toBe("canary");
    expect((await failing("dialOther", { path })).message).toContain(`net:unix:${path}`);
    expect(await run("serveAllowed", {})).toContain('"port":');
    const made = join(folder, `${isolation}.sock`);
    expect(await run("servePath", { path: made })).toContain(made);
    rmSync(made);
    expect((await failing("servePathUnnamed", { path: join(folder, "unnamed.sock") })).message).toContain("EACCES");
  });
});
