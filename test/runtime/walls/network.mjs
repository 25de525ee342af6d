// Attempts of an action to use sockets that its lane does not give: each returns what came of every way, as text.
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { createRequire } from "node:module";
import net from "node:net";
import tls from "node:tls";
import { answering, each, reading } from "./outcomes.mjs";

const load = createRequire(import.meta.url);

function listening(server, ...where) {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(...where, () => resolve(JSON.stringify(server.address())));
  });
}

/** A native handle of the kind of a socket's. */
function handleOf(connect) {
  const socket = new net.Socket().on("error", () => {});
  try {
    connect(socket);
  } catch {
    // has its handle by now
  }
  return socket._handle;
}
const newPipe = (kind) => new (handleOf((socket) => socket.connect({ path: {} })).constructor)(kind);
const newTcp = (kind) =>
  new (handleOf((socket) => socket.connect({ host: "x", port: 1, lookup() {} })).constructor)(kind);
const newUdp = () => {
  const socket = dgram.createSocket("udp4").unref();
  return Object.getOwnPropertySymbols(socket).flatMap((symbol) => socket[symbol]?.handle ?? [])[0];
};
const certain = (result) => (result < 0 ? Promise.reject(new Error(`error ${result}`)) : `done ${result}`);

/** Every way to a socket in the file system, or to an abstract one. */
export function unixSockets(path) {
  return each({
    connect: () => reading(net.connect(path)),
    createConnection: () => reading(net.createConnection({ path })),
    socket: () => reading(new net.Socket().connect({ path })),
    stream: () => reading(new net.Stream().connect(path)),
    http: () => answering(http.request({ socketPath: path, path: "/" })),
    httpAgent: () => answering(http.request({ path: "/", agent: new http.Agent({ socketPath: path }) })),
    https: () => answering(https.request({ socketPath: path, path: "/" })),
    tls: () => reading(tls.connect({ path })),
    http2: () => reading(http2.connect("http://x", { createConnection: () => net.connect(path) })),
    fetchByGlobal: async () => {
      await fetch("http://127.0.0.1:1/").catch(() => {}); // makes the global agent
      const Agent = globalThis[Symbol.for("undici.globalDispatcher.1")]?.constructor;
      return fetch("http://localhost/", { dispatcher: new Agent({ connect: { socketPath: path } }) }).then((response) =>
        response.text(),
      );
    },
    handle: () => certain(newPipe(0).connect(new (class {})(), path)),
    borrowed: () => certain(Reflect.apply(Object.getPrototypeOf(newPipe(0)).connect, newPipe(0), [{}, path])),
    abstract: () => reading(net.connect("\0actionary-abstract")),
    lookup: () =>
      new Promise((resolve, reject) =>
        net.connect({ path, lookup: dns.lookup }).on("error", reject).on("connect", resolve),
      ),
  });
}

/** Every way to be connected to. */
export function listeners(folder) {
  return each({
    port: () => listening(net.createServer(), 0),
    host: () => listening(net.createServer(), 0, "localhost"),
    options: () => listening(net.createServer(), { port: 0, host: "127.0.0.1", exclusive: true }),
    path: () => listening(net.createServer(), `${folder}/a`),
    pathOption: () => listening(net.createServer(), { path: `${folder}/b`, readableAll: true }),
    abstract: () => listening(net.createServer(), "\0actionary-made"),
    descriptor: () => listening(net.createServer(), { fd: 3 }),
    handle: () => listening(net.createServer(), newTcp(1)),
    nested: () => listening(net.createServer(), { _handle: newTcp(1) }),
    http: () => listening(http.createServer(), 0),
    http2: () => listening(http2.createServer(), 0),
    tls: () => listening(tls.createServer(), 0),
    made: () => {
      const made = net._createServerHandle("127.0.0.1", 0, 4);
      return certain(typeof made === "number" ? made : made.listen(1));
    },
    madePath: () => {
      const made = net._createServerHandle(`${folder}/c`, -1, -1);
      return certain(typeof made === "number" ? made : made.listen(1));
    },
    rawTcp: () => certain(newTcp(1).listen(1)),
    rawPort: () => certain(newTcp(1).bind("127.0.0.1", 28_971)),
    rawPipe: () => certain(newPipe(1).bind(`${folder}/d`)),
    rawPipeListen: () => certain(newPipe(1).listen(1)),
    datagrams: () =>
      new Promise((resolve, reject) =>
        dgram
          .createSocket("udp4")
          .on("error", reject)
          .bind(28_972, () => resolve("bound")),
      ),
    datagramOptions: () =>
      new Promise((resolve, reject) =>
        dgram
          .createSocket("udp6")
          .on("error", reject)
          .bind({ port: 28_973, exclusive: true }, () => resolve("bound")),
      ),
    rawUdp: () => certain(newUdp().bind("127.0.0.1", 28_974, 0)),
    localPort: () =>
      new Promise((resolve, reject) =>
        net
          .connect({ host: "127.0.0.1", port: 1, localPort: 28_975 })
          .on("error", (error) => (error.code === "ECONNREFUSED" ? resolve("bound") : reject(error))),
      ),
    cluster: () => load("node:cluster").fork(),
    worker: () => new (load("node:worker_threads").Worker)("0", { eval: true }) && "started",
    inspector: () => load("node:inspector").open(0),
  });
}

/** Descriptors of others as sockets. */
export function descriptors() {
  const opened = (fd) => new net.Socket({ fd }).destroy() && "opened";
  return each({
    ...Object.fromEntries([3, 4, 5, 6, 20, 21].map((fd) => [`socket${fd}`, () => opened(fd)])),
    pipe: () => certain(newPipe(0).open(4)),
    tcp: () => certain(newTcp(0).open(4)),
    udp: () => certain(newUdp().open(4)),
  });
}

/** Replaces what a guard may work with, then tries again. */
export function replaced(path) {
  const taken = [];
  const { apply } = Reflect;
  const spy = (owner, name, replacement) => {
    try {
      owner[name] = replacement;
    } catch {
      // fixed
    }
  };
  const own = { reflect: Reflect.apply, starts: String.prototype.startsWith, ends: String.prototype.endsWith };
  spy(Reflect, "apply", (method, ...rest) => taken.push(method) && apply(method, ...rest));
  spy(String.prototype, "startsWith", () => true);
  spy(String.prototype, "endsWith", () => true);
  for (const prototype of [newPipe(0), newTcp(0), newUdp()].map(Object.getPrototypeOf)) {
    for (const name of ["connect", "bind", "listen", "open"]) {
      Reflect.deleteProperty(prototype, name);
      spy(prototype, name, () => 0);
    }
  }
  const outcome = each({
    connect: () => reading(net.connect(path)),
    listen: () => listening(net.createServer(), 0),
    taken: () =>
      taken.some((method) => String(method).includes("native")) ? "taken" : Promise.reject(new Error("none")),
  });
  spy(Reflect, "apply", own.reflect);
  spy(String.prototype, "startsWith", own.starts);
  spy(String.prototype, "endsWith", own.ends);
  return outcome;
}

/** Uses of sockets that stay possible. */
export async function allowed(port, udpPort) {
  const byName = await new Promise((resolve) =>
    dns.lookup("localhost", (error, address) => resolve(error?.code ?? address)),
  );
  const sent = await new Promise((resolve, reject) => {
    const socket = dgram.createSocket("udp4").on("error", reject);
    socket.on("message", (message) => resolve(String(message)) || socket.close());
    socket.send("ping", udpPort, "127.0.0.1");
  });
  const free = await new Promise((resolve, reject) => {
    const socket = dgram.createSocket("udp4").on("error", reject);
    socket.bind(() => resolve("bound") || socket.close());
  });
  const fetched = await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
  const connected = await reading(net.connect({ port, host: "127.0.0.1", localAddress: "127.0.0.1" }));
  return [byName.startsWith("127.") || byName === "::1", sent, free, fetched, connected.startsWith("HTTP/1.1 200")];
}

export const dial = (path) => reading(net.connect(path));
export const serve = (path) => listening(net.createServer().unref(), ...(path === undefined ? [0] : [path]));

/** Messages of refusals, which name what was refused and what allows it. */
export async function messages(path) {
  const failed = (run) =>
    Promise.resolve()
      .then(run)
      .then(
        () => "done",
        (error) => `${error.code}: ${error.message}`,
      );
  return {
    connect: await failed(() => reading(net.connect(path))),
    listen: await failed(() => listening(net.createServer(), 8080)),
    listenFile: await failed(() => listening(net.createServer(), { fd: 3 })),
    listenPath: await failed(() => listening(net.createServer(), path)),
    datagrams: await failed(() => new Promise((_, reject) => dgram.createSocket("udp4").on("error", reject).bind(53))),
    program: await failed(() => load("node:child_process").spawn("git", ["status"])),
    programSync: await failed(() => load("node:child_process").execFileSync("git")),
    shell: await failed(() => load("node:child_process").execSync("git status")),
    addon: await failed(() => load("node:module")._extensions[".node"]({ exports: {} }, "/package/addon.node")),
  };
}
