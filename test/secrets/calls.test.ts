import { describe, expect, test } from "vitest";
import {
  chain,
  createInProcessExecutor,
  type JsonObject,
  type RunOptions,
  type Runtime,
  type SecretProvider,
  type SecretRequest,
} from "../../runtime/index.js";
import { prepareBuild } from "../runtime/fixtures/open-runtime.js";
import { readModule, requireSecret } from "../runtime/fixtures/read-module.js";
import { codeOf, pause, until } from "../runtime/fixtures/waiting.js";

// Which values reach a call, by which connection, and that no other call sees them.

const slack = { name: "slack", keys: ["SLACK_TOKEN"], optionalKeys: ["SLACK_SIGNING"], optional: false };
const values = readModule("values.ts", {
  see: { secrets: [slack] },
  both: { secrets: [requireSecret("slack", "SLACK_TOKEN"), requireSecret("mail", "MAIL_KEY")] },
  lingers: { secrets: [requireSecret("slack", "SLACK_TOKEN")] },
});
const build = prepareBuild({ values }, { prefix: "values" });

/** Answers each request with a text that says for whom it is. */
const telling: SecretProvider = {
  name: "telling",
  resolve: (requests, { tenant }) =>
    Object.fromEntries(
      requests.map(({ name, keys, connection = "-" }) => [
        name,
        Object.fromEntries(keys.map((key) => [key, `${key} of ${tenant ?? "nobody"} by ${connection}`])),
      ]),
    ),
};

interface Seen {
  readonly lane: string;
  readonly handle: string;
  readonly signing: string | null;
  readonly env: string | null;
  readonly listed: readonly string[];
}

const see = (runtime: Runtime, options: RunOptions, rounds = 5): Promise<Seen> =>
  runtime.run("values.see", { rounds }, options) as unknown as Promise<Seen>;

describe.each(["thread", "process"] as const)("in %s lanes", (isolation) => {
  test("calls side by side in one lane see the values of their own connection alone", async () => {
    const { runtime } = await build.open({ isolation, lanes: 1, secrets: telling });
    const connections = ["one", "two", "default", undefined, "one", "two"];
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, index) => connections[index % connections.length]).map(async (slack) => {
        const seen = await see(runtime, slack === undefined ? {} : { connection: { slack } });
        const by = slack === undefined || slack === "default" ? "-" : slack;
        expect(seen.handle).toBe(`SLACK_TOKEN of nobody by ${by}`);
        expect(seen.signing).toBe(`SLACK_SIGNING of nobody by ${by}`);
        expect(seen.env).toBe(seen.handle);
        return seen;
      }),
    );
    expect(new Set(all.map(({ lane }) => lane)).size).toBe(1);
    expect(all[0]?.listed).toEqual(["SLACK_SIGNING", "SLACK_TOKEN"]);
  });
});

test.each([
  "thread",
  "process",
  "in process",
] as const)("a call that has ended reads nothing more: %s", async (where) => {
  const secrets = telling;
  const generated = build.generated;
  const runtime =
    where === "in process"
      ? await createInProcessExecutor({ generated, secrets })
      : (await build.open({ isolation: where, lanes: 1, sharing: "all", secrets })).runtime;
  await runtime.run("values.lingers", { id: where });
  const late = (await runtime.run("values.linger", {})) as Record<string, unknown>;
  expect(late[`${where} handle`]).toMatch(
    /^The call of `values\.lingers` has ended, and its secrets with it\. Read them/,
  );
  if (where !== "in process") {
    expect(late[`${where} env`]).toBe("saw undefined");
    expect(late[`${where} list`]).toBe("saw ");
  }
  await runtime.close();
});

test("in process, too, calls side by side see their own connection alone", async () => {
  const runtime = await createInProcessExecutor({ generated: build.generated, secrets: telling });
  const calls = Array.from({ length: 30 }, async (_, index) => {
    const slack = `c${index % 3}`;
    const tenant = `t${index % 2}`;
    const seen = await runtime.run("values.both", {}, { connection: { slack }, domain: tenant });
    expect(seen).toEqual([`SLACK_TOKEN of ${tenant} by ${slack}`, `MAIL_KEY of ${tenant} by -`]);
  });
  await Promise.all(calls);
  await runtime.close();
});

test("exactly the keys of the action are asked for, once for all its secrets, with whose call it is", async () => {
  const asked: unknown[] = [];
  const { run } = await build.open({
    secrets: (requests, { action, tenant, signal }) => {
      asked.push({ requests, action, tenant, aborted: signal.aborted });
      return telling.resolve(requests, { action, signal });
    },
  });
  await run("both", {}, { domain: "acme", connection: { mail: "eu" } });
  const request = (name: string, key: string): SecretRequest => ({ name, type: "custom", keys: [key] });
  expect(asked).toEqual([
    {
      requests: [request("slack", "SLACK_TOKEN"), { ...request("mail", "MAIL_KEY"), connection: "eu" }],
      action: "values.both",
      tenant: "acme",
      aborted: false,
    },
  ]);
});

test("a connection that no provider has is missing by its name; records and variables hold the default alone", async () => {
  const record = { slack: { SLACK_TOKEN: "xoxb-default" } };
  const { failing, run } = await build.open({ secrets: record });
  const error = await failing("see", { rounds: 0 }, { connection: { slack: "sandbox" } });
  expect(error.code).toBe("SECRET_MISSING");
  expect(error.message).toBe(
    "`values.see` needs SLACK_TOKEN of the secret `slack`, for which there is no connection `sandbox` that has them. Name " +
      "another one, or set it: `npx actionary secrets set slack --connection sandbox`.",
  );
  expect(error.details).toEqual([{ name: "slack", keys: ["SLACK_TOKEN"], connection: "sandbox" }]);
  expect(await run("see", { rounds: 0 }, { connection: { slack: "default" } })).toMatchObject({
    handle: "xoxb-default",
  });
});

test("what `connection` must be", async () => {
  const { runtime } = await build.open({ secrets: telling });
  const refused = (connection: unknown) =>
    runtime.run("values.see", { rounds: 0 }, { connection } as never).then(String, (error: Error) => error.message);
  expect(await refused({ slak: "sandbox" })).toBe(
    "run: `connection` names `slak`, which is no secret of these actions. Did you mean `slack`?",
  );
  expect(await refused({ toString: "sandbox" })).toMatch(/`toString`, which is no secret/);
  expect(await refused({ slack: "a b" })).toMatch(/^run: `connection\.slack` must be the name of a connection/);
  expect(await refused({ slack: 1 })).toMatch(/^run: `connection\.slack` must be/);
  expect(await refused("sandbox")).toMatch(/^run: `connection` must be connections by secret/);
  // Another action's secret is no mistake: one map serves all calls.
  expect(await refused({ mail: "eu" })).toBe("[object Object]");
});

test("what `secrets` must be", async () => {
  const { runtime } = await build.open();
  const refused = (secrets: unknown) =>
    runtime.run("values.see", { rounds: 0 }, { secrets } as never).catch((error: Error) => error.message);
  for (const wrong of [{ get: () => "x" }, { slack: "x" }, "x", [1]]) {
    expect(await refused(wrong)).toMatch(/^run: `secrets` must be values by name and key, .* provider with `resolve`/);
  }
});

test("a secret comes as a whole from the run's own source or from the runtime's", async () => {
  const whole = { slack: { SLACK_TOKEN: "token of runtime", SLACK_SIGNING: "signing of runtime" } };
  const { runtime } = await build.open({ secrets: whole });
  const own = (record: JsonObject[string]) => see(runtime, { secrets: { slack: record } as never }, 0);
  expect(await own({ SLACK_TOKEN: "token of run" })).toMatchObject({ handle: "token of run", signing: null });
  expect(await own({ SLACK_SIGNING: "signing of run" })).toMatchObject({
    handle: "token of runtime",
    signing: "signing of runtime",
  });
});

describe("a provider that fails", () => {
  const hidden = "hunter2-in-message";
  const faults: readonly (readonly [string, SecretProvider["resolve"], RegExp])[] = [
    [
      "throws",
      () => {
        throw new TypeError(`cannot read ${hidden}`);
      },
      /the provider `vault` of secrets failed with TypeError; what else it says is not shown/,
    ],
    [
      "rejects",
      async () => {
        throw Object.assign(new Error(hidden), { code: "ECONNREFUSED" });
      },
      /failed with Error ECONNREFUSED;/,
    ],
    [
      "throws text",
      () => {
        throw hidden;
      },
      /failed with something that is no Error;/,
    ],
    [
      "throws what throws",
      () => {
        throw new Proxy(new Error(hidden), {
          get: () => {
            throw new Error(hidden);
          },
        });
      },
      /failed with/,
    ],
    [
      "names itself after a value",
      () => {
        throw Object.assign(new Error("x"), { code: hidden });
      },
      /failed with Error;/,
    ],
    ["gives text", () => hidden as never, /gave string, not values by secret and key/],
    ["gives nothing", () => undefined as never, /gave undefined, not values/],
    ["gives a list", () => [hidden] as never, /gave a list, not values/],
    ["gives a Map", () => new Map([["slack", hidden]]) as never, /gave a Map, not values/],
    [
      "gives text for a secret",
      () => ({ slack: hidden }) as never,
      /gave string for the secret `slack`, not values by key/,
    ],
    [
      "gives a number",
      () => ({ slack: { SLACK_TOKEN: 1234567 } }) as never,
      /gave number for SLACK_TOKEN of the secret `slack`, not text/,
    ],
    [
      "has a getter that throws",
      () => ({
        get slack(): never {
          throw new Error(hidden);
        },
      }),
      /failed with Error;/,
    ],
  ];

  test.each(faults)("and %s", async (_, resolve, message) => {
    const { failing, events } = await build.open({ secrets: chain({ name: "vault", resolve }) });
    const error = await failing("see", { rounds: 0 });
    expect(error.code).toBe("SECRET_MISSING");
    expect(error.message).toMatch(message);
    for (const text of [JSON.stringify(error), String(error.stack), JSON.stringify(events)]) {
      expect(text).not.toContain(hidden);
      expect(text).not.toContain("1234567");
    }
  });

  test.each(["alone", "in a chain", "kept"] as const)("by hanging, %s, is aborted with the call", async (how) => {
    const reasons: unknown[] = [];
    const hanging: SecretProvider = {
      resolve: (_, { signal }) => {
        signal.addEventListener("abort", () => reasons.push((signal.reason as Error).name));
        return new Promise(() => {});
      },
      ...(how === "kept" && { cache: { maxAgeMs: 1_000 } }),
    };
    const { run } = await build.open({ secrets: how === "in a chain" ? chain({}, hanging) : hanging });
    // Its validator is loaded then, so that the next call asks the provider at once, however busy the machine is.
    await run("see", { rounds: 0 }, { secrets: { slack: { SLACK_TOKEN: "of the call" } } });
    expect(await codeOf(run("see", { rounds: 0 }, { timeout: 50 }))).toBe("TIMEOUT");
    await until(() => reasons.length === 1);
    const controller = new AbortController();
    const call = codeOf(run("see", { rounds: 0 }, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 20);
    expect(await call).toBe("CANCELLED");
    await until(() => reasons.length === 2);
    expect(reasons).toEqual(["TimeoutError", "AbortError"]);
  });

  test("by hanging does not keep a runtime from closing", async () => {
    let aborted = 0;
    let asked = 0;
    const { runtime, run } = await build.open({
      secrets: (_, { signal }) => {
        asked++;
        signal.addEventListener("abort", () => aborted++);
        return new Promise(() => {});
      },
    });
    const call = codeOf(run("see", { rounds: 0 }));
    await until(() => asked === 1);
    await runtime.close();
    expect(await call).toBe("RUNTIME_CLOSED");
    expect(aborted).toBe(1);
  });

  test("is not asked for a call that is over already", async () => {
    const asked: string[] = [];
    const { run } = await build.open({
      secrets: (requests, context) => {
        asked.push(context.action);
        return telling.resolve(requests, context);
      },
    });
    expect(await codeOf(run("see", { rounds: 0 }, { signal: AbortSignal.abort() }))).toBe("CANCELLED");
    const controller = new AbortController();
    const call = codeOf(run("both", {}, { signal: controller.signal }));
    controller.abort();
    expect(await call).toBe("CANCELLED");
    await pause(20);
    expect(asked).toEqual([]);
  });
});
