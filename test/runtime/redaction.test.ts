import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ActionError, createInProcessExecutor, createRuntime, type Runtime } from "../../runtime/index.js";
import { LineJoiner } from "../../runtime/invoke/line-joiner.js";
import { CallRedaction, Redactor, redactJson } from "../../runtime/secrets/redact.js";
import type { AtEnd } from "../project/at-end.js";
import { encodings } from "./fixtures/encodings.js";
import { names, needlesOf, searchFor, seenIn, type ValueName, values, windowChars } from "./fixtures/needles.js";
import { prepareBuild } from "./fixtures/open-runtime.js";
import { defineModule, requireSecret } from "./fixtures/read-module.js";
import { shareOf } from "./fixtures/share-of.js";
import { pause, until } from "./fixtures/waiting.js";

// No form of a secret is seen in anything that a host writes down: lines, progress, errors, events, warnings, and its own streams.

const source = ["encodings.ts", "actions/leaks.ts"]
  .map((file) =>
    readFileSync(new URL(`./fixtures/${file}`, import.meta.url), "utf8").replace(
      "declare const encodings",
      "declare const ignored",
    ),
  )
  .join("\n");
const secrets = [requireSecret("vault", "VAULT_TOKEN")];
const numbers = { type: "object", additionalProperties: { type: "number" } };
const leaks = defineModule("leaks", source, {
  write: { secrets },
  fail: { secrets, output: numbers },
  throwLater: { secrets },
  logKept: { secrets },
  leave: { secrets: [...secrets, requireSecret("other", "OTHER_TOKEN")] },
  look: { secrets: [...secrets, requireSecret("other", "OTHER_TOKEN")] },
});
const build = prepareBuild({ leaks }, { prefix: "leaks" });

test.each(names)("a piece of any encoding of %s is found, so that its absence says something", (name) => {
  const missed = [...needlesOf(values[name])].flatMap(([encoding, pieces]) =>
    pieces.filter((piece) => {
      const seen = seenIn(`before ${piece} after`, [name]);
      return piece.length >= windowChars && !seen.some((each) => each.startsWith(`${name} as ${encoding}: `));
    }),
  );
  expect(missed).toEqual([]);
});

/** A runtime, and all text that its host has received. */
interface Watched {
  readonly runtime: Runtime;
  /** Runs a call and returns how many texts came by then. */
  readonly run: (action: string, name: ValueName, args?: object) => Promise<unknown>;
  readonly texts: readonly string[];
  readonly all: () => string;
}

async function watch(where: "thread" | "process" | "in process", atEnd: AtEnd): Promise<Watched> {
  const texts: string[] = [];
  const { generated } = build;
  const onEvent = (event: object): void => void texts.push(...textsIn(event));
  const runtime: Runtime = await (where === "in process"
    ? createInProcessExecutor({ generated, onEvent })
    : createRuntime({ generated, onEvent, isolation: where, lanes: 1 }));
  atEnd(() => runtime.close());
  const run = async (action: string, name: ValueName, args = {}): Promise<unknown> => {
    try {
      return await runtime.run(`leaks.${action}`, args as never, {
        secrets: { vault: { VAULT_TOKEN: values[name] }, other: { OTHER_TOKEN: "another-canary-value" } },
        onLog: (line) => texts.push(...textsIn(line)),
        onProgress: (_, message) => texts.push(message ?? ""),
      });
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      texts.push(...textsIn(error.toJSON()), error.stack ?? "");
      return error;
    }
  };
  return { runtime, run, texts, all: () => texts.join("\n") };
}

/** Every text within a value, keys included. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value) && value.every((item) => typeof item === "number")) return [value.join(",")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}

const written = [
  "log",
  "warn",
  "object",
  "json",
  "error",
  "thrown",
  "thrownWithin",
  "actionLog",
  "progress",
  "stdout",
  "bytes",
  "pieces",
];
/** Ways whose texts are long, so that a few encodings are enough. */
const long = new Set(["bound", "longLine", "long"]);
const few = ["plain", "json2", "base64Of1", "wrappedAgain", "url"];
const others = ["bound", "longLine", "later", "noCall", "warning", "rawDebug"];
const thrown = ["message", "text", "object", "name", "cause", "member", "long", "frame", "rejection", "result"];

const kinds = ["thread", "process"] as const;

describe.concurrent.each(kinds)("in a %s lane", (where) => {
  test.for(shareOf([...written, ...others], kinds, where))("nothing is seen by the way of %s", async (way, {
    onTestFinished,
  }) => {
    const { run, texts, all } = await watch(where, onTestFinished);
    for (const name of names) {
      const before = texts.length;
      expect(await run("write", name, long.has(way) ? { way, only: few } : { way })).toBe("done");
      await until(() => texts.length > before);
      await pause(way === "later" ? 60 : 0);
    }
    await run("write", "token", { way: "none" });
    expect(seenIn(all())).toEqual([]);
    expect(all()).toContain("[redacted]");
  });

  test("nothing is seen of a key whose lines are written one by one", async ({ onTestFinished }) => {
    const { run, all } = await watch(where, onTestFinished);
    const only = ["plain", "trimmed", "crlf", "indented", "json", "base64Wrapped", "hex"];
    for (const name of ["key", "account"] as const) await run("write", name, { way: "lines", only });
    expect(seenIn(all())).toEqual([]);
    expect(all()).toContain("[redacted]");
  });

  test("nothing is seen in a late throw", async ({ onTestFinished }) => {
    const { run, texts, all } = await watch(where, onTestFinished);
    for (const name of names) {
      const before = texts.length;
      await run("throwLater", name);
      await until(() => texts.slice(before).some((text) => text.includes("[redacted]")));
    }
    expect(seenIn(all())).toEqual([]);
  });

  test("nothing is seen of what an earlier call of the lane was given", async ({ onTestFinished }) => {
    const { run, all } = await watch(where, onTestFinished);
    await run("logKept", "token");
    await run("logKept", "key");
    expect(seenIn(all(), ["token"])).toEqual([]);
  });
});

const places = [...kinds, "in process"] as const;

describe.each(places)("%s", (where) => {
  // In one process the tests would have the module in common.
  const tests = where === "in process" ? test : test.concurrent;

  tests.for(shareOf(thrown, places, where))(
    "nothing is seen in what is thrown, as %s",
    async (way, { onTestFinished }) => {
      if (where === "in process" && way === "rejection") return; // nobody catches it there
      const { run, all } = await watch(where, onTestFinished);
      for (const name of names)
        for (const encoding of long.has(way) ? few : Object.keys(encodings)) await run("fail", name, { way, encoding });
      await pause(20);
      expect(seenIn(all())).toEqual([]);
    },
  );

  tests("promises and timers that a call left show nothing of it", async ({ onTestFinished }) => {
    const { run } = await watch(where, onTestFinished);
    await run("leave", "token");
    const shown = String(await run("look", "short"));
    expect(shown).toContain("Promise");
    expect(shown).not.toMatch(/canary|VAULT_TOKEN|OTHER_TOKEN/);
  });
});

describe("a redactor", () => {
  const redactorOf = (...list: readonly string[]): Redactor => {
    const redactor = new Redactor();
    redactor.learn({ vault: Object.fromEntries(list.map((value, index) => [`KEY_${index}`, value])) });
    return redactor;
  };

  test.each(names)("finds every encoding of %s, also in the middle of a longer text", (name) => {
    const redactor = redactorOf(values[name]);
    const texts = Object.values(encodings).map(
      (encode) => `{"a": "${"word ".repeat(200)}${encode(values[name])} and more"}`,
    );
    expect(texts.flatMap((text) => seenIn(redactor.redact(text), [name]))).toEqual([]);
  });

  test("finds a value that holds what reads as an escape, where each of its characters was escaped", () => {
    for (const value of ["pass%41word%42-17", "a\\x41b\\u0042-secret", "key&amp;~0&#65;end-of-it"]) {
      const units = [...value].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
      expect(redactorOf(value).redact(`${value} ${units}`)).toBe("[redacted] [redacted]");
    }
  });

  test("finds the beginning of a value in hex or bytes that was cut", () => {
    const bytes = inspect(Buffer.from(values.account));
    expect(bytes).toContain("more bytes");
    expect(redactorOf(values.account).redact(bytes)).toBe("<Buffer [redacted] ... 66 more bytes>");
  });

  test("finds numbers that are values, and leaves others", () => {
    const redactor = redactorOf("481516", "-7250.25");
    const json = {
      pin: 481516,
      list: ["a", 481516, -7250.25],
      numbers: [1, 481516],
      other: 481517,
      deep: [{ pin: 481516 }],
    };
    expect(redactJson(json, redactor)).toEqual({
      pin: "[redacted]",
      list: ["a", "[redacted]", "[redacted]"],
      numbers: "[redacted]",
      other: 481517,
      deep: [{ pin: "[redacted]" }],
    });
  });

  test("cuts output at no line break within a value, nor within an escape that is not whole", () => {
    const value = 'b"o\\x\'é€"\n\\n7 and more';
    for (const text of [
      `${value}${value}\nplain\n`,
      Object.values(encodings)
        .map((encode) => encode(value))
        .join(""),
    ]) {
      for (const size of [1, 2, 3, 5, 7, 11]) {
        const lines: string[] = [];
        const joiner = new LineJoiner(redactorOf(value), (line) => lines.push(line));
        for (const piece of text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []) joiner.write(piece);
        joiner.flush();
        expect(searchFor({ value })(lines.join("\n"))).toEqual([]);
      }
    }
  });

  test("leaves ordinary text, the first line of a key, and values below the minimum alone", () => {
    const redactor = redactorOf(values.key, values.account, "abc", " a ", "x".repeat(3), "production-db");
    const plain =
      "-----BEGIN PRIVATE KEY----- abc xxx a product of the type service: private_key, in production (1 db)\n";
    expect(redactor.redact(plain)).toBe(plain);
  });

  test("remembers the latest values, and those of a call that goes on", () => {
    const redactor = new Redactor();
    const numbered = (number: number): string => `value-${number}-of-many-secrets`;
    const learn = (number: number): void => redactor.learn({ vault: { KEY: numbered(number) } });
    const call = new CallRedaction(redactor, { vault: { KEY: "the-first-call-of-all" } });
    expect(call.redact("the-first-call-of-all")).toBe("[redacted]");
    for (let number = 0; number < 3_000; number++) learn(number);
    expect(redactor.redact(`${numbered(2_999)} ${numbered(2_500)}`)).toBe("[redacted] [redacted]");
    expect(redactor.redact(numbered(1))).toBe(numbered(1));
    expect(call.redact("the-first-call-of-all")).toBe("[redacted]");
  });

  test("cuts text to a length without cutting a value in two", () => {
    const redactor = redactorOf(values.token);
    for (let at = 80; at < 100; at++) {
      expect(seenIn(redactor.redact(`${"-".repeat(at)}${values.token}`, 100), ["token"])).toEqual([]);
    }
  });

  test("ends in time on text made to be compared again and again", () => {
    const redactor = redactorOf("a".repeat(20_000), "ab".repeat(10_000));
    const began = performance.now();
    for (const text of ["a".repeat(60_000), "ab".repeat(30_000), `${"a".repeat(9_000)}b`.repeat(7)])
      redactor.redact(text);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  const fifty = (make: (index: number) => string): readonly string[] => Array.from({ length: 50 }, (_, at) => make(at));
  const tokens = fifty((at) => `sk_live_shared_prefix_${(at + 7) ** 9}`);
  const megabyte = (unit: string): string => unit.repeat(Math.ceil(2 ** 20 / unit.length));

  test.each([
    ["values that begin alike", tokens, "sk_live_shared_prefix_"],
    ["values of one letter", fifty((at) => `${"a".repeat(100 + at)}b`), "a"],
    ["almost the values", tokens, tokens.map((value) => `${value.slice(0, -1)}!`).join(" ")],
    ["the values as base64", tokens, Buffer.from(JSON.stringify(tokens)).toString("base64")],
    ["the values as JSON in JSON", tokens, JSON.stringify(JSON.stringify(tokens))],
    ["the values in a URL", tokens, encodeURIComponent(encodeURIComponent(tokens.join("&")))],
    ["short values and backslashes", fifty((at) => `p${at}!x`), "\\"],
    ["short values that begin so", ["\\!ab", "!ab\\", "\\\\\\\\"], "\\"],
    ["short values and escapes of escapes", ["!%!%", "a!%b"], "%25"],
    ["short values and backslashes in a URL", ["\\!ab", "!ab\\", "\\\\\\\\", 'a"b!'], "%5C"],
    ["short values and backslashes escaped in turn", ["\\!ab", "!ab\\", "\\\\\\\\"], "%255C\\"],
    ["braces that never close", tokens, "\\u{"],
  ])("keeps the event loop for a moment at most on a megabyte of %s", (_, list, unit) => {
    const redactor = redactorOf(...list);
    redactor.redact("once");
    const began = performance.now();
    const redacted = redactor.redact(megabyte(unit));
    expect(performance.now() - began).toBeLessThan(3_000); // far more than it takes: machines are slow at times
    for (const value of list) expect(redacted).not.toContain(value);
  });

  test.each(["!", "\\", "!\\", " \n!"])("takes a value of nothing but %j, however long", (unit) => {
    const value = unit.repeat(30_000);
    const redactor = redactorOf(value);
    expect(redactor.redact(`a ${value.slice(0, 400)} b`)).toContain("[redacted]");
    expect(redactor.redact("plain")).toBe("plain");
  });

  const mixed = ["a\\b!", "\\a!b", "a\\\\!b", "!ab\\", "\\n!b", "!!\n!!", "a😀!b", "~/%&"];
  test.each(mixed)("finds the short value %j however it is escaped, and behind backslashes", (value) => {
    const json = (text: string): string => JSON.stringify(text).slice(1, -1);
    const units = [...Array(value.length).keys()].map((at) => value.charCodeAt(at).toString(16).padStart(4, "0"));
    const escaped = [value, json(value), json(json(value)), json(json(json(value)))];
    const inUrls = escaped.map((text) => encodeURIComponent(text));
    const texts = [...escaped, ...inUrls, ...inUrls.map((text) => encodeURIComponent(text))];
    const redactor = redactorOf(value);
    for (const text of [...texts, units.map((unit) => `\\u${unit}`).join("")]) {
      expect(redactor.redact(`x${text}y`)).toBe("x[redacted]y");
      expect(redactor.redact(`C:\\${text} y`)).toMatch(/^C:\\?\[redacted\] y$/);
    }
  });
});
