import { describe, expect, test } from "vitest";
import type { CloseOptions, Json, JsonObject, RunOptions, SecretSource } from "../../runtime/index.js";
import { executors, prepareCalls } from "./fixtures/prepare-calls.js";

// Arguments, results and failures of calls, in lanes and in process.

const callerOf = prepareCalls();

describe.each(executors)("in %s", (name) => {
  const { executor, run, failing } = callerOf(name);

  test("arguments go by name, and what is absent is left to the function", async () => {
    expect(await run("calls.add", { b: 1, a: 2 })).toBe(3);
    expect(await run("calls.add", { a: 2 })).toBe(12);
    expect(await run("calls.joined", { first: "a", rest: ["b", "c"] })).toBe("a-b-c");
    expect(await run("calls.joined", { first: "a" })).toBe("a");
    expect(await run("calls.pair", { left: "l" })).toBe("lr");
    expect(await run("calls.nothing")).toBeNull();
  });

  test("any JSON comes back as it went, `__proto__` included", async () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"a/b":["~",null,-0.5,"\\ud800"]}') as Json;
    const back = (await run("calls.echo", { value })) as JsonObject;
    expect(JSON.stringify(back)).toBe(JSON.stringify(value));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  test("actions are functions by key, and nothing else", async () => {
    const { actions } = executor();
    expect(await actions["calls.add"]?.({ a: 1, b: 2 })).toBe(3);
    await expect(actions["calls.add"]?.({})).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(executor().actions).toBe(actions);
    expect(["calls.ad", "constructor", "__proto__"].filter((key) => actions[key] !== undefined)).toEqual([]);
  });

  test("an unknown key says which was meant", async () => {
    const error = await failing("calls.ad", {});
    expect(error).toMatchObject({ code: "ACTION_NOT_FOUND", action: "calls.ad", retryable: false });
    expect(error.message).toContain("Did you mean `calls.add`?");
    expect((await failing("constructor", {})).code).toBe("ACTION_NOT_FOUND");
  });

  test.each([undefined, null, 5, {}])("a key that is no text is told: %o", async (key) => {
    await expect(run(key as unknown as string)).rejects.toThrow(/^run: the key must be text\.$/);
  });

  test.each([undefined, null, "Ann", ["Ann"]])("arguments that are no object are told what to be: %o", async (args) => {
    const call = executor().run("calls.nothing", args as unknown as JsonObject);
    await expect(call).rejects.toMatchObject({
      code: "INVALID_INPUT",
      path: "",
      message: expect.stringContaining("Arguments are one object, by name: pass `{}` where there are none."),
    });
  });

  test("every fault of the arguments is listed", async () => {
    const error = await failing("calls.add", { b: "secret value", c: 1 });
    expect(error).toMatchObject({ code: "INVALID_INPUT", retryable: false });
    expect(error.details).toEqual(
      expect.arrayContaining([
        { path: "/a", message: "`a` is missing." },
        { path: "/b", message: "`b` must be a number." },
        { path: "/c", message: "`c` is not expected here." },
      ]),
    );
    expect(error.path).toBe((error.details as { path: string }[])[0]?.path);
    expect(JSON.stringify(error)).not.toContain("secret value");
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: "INVALID_INPUT", action: "calls.add" });
  });

  test("arguments that JSON cannot say are faults", async () => {
    const value = { date: new Date(Number.NaN), list: [1n, undefined], f: () => 1 } as unknown as Json;
    const error = await failing("calls.echo", { value });
    expect((error.details as { path: string }[]).map(({ path }) => path)).toEqual([
      "/value/date",
      "/value/list/0",
      "/value/list/1",
      "/value/f",
    ]);
  });

  test("arguments are those of the moment of the call", async () => {
    const args = { value: [1] };
    const result = run("calls.echo", args);
    args.value.push(2);
    expect(await result).toEqual([1]);
  });

  test("results are judged", async () => {
    const wrong = await failing("calls.wrong");
    expect(wrong).toMatchObject({ code: "INVALID_OUTPUT", retryable: false });
    expect((wrong.details as { path: string }[]).map(({ path }) => path).sort()).toEqual(["/count", "/extra"]);
    expect(await failing("calls.cyclic")).toMatchObject({ code: "INVALID_OUTPUT", path: "/at/0/self" });
    expect(await failing("calls.notANumber")).toMatchObject({ code: "INVALID_OUTPUT", path: "/list/1" });
  });

  test("a failure crosses whole", async () => {
    const error = await failing("calls.fail", { message: "slow down" });
    expect(error).toMatchObject({ code: "ACTION_FAILED", message: "slow down", retryable: true });
    expect(error.failure).toMatchObject({
      kind: "rate_limited",
      name: "Limited",
      retryAfter: 3,
      details: { channel: "c1" },
      cause: { kind: "internal", name: "TypeError", message: "inner" },
    });
  });

  test.each([
    ["null", /null/],
    ["text", /^plain text$/],
    ["object", /no Error/],
    ["hostile", /./],
    ["huge", /^x+$/],
    ["error", /^a plain error$/],
  ])("whatever is thrown fails the call: %s", async (what, message) => {
    const error = await failing("calls.thrown", { what });
    expect(error).toMatchObject({ code: "ACTION_FAILED", retryable: false, failure: { kind: "internal" } });
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(20_000);
  });

  test("a module that throws while it is loaded fails its own actions alone", async () => {
    const error = await failing("broken.never");
    expect(error).toMatchObject({ code: "ACTION_FAILED", failure: { kind: "internal" } });
    expect(error.message).toBe("The module of `broken.never` failed to load: cannot start");
    expect(await run("calls.add", { a: 1 })).toBe(11);
  });

  test("wrong options are told", async () => {
    await expect(run("calls.add", { a: 1 }, { timeout: -1 })).rejects.toThrow("`timeout` must be a positive number");
    await expect(run("calls.add", { a: 1 }, { timout: 1 } as RunOptions)).rejects.toThrow("no option `timout`");
    const flat = { secrets: { DEMO_TOKEN: "x" } as unknown as SecretSource };
    await expect(run("calls.read", {}, flat)).rejects.toThrow(/^run: `secrets` .*`{ vault: { VAULT_TOKEN: "…" } }`/);
    await expect(run("calls.read", {}, null as unknown as RunOptions)).rejects.toThrow("options must be an object");
    await expect(executor().close({ drian: true } as CloseOptions)).rejects.toThrow(
      "close: there is no option `drian`. There is drain.",
    );
    expect(await run("calls.add", { a: 1 })).toBe(11);
  });
});
