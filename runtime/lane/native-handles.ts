import dgram from "node:dgram";
import net from "node:net";

/** The part used here of Node's native handles of sockets. Methods return a negative number that names an error. */
export type Method = (this: Handle, ...args: readonly unknown[]) => number;

/** A native handle of a socket. */
export interface Handle {
  readonly [symbol: symbol]: unknown;
}

/** The number by which a native method refuses: EACCES. */
export const refused = -13;

/** Returns the socket of a handle; undefined for a handle that was made by hand. */
export function ownerOf(handle: Handle): net.Socket | undefined {
  const symbol = Object.getOwnPropertySymbols(handle).find(({ description }) => description === "owner_symbol");
  const owner = symbol && handle[symbol];
  return owner instanceof net.Socket ? owner : undefined;
}

// Node shows the classes of its handles by their instances alone. None of these touches the network.

/** Returns the prototype of all handles of sockets in the file system. */
export function pipePrototype(): object {
  return prototypeOfHandle((socket) => socket.connect({ path: {} as string })); // the check of the path comes after
}

/** Returns the prototype of all handles of TCP sockets. */
export function tcpPrototype(): object {
  return prototypeOfHandle((socket) => socket.connect({ host: "localhost", port: 1, lookup: () => {} }));
}

function prototypeOfHandle(connect: (socket: net.Socket) => void): object {
  const socket = new net.Socket().on("error", () => {});
  try {
    connect(socket);
  } catch {
    // as expected
  }
  const { _handle: handle } = socket as unknown as { readonly _handle?: object };
  const prototype = handle && Object.getPrototypeOf(handle);
  socket.destroy();
  return found(prototype);
}

/** Returns the prototype of all handles of datagram sockets. */
export function udpPrototype(): object {
  const socket = dgram.createSocket("udp4");
  const states = Object.getOwnPropertySymbols(socket).map((symbol) => Reflect.get(socket, symbol));
  const handle = states.map((state) => state?.handle).find((each) => typeof each?.bind === "function");
  socket.close();
  return found(handle && Object.getPrototypeOf(handle));
}

/** Throws rather than leave a lane without this wall, on a version of Node that keeps its handles elsewhere. */
export function found(prototype: unknown): object {
  if (typeof prototype === "object" && prototype !== null) return prototype;
  throw new Error("This version of Node does not show the handles of its sockets, so lanes cannot guard them.");
}

/** Replaces a native method for good, if there is one of that name. */
export function replace(owner: object, name: string, wrap: (method: Method) => Method): void {
  const method = Reflect.get(owner, name) as Method | undefined;
  if (typeof method === "function") define(owner, name, wrap(method));
}

/** Defines a member for good. */
export function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: false });
}
