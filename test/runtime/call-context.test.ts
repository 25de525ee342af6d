import { describe, expect, test } from "vitest";
import type { JsonObject, LogLine } from "../../runtime/index.js";
import { executors, prepareCalls } from "./fixtures/prepare-calls.js";

// Secrets, endpoints, log, time and approval of calls, in lanes and in process.

const demo = { demo: { DEMO_TOKEN: "hush-hush" } };
const approved: JsonObject[] = [];
const callerOf = prepareCalls({
  vars: { region: "eu" },
  approve: ({ args }) => {
    approved.push(args);
    return approved.length > 2;
  },
});

describe.each(executors)("in %s", (name) => {
  const { run, failing } = callerOf(name);

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
    const key = await failing("calls.undeclaredKey", {}, { secrets });
    expect(key.message).toMatch(/DEMO_EXTRA of `demo`.*npx actionary codegen/);
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
      expect(await failing("calls.urlOf", { path })).toMatchObject({ failure: { kind: "invalid_request" } });
    }
    expect(await run("calls.urlOf", { path: "//evil.example/x" })).toBe("https://api.example.com/v1/evil.example/x");
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
});
