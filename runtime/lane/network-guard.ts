import dgram from "node:dgram";
import net from "node:net";
import { resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import { accessDenied } from "./access-denied-error.js";
import {
  define,
  type Method,
  ownerOf,
  pipePrototype,
  refused,
  replace,
  tcpPrototype,
  udpPrototype,
} from "./native-handles.js";

// Taken before any action runs: a replacement by an action would receive the native methods.
const { apply } = Reflect;
const { startsWith, endsWith, charCodeAt, slice } = String.prototype;

const unixPrefix = "net:unix:";

/**
 * Refuses listening, fixed ports of datagrams, sockets in the file system and descriptors of others, as far as these
 * `@permission`s do not allow them: paths of sockets do not pass through `fs`, so that Node's permission flags do not hold
 * them back. Guards the native handles, through which `net`, `tls`, `http`, `http2`, `undici` and `dgram` all go.
 */
export function guardNetwork(permissions: readonly string[]): void {
  const mayListen = permissions.includes("net:listen");
  const paths = permissions.flatMap((each) =>
    each.startsWith(unixPrefix) ? [absolute(each.slice(unixPrefix.length))] : [],
  );
  guardPipes(pipePrototype(), { mayListen, paths });
  const tcp = tcpPrototype();
  const udp = udpPrototype();
  for (const owner of [tcp, udp]) replace(owner, "open", () => refuseAll);
  if (mayListen) return;
  replace(tcp, "listen", () => refuseAll);
  // To any free port: a datagram's socket is bound to one before it sends. A fixed one would be taken from the host.
  const toFreePort = (bind: Method): Method =>
    function (address, port, flags) {
      const isFree = typeof port === "function" || (port as number) >>> 0 === 0; // Node passes on what `bind` was given
      return isFree ? apply(bind, this, [address, 0, flags]) : refused;
    };
  for (const owner of [tcp, udp]) for (const name of ["bind", "bind6"]) replace(owner, name, toFreePort);
  explainServers();
  explainDatagrams();
}

const refuseAll: Method = () => refused;

interface PipeRights {
  readonly mayListen: boolean;
  /** Sockets, and folders with `/` at the end. */
  readonly paths: readonly string[];
}

function guardPipes(pipe: object, { mayListen, paths }: PipeRights): void {
  replace(pipe, "connect", (connect) => {
    return function (request, path) {
      if (isCovered(paths, path)) return apply(connect, this, [request, path]);
      const owner = ownerOf(this);
      if (!owner) return refused;
      // Later, as a system answers: clients listen to errors of a socket only once they have it.
      setImmediate(() => owner.destroy(unixDenied(path)));
      return 0;
    };
  });
  replace(pipe, "bind", (bind) => {
    return function (path) {
      return mayListen && isCovered(paths, path) ? apply(bind, this, [path]) : refused;
    };
  });
  if (!mayListen) replace(pipe, "listen", () => refuseAll);
  replace(pipe, "open", (open) => {
    return function (file) {
      // A process's own standard streams, which Node opens when they are first used. Those of a thread are its host's.
      const isOwn = isMainThread && typeof file === "number" && file <= 2;
      return isOwn ? apply(open, this, [file]) : refused;
    };
  });
  replace(pipe, "fchmod", () => refuseAll);
}

function unixDenied(path: unknown): Error {
  const name = shownPath(String(path));
  const text = `Connecting to the socket ${name} is refused in a lane.`;
  return accessDenied({ text, permissions: [`${unixPrefix}${name}`], resource: name });
}

/** Gives servers an error that says what allows them, in the place of the system's; refused they are in any case. */
function explainServers(): void {
  const { prototype } = net.Server as unknown as { readonly prototype: object };
  if (typeof Reflect.get(prototype, "_listen2") !== "function") return;
  define(prototype, "_listen2", function (this: net.Server, address: unknown, port: unknown, type: unknown) {
    const isPath = type === -1 && typeof address === "string";
    const where = isPath ? shownPath(address) : typeof port === "number" && port >= 0 ? `port ${port}` : "a handle";
    const text = `Listening on ${where} is refused in a lane.`;
    const permissions = isPath ? (["net:listen", `${unixPrefix}${where}`] as const) : (["net:listen"] as const);
    const error = accessDenied({ text, permissions, resource: where });
    process.nextTick(() => this.emit("error", error));
  });
}

function explainDatagrams(): void {
  const { prototype } = dgram.Socket as unknown as { readonly prototype: object };
  const bind = Reflect.get(prototype, "bind") as (...args: readonly unknown[]) => unknown;
  define(prototype, "bind", function (this: dgram.Socket, ...args: readonly unknown[]) {
    const [first] = args;
    const port = typeof first === "object" && first !== null ? Reflect.get(first, "port") : first;
    if (typeof port === "function" || !Number(port)) return apply(bind, this, args);
    const where = `port ${Number(port)}`;
    const text = `Receiving datagrams on ${where} is refused in a lane.`;
    const error = accessDenied({ text, permissions: ["net:listen"], resource: where });
    process.nextTick(() => this.emit("error", error));
    return this;
  });
}

function isCovered(paths: readonly string[], path: unknown): boolean {
  if (paths.length === 0 || typeof path !== "string") return false;
  const wanted = absolute(path);
  for (let at = 0; at < paths.length; at++) {
    const granted = paths[at] as string;
    if (wanted === granted) return true;
    if (apply(endsWith, granted, ["/"]) && apply(startsWith, wanted, [granted])) return true;
  }
  return false;
}

/** Abstract sockets, which no folder holds, are written with `@`. */
function absolute(path: string): string {
  const name = shownPath(path);
  if (apply(startsWith, name, ["@"])) return name;
  return `${resolve(name)}${apply(endsWith, name, ["/"]) ? "/" : ""}`;
}

function shownPath(path: string): string {
  return apply(charCodeAt, path, [0]) === 0 ? `@${apply(slice, path, [1])}` : path;
}
