import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { maxKnownAddresses } from "../contract/limits.js";

/** Ports of a host; `web` are those of `http` and `https`, `any` all. */
type Ports = "any" | "web" | number;

/** A host that may be contacted. */
interface Entry {
  /** In lower case, without a dot at its end; addresses in their shortest form. */
  readonly host: string;
  /** All names below the host, and not itself. */
  readonly isWildcard: boolean;
  readonly ports: Ports;
}

/**
 * Hosts that the actions of a lane may contact, and the addresses that the system has given for their names so far. Hosts are
 * `api.github.com` (ports 80 and 443), `db.example.com:5432`, `db.example.com:*`, `*.example.com`, `127.0.0.1:4010`, `[::1]:80`; `*`
 * is any.
 */
export class Reach {
  readonly #entries = new Map<string, Entry>();
  readonly #addresses = new Map<string, ReadonlySet<Ports>>();
  #isOpen = false;

  /** Returns whether any host may be contacted. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Returns the hosts, for messages. */
  get hosts(): readonly string[] {
    return [...this.#entries.keys()];
  }

  add(hosts: readonly string[]): void {
    for (const host of hosts) {
      if (host === "*") this.#isOpen = true;
      else this.#entries.set(host, entryOf(host));
    }
  }

  /** Returns whether the addresses of a name may be asked for. */
  allowsName(name: string): boolean {
    return this.#isOpen || this.#portsOf(plainName(name)).size > 0;
  }

  /** Remembers the addresses that the system gave for an allowed name. */
  learn(name: string, addresses: readonly string[]): void {
    if (this.#isOpen) return;
    const ports = this.#portsOf(plainName(name));
    for (const address of addresses) {
      const key = plainAddress(address);
      const known = this.#addresses.get(key);
      // To the end: the first is forgotten first.
      this.#addresses.delete(key);
      this.#addresses.set(key, new Set([...(known ?? []), ...ports]));
    }
    for (const key of this.#addresses.keys()) {
      if (this.#addresses.size <= maxKnownAddresses) break;
      this.#addresses.delete(key);
    }
  }

  /** Returns whether an address may be contacted at a port; at any, where there is none. */
  allowsAddress(address: string, port?: number): boolean {
    if (this.#isOpen) return true;
    const key = plainAddress(address);
    const ports = [...this.#portsOf(key), ...(this.#addresses.get(key) ?? [])];
    return ports.some((each) => port === undefined || covers(each, port));
  }

  #portsOf(host: string): ReadonlySet<Ports> {
    const found = new Set<Ports>();
    for (const { host: allowed, isWildcard, ports } of this.#entries.values()) {
      if (isWildcard ? host.endsWith(`.${allowed}`) : host === allowed) found.add(ports);
    }
    return found;
  }
}

function covers(ports: Ports, port: number): boolean {
  return ports === "any" || ports === port || (ports === "web" && (port === 80 || port === 443));
}

function entryOf(text: string): Entry {
  const [, host = text, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+|\*))?$/.exec(text) ?? [];
  const isWildcard = host.startsWith("*.");
  const bare = host.replace(/^\[|\]$/g, "");
  const name = isIP(bare) ? plainAddress(bare) : plainName(isWildcard ? host.slice(2) : host);
  return { host: name, isWildcard, ports: port === undefined ? "web" : port === "*" ? "any" : Number(port) };
}

/** Returns a name as the system compares it. */
function plainName(name: string): string {
  if (isIP(name)) return plainAddress(name);
  const plain = name.endsWith(".") ? name.slice(0, -1) : name;
  return domainToASCII(plain) || plain.toLowerCase();
}

/** Returns the one form of an address: IPv6 without zone and in its shortest form, IPv4 within IPv6 as IPv4. */
function plainAddress(address: string): string {
  const [bare = ""] = address.split("%", 1);
  if (isIP(bare) !== 6) return bare;
  const short = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  const bits = Number.parseInt(high, 16) * 0x10000 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join(".");
}
