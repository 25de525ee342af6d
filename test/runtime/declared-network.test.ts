import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { Reach } from "../../runtime/lane/reach.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule } from "./fixtures/read-module.js";
import { isolations } from "./fixtures/sandboxes.js";

// `network: "declared"`: lanes contact the hosts that their actions declare, and no others. Servers listen on several addresses of
// loopback, on ports that the system chooses: the build is made once they are known.

const read = (url: URL): string => readFileSync(url, "utf8").replace("./outcomes.mjs", "./outcomes.js");

let contacted = 0;
const other = createServer((socket) => {
  contacted++;
  socket.on("error", () => {}).end("canary");
});
const otherOn6 = createServer((socket) => {
  contacted++;
  socket.on("error", () => {}).end("canary");
});
const udp = createSocket("udp4", () => contacted++);
const web = createHttpServer(({ url }, response) => {
  if (url === "/redirect") {
    response.writeHead(302, { location: `http://127.0.0.1:${portOf(other)}/` }).end();
  } else response.end("served");
});
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

/** Hosts of the action `allowed`, as names of ports that are chosen later. */
const hosts: string[] = [];
const wildcard: string[] = ["*"];
const build = prepareBuild(
  {
    outcomes: { source: read(new URL("./walls/outcomes.mjs", import.meta.url)) },
    reach: {
      ...defineModule("reach", read(new URL("./walls/reach.mjs", import.meta.url)), {
        connections: { hosts },
        names: { hosts },
        datagrams: { hosts },
        tampering: { hosts },
        said: { hosts },
        redirected: { hosts },
        allowed: { hosts },
        allowedAny: { export: "allowed", parameters: ["url"], hosts: wildcard },
        undeclared: { export: "allowed", parameters: ["url"] },
      }),
      imports: ["outcomes"],
    },
  },
  { prefix: "reach", options: { lanes: 1 } },
);

// Before the build is made, which writes the hosts down.
const listening = Promise.all([
  new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve)),
  new Promise<void>((resolve) => otherOn6.listen(0, "::1", resolve).on("error", () => resolve())),
  new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve)),
  new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve)),
]);
await listening;
hosts.push(`127.0.0.1:${portOf(web)}`, "allowed.test");

beforeAll(() => {
  contacted = 0;
});
afterAll(() => {
  for (const server of [other, otherOn6, udp, web]) server.close();
});

/** Ways that are refused, and what each said. */
async function refusedWays(seen: unknown): Promise<void> {
  for (const [way, outcome] of Object.entries(JSON.parse(seen as string) as Record<string, unknown>))
    expect([way, outcome]).toEqual([way, expect.stringMatching(/^refused: /)]);
  expect(contacted).toBe(0);
}

describe.each(isolations)("in a %s lane", (isolation) => {
  test("no way leads to another address or port", async () => {
    const { run } = await build.open({ isolation });
    await refusedWays(
      await run("connections", { address: "127.0.0.1", port: portOf(other), hostAddress: "127.0.0.1" }),
    );
    await refusedWays(
      await run("connections", { address: "::ffff:127.0.0.1", port: portOf(other), hostAddress: "0.0.0.0" }),
    );
    if (otherOn6.listening) {
      await refusedWays(await run("connections", { address: "::1", port: portOf(otherOn6), hostAddress: "::" }));
    }
  });

  test("no way asks for the addresses of other names", async () => {
    const { run } = await build.open({ isolation });
    await refusedWays(await run("names", { port: portOf(other) }));
  });

  test("no datagram leaves for another host", async () => {
    const { run } = await build.open({ isolation });
    await refusedWays(await run("datagrams", { port: udp.address().port }));
  });

  test("what an action does to globals opens nothing", async () => {
    const { run } = await build.open({ isolation });
    await refusedWays(await run("tampering", { port: portOf(other) }));
  });

  test("declared hosts are reached; redirects do not lead elsewhere", async () => {
    const { run, failing } = await build.open({ isolation });
    const url = `http://127.0.0.1:${portOf(web)}`;
    expect(await run("allowed", { url })).toBe("served");
    expect((await failing("redirected", { url: `${url}/redirect` })).message).toContain("may not contact");
    expect(contacted).toBe(0);
  });

  test("a refusal names the host, the action and the tag", async () => {
    const { failing } = await build.open({ isolation });
    const { code, message } = await failing("said", { url: "https://evil.example/" });
    expect([code, message]).toEqual([
      "ACTION_FAILED",
      "fetch failed: `reach.said` may not contact evil.example: the declared hosts are " +
        `127.0.0.1:${portOf(web)}, allowed.test. \`@hosts evil.example\` in the action's comment allows it.`,
    ]);
    const { message: address } = await failing("said", { url: "https://192.0.2.1/" });
    expect(address).toContain("`@hosts 192.0.2.1` in");
    const { message: port } = await failing("said", { url: "http://192.0.2.1:8080/" });
    expect(port).toContain("`@hosts 192.0.2.1:8080` in");
  });

  test("an action that may contact any host opens none to others", async () => {
    const { run, failing } = await build.open({ isolation });
    const url = `http://127.0.0.1:${portOf(web)}`;
    expect(await run("allowedAny", { url: url.replace("127.0.0.1", "localhost") })).toBe("served");
    expect((await failing("allowed", { url: `http://127.0.0.1:${portOf(other)}` })).message).toContain("may not");
    expect(contacted).toBe(0);
  });

  test("`open` holds nothing back", async () => {
    const { run } = await build.open({ isolation, network: "open" });
    expect(await run("allowed", { url: `http://localhost:${portOf(web)}` })).toBe("served");
  });
});

describe("a lane may contact", () => {
  const reachOf = (...declared: readonly string[]): Reach => {
    const reach = new Reach();
    reach.add(declared);
    return reach;
  };

  it("a name on the ports of its schemes, or on its own, at the addresses that the system gave", () => {
    const reach = reachOf("api.example.com", "db.example.com:5432", "any.example.com:*");
    for (const [name, address] of [
      ["API.Example.com.", "192.0.2.1"],
      ["db.example.com", "192.0.2.2"],
      ["any.example.com", "2001:db8::1"],
    ] as const) {
      expect(reach.allowsName(name)).toBe(true);
      reach.learn(name, [address]);
    }
    const allowed = (address: string, ...ports: readonly number[]) =>
      ports.filter((port) => reach.allowsAddress(address, port));
    expect(allowed("192.0.2.1", 80, 443, 22, 5432)).toEqual([80, 443]);
    expect(allowed("::ffff:192.0.2.1", 80, 22)).toEqual([80]);
    expect(allowed("192.0.2.2", 80, 443, 5432)).toEqual([5432]);
    expect(allowed("2001:0DB8:0:0::1", 1, 80)).toEqual([1, 80]);
    expect(allowed("192.0.2.3", 80)).toEqual([]);
  });

  it("names below a wildcard, and no others", () => {
    const reach = reachOf("*.example.com", "bücher.example");
    const names = [
      "a.example.com",
      "a.b.example.com",
      "example.com",
      "aexample.com",
      "example.com.evil.test",
      "xn--bcher-kva.example",
      "BÜCHER.example",
    ];
    expect(names.filter((name) => reach.allowsName(name))).toEqual([
      ...["a.example.com", "a.b.example.com", "xn--bcher-kva.example", "BÜCHER.example"],
    ]);
  });

  it("addresses that are written out, in any form", () => {
    const reach = reachOf("127.0.0.1:4010", "[::1]:80");
    expect(reach.allowsAddress("127.0.0.1", 4010)).toBe(true);
    expect(reach.allowsAddress("0:0:0:0:0:0:0:1", 80)).toBe(true);
    expect(reach.allowsAddress("::1%lo", 80)).toBe(true);
    expect(reach.allowsAddress("0.0.0.0", 4010)).toBe(false);
    expect(reach.allowsName("localhost")).toBe(false);
  });

  it("addresses that it has not forgotten: the number is bounded", () => {
    const reach = reachOf("example.com");
    for (let at = 0; at < 5_000; at++) reach.learn("example.com", [`10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`]);
    expect(reach.allowsAddress("10.0.0.0", 443)).toBe(false);
    expect(reach.allowsAddress(`10.0.${4_999 >> 8}.${4_999 & 255}`, 443)).toBe(true);
  });
});
