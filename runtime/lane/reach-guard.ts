import dns from "node:dns";
import { isIP } from "node:net";
import { hostDenied } from "./access-denied-error.js";
import { define, found, type Method, ownerOf, refused, replace, tcpPrototype, udpPrototype } from "./native-handles.js";
import type { Reach } from "./reach.js";

// Taken before any action runs: a replacement by an action would receive the native methods.
const { apply } = Reflect;

/** Means of the guard. */
export interface ReachSettings {
  readonly reach: Reach;
  /** Returns the action whose call runs, if Node can tell. */
  readonly action: () => string | undefined;
}

/**
 * Lets a lane ask for the addresses of declared hosts alone, and connect and send to no others than the system gave for them. It
 * guards the native handles, so that packages are held as `fetch` is, with sockets and resolvers of their own.
 */
export function guardReach(settings: ReachSettings): void {
  guardLookups(settings);
  guardResolvers(settings);
  guardConnections(settings);
  guardDatagrams(settings);
}

type Callback = (error: unknown, address?: unknown, family?: unknown) => void;

/** `net`, `tls`, `http` and `dgram` ask `dns.lookup` by that name, so that all their names pass here. */
function guardLookups({ reach, action }: ReachSettings): void {
  const { lookup, lookupService, promises } = dns;
  const mayAsk = (name: unknown): boolean => typeof name !== "string" || isIP(name) !== 0 || reach.allowsName(name);
  const learned = (name: unknown, address: unknown): void => {
    if (typeof name === "string" && isIP(name) === 0) reach.learn(name, addressesIn(address));
  };
  const guarded = (name: string, options: unknown, callback?: Callback): unknown => {
    const done = (typeof options === "function" ? options : callback) as Callback | undefined;
    const rest = typeof options === "function" ? [] : [options];
    if (typeof done !== "function") return apply(lookup, dns, [name, options, callback]);
    if (!mayAsk(name)) {
      const error = hostDenied({ host: name, reach, action: action() });
      process.nextTick(() => done(error));
      return {};
    }
    const learn: Callback = (error, address, family) => {
      if (!error) learned(name, address);
      done(error, address, family);
    };
    return apply(lookup, dns, [name, ...rest, learn]);
  };
  define(dns, "lookup", named(guarded, lookup));
  const { lookup: lookupLater, lookupService: serviceLater } = promises;
  define(promises, "lookup", async (name: string, options?: unknown) => {
    if (!mayAsk(name)) throw hostDenied({ host: name, reach, action: action() });
    const address = await (apply(lookupLater, promises, [name, options]) as Promise<unknown>);
    learned(name, address);
    return address;
  });
  const checkService = (address: unknown): void => {
    if (typeof address !== "string" || !reach.allowsAddress(address)) {
      throw hostDenied({ host: String(address), reach, action: action() });
    }
  };
  define(dns, "lookupService", (address: string, ...rest: readonly unknown[]) => {
    checkService(address);
    return apply(lookupService, dns, [address, ...rest]);
  });
  define(promises, "lookupService", async (address: string, port: number) => {
    checkService(address);
    return serviceLater(address, port);
  });
}

/** Gives a function the symbols of another: `util.promisify` asks for one. */
function named(to: object, from: object): object {
  for (const key of Object.getOwnPropertySymbols(from)) {
    Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key) ?? {});
  }
  return to;
}

function addressesIn(answer: unknown): readonly string[] {
  const all = Array.isArray(answer) ? answer : [answer];
  return all.flatMap((each: unknown) => {
    const address: unknown = typeof each === "object" && each !== null ? Reflect.get(each, "address") : each;
    return typeof address === "string" && isIP(address) !== 0 ? [address] : [];
  });
}

/** Resolvers ask servers of the network themselves: a name could carry what should not leave the lane. */
function guardResolvers({ reach, action }: ReachSettings): void {
  const prototype = resolverPrototype();
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (!name.startsWith("query")) continue;
    replace(prototype, name, (query) => {
      return function (request, host, ...rest) {
        if (typeof host !== "string" || !reach.allowsName(host)) {
          throw hostDenied({ host: String(host), reach, action: action() });
        }
        if (name === "queryA" || name === "queryAaaa") learnAnswers(reach, host, request);
        return apply(query, this, [request, host, ...rest]);
      };
    });
  }
  replace(prototype, "getHostByAddr", (query) => {
    return function (request, address) {
      if (typeof address === "string" && reach.allowsAddress(address)) return apply(query, this, [request, address]);
      throw hostDenied({ host: String(address), reach, action: action() });
    };
  });
  replace(prototype, "setServers", (set) => {
    return function (servers) {
      if (reach.isOpen) return apply(set, this, [servers]);
      throw hostDenied({ host: "a name server of its own", reach, action: action() });
    };
  });
}

function learnAnswers(reach: Reach, host: string, request: unknown): void {
  if (typeof request !== "object" || request === null) return;
  const complete: unknown = Reflect.get(request, "oncomplete");
  if (typeof complete !== "function") return;
  Reflect.set(request, "oncomplete", function (this: unknown, error: unknown, answer: unknown, ...rest: unknown[]) {
    if (!error) reach.learn(host, addressesIn(answer));
    return apply(complete, this, [error, answer, ...rest]) as unknown;
  });
}

function resolverPrototype(): object {
  const { _handle: handle } = new dns.Resolver() as unknown as { readonly _handle?: object };
  return found(handle && Object.getPrototypeOf(handle));
}

function guardConnections({ reach, action }: ReachSettings): void {
  const tcp = tcpPrototype();
  for (const name of ["connect", "connect6"]) {
    replace(tcp, name, (connect) => {
      return function (request, address, port, ...rest) {
        if (isAllowed(reach, address, port)) return apply(connect, this, [request, address, port, ...rest]);
        const owner = ownerOf(this);
        if (!owner) return refused;
        const error = hostDenied({ host: `${bracketed(String(address))}:${String(port)}`, reach, action: action() });
        // Later, as a system answers: clients listen to errors of a socket only once they have it.
        setImmediate(() => owner.destroy(error));
        return 0;
      };
    });
  }
}

function guardDatagrams({ reach }: ReachSettings): void {
  const udp = udpPrototype();
  for (const name of ["send", "send6"]) {
    replace(udp, name, (send) => {
      return function (request, list, count, port, address, hasCallback) {
        // One of a connected socket has no address: its `connect` was asked.
        const isConnected = typeof port !== "number";
        if (isConnected) return apply(send, this, [request, list, count, port]);
        if (!isAllowed(reach, address, port)) return refused;
        return apply(send, this, [request, list, count, port, address, hasCallback]);
      };
    });
  }
  for (const name of ["connect", "connect6"]) {
    replace(udp, name, (connect: Method): Method => {
      return function (address, port) {
        return isAllowed(reach, address, port) ? apply(connect, this, [address, port]) : refused;
      };
    });
  }
}

function isAllowed(reach: Reach, address: unknown, port: unknown): boolean {
  return typeof address === "string" && typeof port === "number" && reach.allowsAddress(address, port);
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
