import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import {
  ActionError,
  createInProcessExecutor,
  createRuntime,
  type JsonObject,
  type RunOptions,
  type Runtime,
  type RuntimeOptions,
} from "../../runtime/index.js";
import type { AtEnd } from "../project/at-end.js";
import { encodings } from "../runtime/fixtures/encodings.js";
import { searchFor } from "../runtime/fixtures/needles.js";
import { prepareBuild } from "../runtime/fixtures/open-runtime.js";
import { defineModule, requireSecret } from "../runtime/fixtures/read-module.js";
import { isolations } from "../runtime/fixtures/sandboxes.js";
import { pause } from "../runtime/fixtures/waiting.js";

// Canaries: values that leave a call in every way that there is, looked for in all that its host sees. Nothing of them is found.

const isLong = process.env.ACTIONARY_LONG !== undefined;

/** Values of many shapes. */
const canaries = {
  plain: "ghp_9dQx72LmVb41TzKw8RnYc35HsJfA",
  url: "p/a?s&s=w+o#r:d@x%41 Zk8Qm2",
  pem: "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJq7Wn4vR2sXk9Lz\nT5bYh3GdQe8UmPa1\n-----END PRIVATE KEY-----\n",
  json: JSON.stringify({ type: "service", private_key: 'Qw7"\\Lp2\nVx94Nb6Rt' }),
  quoted: `b"o\\x'é€"\n\\n7`,
  twelve: "k7Wq-2mZ$8vL",
  eight: "Tr0ub4d&",
  digits: "481516234227",
};
type CanaryName = keyof typeof canaries;
const names = Object.keys(canaries) as CanaryName[];
const seenIn = searchFor(canaries);
const forms = Object.keys(encodings);
/** One call for all forms; in long runs one for each form, too. */
const written = isLong ? ["all", ...forms] : ["all"];
const thrown = isLong ? forms : ["plain", "json2", "jsonInUrl", "json2InUrl", "base64Of1", "hex", "form", "key"];

const source = ["encodings.ts", "actions/canary.ts"]
  .map((file) => readFileSync(new URL(`../runtime/fixtures/${file}`, import.meta.url), "utf8"))
  .join("\n")
  .replace("declare const encodings", "declare const ignored");
const secrets = [requireSecret("vault", "CANARY")];
const numbers = { type: "object", additionalProperties: { type: "number" } };
const closed = { type: "object", additionalProperties: false, properties: { way: { type: "string" } } };
const canary = defineModule("canary", source, {
  write: { secrets },
  split: { secrets },
  fail: { secrets, output: numbers },
  crash: { secrets },
  checked: { export: "write", parameters: ["way"], secrets, input: closed },
  approved: { export: "write", secrets, approval: true },
});
const build = prepareBuild({ canary }, { prefix: "canary" });

const totals = { calls: 0, leaks: 0 };
afterAll(() => {
  if (isLong) console.info(`${totals.calls} calls, ${forms.length} forms, ${totals.leaks} leaks`);
});

type Where = (typeof isolations)[number] | "in process";
/** In short runs one kind of lane: the others redact by the same code, and `redaction.test.ts` tries them. */
const kinds = isLong ? isolations : (["process"] as const);
const places: readonly Where[] = [...kinds, "in process"];

/** A runtime, and all text that its host has received. */
class Host {
  readonly texts: string[] = [];
  readonly #runtime: Runtime;

  constructor(runtime: Runtime, texts: string[]) {
    this.#runtime = runtime;
    this.texts = texts;
  }

  static async open(where: Where, atEnd: AtEnd, more: RuntimeOptions = {}): Promise<Host> {
    const texts: string[] = [];
    const options = {
      generated: build.generated,
      onEvent: (event: object) => void texts.push(...textsIn(event)),
      ...more,
    };
    const runtime: Runtime = await (where === "in process"
      ? createInProcessExecutor(options)
      : createRuntime({ ...options, isolation: where, lanes: 1 }));
    const host = new Host(runtime, texts);
    atEnd(() => runtime.close());
    void host.#follow();
    return host;
  }

  /** Runs a call with a canary; its answer, if it is an error, is among the texts. */
  async run(action: string, name: CanaryName | undefined, args: object, options: RunOptions = {}): Promise<string> {
    totals.calls++;
    const given = name === undefined ? {} : { secrets: { vault: { CANARY: canaries[name] } } };
    try {
      await this.#runtime.run(`canary.${action}`, args as JsonObject, {
        ...given,
        onLog: (line) => this.texts.push(...textsIn(line)),
        onProgress: (_, message) => this.texts.push(message ?? ""),
        ...options,
      });
      return "ok";
    } catch (error) {
      const { stack = "", message, name: kind } = error as Error;
      this.texts.push(stack, message, kind, ...textsIn(JSON.parse(JSON.stringify(error))));
      return error instanceof ActionError ? error.code : "Error";
    }
  }

  /** Leaks so far. */
  leaks(): readonly string[] {
    this.texts.push(...textsIn(this.#runtime.stats()));
    const found = seenIn(this.texts.join("\n"));
    totals.leaks += found.length;
    return found;
  }

  async #follow(): Promise<void> {
    for await (const event of this.#runtime.events()) this.texts.push(...textsIn(event));
  }
}

/** Every text within a value, keys included; numbers, too. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value) && value.every((item) => typeof item === "number")) return [value.join(",")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}

const writeWays = [...source.matchAll(/^ {2}(\w+): \(text\)/gm)].map(([, way = ""]) => way);
const failWays = [...source.matchAll(/^ {4}case "(\w+)":/gm)].map(([, way = ""]) => way);
const crashWays = ["exit", "exitCode", "abort", "kill", "memory"];

describe.each(places)("%s", (where) => {
  // The console of the process itself is nobody's log.
  const ways = where === "in process" ? ["debug", "warn", "logError", "bytes", "number", "progress"] : writeWays;

  test("nothing is seen of what is written", async ({ onTestFinished }) => {
    const host = await Host.open(where, onTestFinished);
    for (const way of ways)
      for (const name of names)
        for (const encoding of written) expect(await host.run("write", name, { way, encoding })).toBe("ok");
    expect(host.leaks()).toEqual([]);
    expect(host.texts.join("\n")).toContain("[redacted]");
  });

  // In process, streams are those of the host.
  const lanes = where === "in process" ? [] : [where];
  test.for(lanes)("nothing is seen of pieces of a stream: %s", async (_, { onTestFinished }) => {
    const host = await Host.open(where, onTestFinished);
    const encodings = isLong ? forms : ["plain", "json2", "component", "base64", "hex"];
    for (const name of names)
      for (const encoding of encodings)
        for (const stream of ["stdout", "stderr"])
          await host.run("split", name, { stream, encoding, step: isLong || name !== "pem" ? 1 : 3 });
    expect(host.leaks()).toEqual([]);
  });

  test("nothing is seen of errors and results that do not fit", async ({ onTestFinished }) => {
    const host = await Host.open(where, onTestFinished);
    const skipped = new Set([...crashWays, "hang", ...(where === "in process" ? ["late"] : [])]);
    for (const way of failWays.filter((each) => !skipped.has(each)))
      for (const name of names) for (const encoding of thrown) await host.run("fail", name, { way, encoding });
    await pause(20);
    expect(host.leaks()).toEqual([]);
  });

  test("nothing is seen when calls are given up", async ({ onTestFinished }) => {
    const host = await Host.open(where, onTestFinished);
    const calls = names.map(async (name) => {
      const signal = AbortSignal.timeout(150);
      const args = { way: "hang", encoding: "plain" };
      return [await host.run("fail", name, args, { timeout: 100 }), await host.run("fail", name, args, { signal })];
    });
    expect(new Set((await Promise.all(calls)).flat())).toEqual(new Set(["TIMEOUT", "CANCELLED"]));
    expect(host.leaks()).toEqual([]);
  });

  test("nothing is seen of arguments that hold it, refused or not approved", async ({ onTestFinished }) => {
    const host = await Host.open(where, onTestFinished, {
      approve: ({ args }) => {
        throw new Error(`no: ${JSON.stringify(args)}`);
      },
    });
    for (const name of names)
      for (const encode of Object.values(encodings)) {
        const text = encode(canaries[name]);
        const broken = { get way() { throw new Error(text); } }; // biome-ignore format: one line
        expect(await host.run("checked", name, { way: { [text]: text }, [text]: [text] })).toBe("INVALID_INPUT");
        expect(await host.run("checked", name, broken)).toBe("INVALID_INPUT");
        expect(await host.run("approved", name, { way: text, encoding: text })).toBe("APPROVAL_REQUIRED");
      }
    expect(host.leaks()).toEqual([]);
  });

  test("nothing is seen of what a provider says of it", async ({ onTestFinished }) => {
    const error = (text: string) => Object.assign(new Error(text, { cause: text }), { code: text, name: text });
    let current: CanaryName = "plain";
    const host = await Host.open(where, onTestFinished, {
      secrets: () => Promise.reject(error(canaries[current])),
    });
    for (const name of names) {
      current = name;
      expect(await host.run("write", undefined, { way: "debug", encoding: "all" })).toBe("SECRET_MISSING");
      const wrong = { secrets: { vault: [canaries[name]] } } as never;
      expect(await host.run("write", undefined, { way: "debug", encoding: "all" }, wrong)).not.toBe("ok");
      const missing = {
        secrets: () => ({ vault: { OTHER: canaries[name], CANARY: { [canaries[name]]: 1 } } }) as never,
      };
      expect(await host.run("write", undefined, { way: "debug", encoding: "all" }, missing)).toBe("SECRET_MISSING");
    }
    expect(host.leaks()).toEqual([]);
  });
});

// A thread shares the process of its host, so that native crashes are those of processes alone.
describe.each(kinds)("%s", (where) => {
  const ways = where === "thread" ? ["exit", "exitCode"] : crashWays;
  test.each(ways)("nothing is seen of a lane that ends by %s", { timeout: 120_000 }, async (way) => {
    const closers: (() => unknown)[] = [];
    const host = await Host.open(where, (close) => closers.push(close), { memoryMb: 64 });
    for (const name of isLong ? names : names.slice(0, way === "memory" ? 1 : 3))
      for (const encoding of isLong && way !== "memory" ? forms : ["plain"])
        expect(await host.run("crash", name, { way, encoding })).toMatch(/^(?:WORKER_LOST|ACTION_FAILED)$/);
    expect(host.leaks()).toEqual([]);
    for (const close of closers) await close();
  });
});
