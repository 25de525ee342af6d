import { describe, expect, test, vi } from "vitest";
import { chain, envSecrets, type SecretProvider, type SecretRecord, type SecretRequest } from "../../runtime/index.js";
import { askProvider } from "../../runtime/secrets/ask-provider.js";
import { providerOf } from "../../runtime/secrets/providers/provider-of.js";

// Providers by themselves: order, wholeness, and what is kept for how long.

const request = (name: string, keys: readonly string[], more: Partial<SecretRequest> = {}): SecretRequest => ({
  name,
  type: "custom",
  keys,
  ...more,
});

const ask = async (
  provider: SecretProvider,
  requests: readonly SecretRequest[],
  tenant?: string,
  signal?: AbortSignal,
) => {
  const about = { action: "a.b", signal: signal ?? new AbortController().signal };
  const values = await askProvider(provider, requests, tenant === undefined ? about : { ...about, tenant });
  return JSON.parse(JSON.stringify(values)) as SecretRecord;
};

describe("a chain", () => {
  const pair = request("pair", ["ID", "KEY"]);

  test("takes a secret as a whole, never halves of two", async () => {
    const halves = chain({ pair: { ID: "id of first" } }, { pair: { ID: "id of second", KEY: "key of second" } });
    expect(await ask(halves, [pair])).toEqual({ pair: { ID: "id of second", KEY: "key of second" } });
    const none = chain({ pair: { ID: "id of first" } }, { pair: { KEY: "key of second" } });
    expect(await ask(none, [pair])).toEqual({ pair: { ID: "id of first" } });
  });

  test("needs no optional key; of optional keys alone any value is enough", async () => {
    const sources = chain({ pair: { ID: "first" } }, { pair: { ID: "second", KEY: "second" } });
    expect(await ask(sources, [request("pair", ["ID", "KEY"], { optionalKeys: ["KEY"] })])).toEqual({
      pair: { ID: "first" },
    });
    const loose = request("pair", ["KEY"], { optionalKeys: ["KEY"] });
    expect(await ask(sources, [loose])).toEqual({ pair: { KEY: "second" } });
  });

  test("asks later ones only for what those before lack", async () => {
    const asked: string[][] = [];
    const noting = (values: SecretRecord): SecretProvider => ({
      resolve: (requests) => {
        asked.push(requests.map(({ name }) => name));
        return values;
      },
    });
    const sources = chain(noting({ a: { K: "1" } }), noting({ b: { K: "2" } }), noting({}));
    const [a, b] = [request("a", ["K"]), request("b", ["K"])];
    expect(await ask(sources, [a, b])).toEqual({ a: { K: "1" }, b: { K: "2" } });
    expect(asked).toEqual([["a", "b"], ["b"]]);
  });

  test("goes on to no other where one fails: it may be the one that has the value", async () => {
    const failing = (): never => {
      throw new Error("no");
    };
    await expect(ask(chain(failing, { a: { K: "1" } }), [request("a", ["K"])])).rejects.toThrow(
      /`function` of secrets failed/,
    );
  });

  test("has the names and parts of what it is made of", () => {
    const whole = chain(
      envSecrets(),
      { a: {} },
      chain(async () => ({})),
    );
    expect(whole.name).toBe("env, record, function");
    expect(whole.parts).toHaveLength(3);
  });

  test("gives nothing that was not asked for, and finds no name that all objects have", async () => {
    const all = { a: { K: "1", OTHER: "2" }, b: { K: "3" }, constructor: { name: "4" } };
    expect(await ask(chain(all), [request("a", ["K"]), request("toString", ["length"])])).toEqual({ a: { K: "1" } });
    const inherited = Object.create({ a: { K: "inherited" } });
    expect(await ask({ resolve: () => inherited }, [request("a", ["K"])])).toEqual({});
  });
});

describe("a rule to keep answers", () => {
  /** Counts what it is asked, and answers after a moment. */
  function counting(maxAgeMs: number, answer: (requests: readonly SecretRequest[], tenant?: string) => SecretRecord) {
    const asked: string[] = [];
    const signals: AbortSignal[] = [];
    const provider: SecretProvider = {
      cache: { maxAgeMs },
      resolve: async (requests, { tenant, signal }) => {
        asked.push(requests.map(({ name, connection = "-" }) => `${tenant ?? "-"} ${connection} ${name}`).join(", "));
        signals.push(signal as AbortSignal);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return answer(requests, tenant);
      },
    };
    return { provider: providerOf(provider), given: provider, asked, signals };
  }

  const tell = (requests: readonly SecretRequest[], tenant = "-"): SecretRecord =>
    Object.fromEntries(
      requests.map(({ name, keys, connection = "-" }) => [
        name,
        { [keys[0] ?? ""]: `${tenant} ${connection} ${name}` },
      ]),
    );

  test("holds by tenant, connection and secret, and by nothing less", async () => {
    const { provider, asked } = counting(60_000, tell);
    const variants = [undefined, "", "x", "y", "null"].flatMap((tenant) =>
      [undefined, "sandbox", "null"].flatMap((connection) =>
        ["a", "b"].map((name) => ({
          tenant,
          each: request(name, ["K"], connection === undefined ? {} : { connection }),
        })),
      ),
    );
    for (const _ of [1, 2]) {
      for (const { tenant, each } of variants) {
        const values = await ask(provider, [each], tenant);
        expect(values).toEqual(tell([each], tenant));
      }
    }
    expect(asked).toHaveLength(variants.length);
  });

  test("shares a lookup among the calls that need a secret at once, with the connection that each of them names", async () => {
    const { provider, asked } = counting(60_000, tell);
    const [a, b] = [request("a", ["K"]), request("b", ["K"])];
    const sandbox = { ...b, connection: "sandbox" };
    const all = await Promise.all([
      ask(provider, [a, b]),
      ask(provider, [a, sandbox]),
      ask(provider, [b]),
      ask(provider, [sandbox, a]),
    ]);
    expect(all).toEqual([tell([a, b]), tell([a, sandbox]), tell([b]), tell([sandbox, a])]);
    expect(asked).toEqual(["- - a, - - b", "- sandbox b"]);
  });

  test("ends: what has expired is asked for again, what lacks a key after a second, and a failure at once", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      let state: "whole" | "partial" | "failing" = "partial";
      const { provider, asked } = counting(10_000, (requests) => {
        if (state === "failing") throw new Error("no");
        return state === "whole" ? tell(requests) : {};
      });
      const one = request("a", ["K"]);
      const found = () =>
        ask(provider, [one]).then(
          (values) => values.a?.K ?? "absent",
          () => "failed",
        );
      expect(await found()).toBe("absent");
      state = "whole";
      expect(await found()).toBe("absent");
      vi.advanceTimersByTime(1_001);
      expect(await found()).toBe("- - a");
      state = "failing";
      vi.advanceTimersByTime(9_999);
      expect(await found()).toBe("- - a");
      vi.advanceTimersByTime(2);
      expect(await found()).toBe("failed");
      state = "whole";
      expect(await found()).toBe("- - a");
      expect(asked).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });

  test("lets a call leave without the others, and aborts the lookup when none is left", async () => {
    const { provider, asked, signals } = counting(60_000, tell);
    const [first, second] = [new AbortController(), new AbortController()];
    const one = request("a", ["K"]);
    const leaving = ask(provider, [one], undefined, first.signal).catch((error: unknown) => error);
    const staying = ask(provider, [one], undefined, second.signal);
    first.abort(new Error("gone"));
    expect(await leaving).toEqual(new Error("gone"));
    expect(await staying).toEqual(tell([one]));
    expect(signals[0]?.aborted).toBe(false);
    const other = request("b", ["K"]);
    const both = [first, second].map(() => new AbortController());
    const calls = both.map(({ signal }) => ask(provider, [other], undefined, signal).catch(() => "left"));
    for (const controller of both) controller.abort();
    expect(await Promise.all(calls)).toEqual(["left", "left"]);
    expect(signals[1]?.aborted).toBe(true);
    expect(await ask(provider, [other])).toEqual(tell([other]));
    expect(asked).toHaveLength(3);
  });

  test("shares no lookup that hangs with calls that come later", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      let asked = 0;
      const provider = providerOf({
        cache: { maxAgeMs: 60_000 },
        resolve: (requests) => (asked++ === 0 ? new Promise(() => {}) : tell(requests)),
      });
      const one = request("a", ["K"]);
      const controller = new AbortController();
      const hanging = ask(provider, [one], undefined, controller.signal).catch(() => "left");
      vi.advanceTimersByTime(5_001);
      expect(await ask(provider, [one])).toEqual(tell([one]));
      controller.abort();
      expect(await hanging).toBe("left");
      expect(await ask(provider, [one])).toEqual(tell([one]));
      expect(asked).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("has a bound on what is kept", async () => {
    const { provider, asked } = counting(60_000, tell);
    const many = Array.from({ length: 10_001 }, (_, index) => request(`s${index}`, ["K"]));
    await ask(provider, many);
    await ask(provider, [many[10_000] as SecretRequest]);
    expect(asked).toHaveLength(1);
    await ask(provider, [many[0] as SecretRequest]);
    expect(asked).toHaveLength(2);
  });

  test("must be a time", () => {
    for (const maxAgeMs of [0, -1, Number.NaN, "1"]) {
      expect(() => providerOf({ cache: { maxAgeMs } as never, resolve: () => ({}) })).toThrow(
        /`maxAgeMs`, a positive number/,
      );
    }
  });
});
