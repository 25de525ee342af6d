import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ActionError,
  type CloseOptions,
  createInProcessExecutor,
  createRuntime,
  type Json,
  type JsonObject,
  type LogLine,
  type RunOptions,
  type Runtime,
  type SecretSource,
} from "../../runtime/index.js";
import { type Fixture, makeBuild, shape } from "./fixture.js";

// Each scenario runs in lanes and in process: the same calls give the same answers.

const source = `
import { action, endpoint, Failure, oauth, oneOf, secret, secrets } from "actionary";

export const demo = secret({ name: "demo", keys: ["DEMO_TOKEN"], optionalKeys: ["DEMO_EXTRA"] });
export const user = oauth({ providerId: "acme", grantType: "authorization_code" });
export const service = oauth({ providerId: "acme", grantType: "client_credentials" });
const either = oneOf(user, service);
export const api = endpoint("api", "https://api.example.com/v1");

class Limited extends Failure {}

export function add(a: number, b = 10) { return a + b; }
export async function nothing() {}
export function joined(first: string, ...rest: string[]) { return [first, ...rest].join("-"); }
export function pair({ left, right = "r" }: { left: string; right?: string }) { return left + right; }
export function echo(value: unknown) { return value; }
export function wrong() { return { count: "many", extra: true }; }
export function cyclic() { const value: Record<string, unknown> = {}; value.self = value; return { at: [value] }; }
export function notANumber() { return { list: [1, Number.NaN] }; }
export function fail(message: string) {
  throw new Limited("rate_limited", message, { retryAfter: 3, details: { channel: "c1" }, cause: new TypeError("inner") });
}
export function thrown(what: string) {
  if (what === "null") throw null;
  if (what === "text") throw "plain text";
  if (what === "object") { const value: Record<string, unknown> = { a: 1 }; value.self = value; throw value; }
  if (what === "hostile") throw new Proxy(new Error("x"), { get() { throw new Error("no"); } });
  if (what === "huge") throw new Error("x".repeat(1_000_000));
  throw new RangeError("a plain error");
}
export function read() { return [demo.get("DEMO_TOKEN"), demo.get("DEMO_EXTRA") ?? null, secrets.get("DEMO_TOKEN")]; }
export function undeclared() { return demo.get("DEMO_TOKEN"); }
export function undeclaredKey() { return demo.get("DEMO_EXTRA"); }
export function bearer() { return either.token(); }
export function leak() { throw new Failure("auth", "bad token " + demo.get("DEMO_TOKEN"), { details: { sent: demo.get("DEMO_TOKEN") } }); }
export function link() { return [api.base, api.url("/a/b", { q: "x y", none: undefined, n: 1 })]; }
export function escape(path: string) { return api.url(path); }
export async function told() {
  action.log("one", { n: 1 });
  action.log.warn("two " + demo.get("DEMO_TOKEN"), { token: demo.get("DEMO_TOKEN") });
  action.progress(0.5, "half");
  await Promise.resolve();
  action.log.error("three");
  return [action.key, action.vars.region ?? null];
}
export async function wait(ms: number) {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    action.signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); });
  });
  return ms;
}
`;

const broken = "throw new Error('cannot start');\nexport function never() {}";
const demoUse = { name: "demo", keys: ["DEMO_TOKEN"], optionalKeys: ["DEMO_EXTRA"], optional: false };
const acmeUse = (key: string) => ({ name: "acme_oauth", keys: [key], optionalKeys: [], optional: false });

const actions = {
  "calls.add": {
    export: "add",
    parameters: ["a", "b"],
    input: shape({ a: { type: "number" }, "b?": { type: "number" } }),
    output: { type: "number" },
  },
  "calls.nothing": { export: "nothing", output: { type: "null" } },
  "calls.joined": { export: "joined", parameters: ["first", "...rest"] },
  "calls.pair": { export: "pair", parameters: ["left", "right"], flattened: true },
  "calls.echo": { export: "echo", parameters: ["value"] },
  "calls.wrong": { export: "wrong", output: shape({ count: { type: "integer" } }) },
  "calls.cyclic": { export: "cyclic" },
  "calls.not_a_number": { export: "notANumber" },
  "calls.fail": { export: "fail", parameters: ["message"] },
  "calls.thrown": { export: "thrown", parameters: ["what"] },
  "calls.read": { export: "read", secrets: [demoUse] },
  "calls.undeclared": { export: "undeclared" },
  "calls.undeclared_key": { export: "undeclaredKey", secrets: [{ ...demoUse, optionalKeys: [] }] },
  "calls.bearer": {
    export: "bearer",
    secrets: [{ oneOf: [acmeUse("ACME_USER_TOKEN"), acmeUse("ACME_SERVICE_TOKEN")] }],
  },
  "calls.leak": { export: "leak", secrets: [demoUse] },
  "calls.link": { export: "link" },
  "calls.escape": { export: "escape", parameters: ["path"] },
  "calls.told": { export: "told", secrets: [demoUse] },
  "calls.wait": { export: "wait", parameters: ["ms"], timeoutMs: 200 },
  "calls.dangerous": { export: "nothing", approval: true },
} as const;

const oauth = { type: "oauth", providerId: "acme", keys: { authorization_code: "ACME_USER_TOKEN" } } as const;
const demo = { demo: { DEMO_TOKEN: "hush-hush" } };
const approved: JsonObject[] = [];

let fixture: Fixture;
const executors: Record<string, Runtime> = {};

beforeAll(async () => {
  fixture = await makeBuild(
    { calls: { source, actions }, broken: { source: broken, actions: { "broken.never": { export: "never" } } } },
    { secrets: { acme_oauth: oauth } },
  );
  const options = {
    generated: fixture.generated,
    secrets: {},
    vars: { region: "eu" },
    approve: ({ args }: { readonly args: JsonObject }) => {
      approved.push(args);
      return approved.length > 2;
    },
  };
  executors.lanes = await createRuntime(options);
  executors.inProcess = await createInProcessExecutor(options);
});

afterAll(async () => {
  await Promise.all(Object.values(executors).map((executor) => executor.close()));
  rmSync(fixture.generated, { recursive: true, force: true });
});

describe.each(["lanes", "inProcess"])("in %s", (name) => {
  const run = (key: string, args: JsonObject = {}, options: RunOptions = {}): Promise<Json> => {
    const executor = executors[name];
    if (!executor) throw new Error(`no executor ${name}`);
    return executor.run(key, args, options);
  };
  const failing = async (key: string, args: JsonObject = {}, options: RunOptions = {}): Promise<ActionError> => {
    const error = await run(key, args, options).then(
      (value) => new Error(`resolved with ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ActionError);
    return error as ActionError;
  };

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
    const call = executors[name]?.run("calls.nothing", args as unknown as JsonObject);
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
    expect(await failing("calls.not_a_number")).toMatchObject({ code: "INVALID_OUTPUT", path: "/list/1" });
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

  test("secrets reach the action that declares them", async () => {
    expect(await run("calls.read", {}, { secrets: demo })).toEqual(["hush-hush", null, "hush-hush"]);
    const missing = await failing("calls.read");
    expect(missing).toMatchObject({ code: "SECRET_MISSING", retryable: false });
    expect(missing.details).toEqual([{ name: "demo", keys: ["DEMO_TOKEN"] }]);
    expect(missing.message).toContain("DEMO__DEMO_TOKEN");
  });

  test("what is not declared cannot be read, and the message says how to mend it", async () => {
    const action = await failing("calls.undeclared", {}, { secrets: demo });
    expect(action.message).toMatch(
      /`calls.undeclared` reads DEMO_TOKEN of `demo` but does not declare it.*@secret demo/,
    );
    const secrets = { demo: { DEMO_TOKEN: "hush-hush", DEMO_EXTRA: "more" } };
    const key = await failing("calls.undeclared_key", {}, { secrets });
    expect(key.message).toMatch(/DEMO_EXTRA of `demo`.*npm run codegen/);
  });

  test("of several tokens the first that is configured is taken", async () => {
    const service = { acme_oauth: { ACME_SERVICE_TOKEN: "service-token" } };
    expect(await run("calls.bearer", {}, { secrets: service })).toBe("service-token");
    const both = { acme_oauth: { ...service.acme_oauth, ACME_USER_TOKEN: "user-token" } };
    expect(await run("calls.bearer", {}, { secrets: both })).toBe("user-token");
    const error = await failing("calls.bearer");
    expect(error.code).toBe("SECRET_MISSING");
    expect(error.message).toMatch(/ACME_USER_TOKEN.* or ACME_SERVICE_TOKEN/);
  });

  test("secret values are redacted from failures", async () => {
    const error = await failing("calls.leak", {}, { secrets: demo });
    expect(error.message).toBe("bad token [redacted]");
    expect(JSON.stringify(error)).not.toContain("hush-hush");
  });

  test("endpoints stay below their base", async () => {
    const [base, url] = (await run("calls.link")) as string[];
    expect([base, url]).toEqual(["https://api.example.com/v1", "https://api.example.com/v1/a/b?q=x+y&n=1"]);
    for (const path of ["../admin", "/a/%2e%2e/b", "a/.\t./b", "a?x=1", "a#b", "a\\..\\b"]) {
      expect(await failing("calls.escape", { path })).toMatchObject({ failure: { kind: "invalid_request" } });
    }
    expect(await run("calls.escape", { path: "//evil.example/x" })).toBe("https://api.example.com/v1/evil.example/x");
  });

  test("logs come in order, redacted, and before the result", async () => {
    const lines: LogLine[] = [];
    const progress: unknown[] = [];
    const result = await run(
      "calls.told",
      {},
      { secrets: demo, onLog: (line) => lines.push(line), onProgress: (...args) => progress.push(args) },
    );
    expect(result).toEqual(["calls.told", "eu"]);
    expect(lines.map(({ level, message, fields }) => [level, message, fields])).toEqual([
      ["info", "one", { n: 1 }],
      ["warn", "two [redacted]", { token: "[redacted]" }],
      ["error", "three", {}],
    ]);
    expect(progress).toEqual([[0.5, "half"]]);
  });

  test("time runs from the call, and the action's own limit gives way to the caller's", async () => {
    expect(await failing("calls.wait", { ms: 5_000 })).toMatchObject({ code: "TIMEOUT", retryable: true });
    expect(await run("calls.wait", { ms: 300 }, { timeout: 5_000 })).toBe(300);
  });

  test("a call can be cancelled before and after it starts", async () => {
    const before = await failing("calls.wait", { ms: 50 }, { signal: AbortSignal.abort() });
    expect(before).toMatchObject({ code: "CANCELLED", retryable: false });
    const controller = new AbortController();
    const call = failing("calls.wait", { ms: 5_000 }, { signal: controller.signal, timeout: 10_000 });
    setTimeout(() => controller.abort(), 50);
    expect((await call).code).toBe("CANCELLED");
  });

  test("an action that needs approval runs only if it is given", async () => {
    approved.length = 0;
    expect((await failing("calls.dangerous")).code).toBe("APPROVAL_REQUIRED");
    expect((await failing("calls.dangerous")).code).toBe("APPROVAL_REQUIRED");
    expect(await run("calls.dangerous")).toBeNull();
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
    await expect(executors[name]?.close({ drian: true } as CloseOptions)).rejects.toThrow(
      "close: there is no option `drian`. There is drain.",
    );
    expect(await run("calls.add", { a: 1 })).toBe(11);
  });
});
