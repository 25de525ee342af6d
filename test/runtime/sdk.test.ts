import { describe, expect, test } from "vitest";
import { action, endpoint, Failure, oauth, oneOf, secret, secrets } from "../../runtime/sdk/index.js";
import type { SecretProvider, SecretRecord, SecretRequest } from "../../runtime/secrets/provider.js";
import { envSecrets } from "../../runtime/secrets/providers/env-secrets.js";
import { type LogLine, testAction } from "../../runtime/testing.js";

const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"], optionalKeys: ["SLACK_SIGNING_SECRET"] });
const maybe = secret({ name: "maybe", keys: ["MAYBE_KEY"], optional: true });
const basic = secret({ name: "basic", keys: ["BASIC_USER", "BASIC_PASSWORD"] });
const user = oauth({ providerId: "microsoft_sentinel", grantType: "authorization_code" });
const service = oauth({ providerId: "microsoft_sentinel", grantType: "client_credentials" });
const github = endpoint("github", "https://api.github.com");

describe("outside of a call", () => {
  test.each<[string, () => unknown]>([
    ["slack.get", () => slack.get("SLACK_BOT_TOKEN")],
    ["secrets.get", () => secrets.get("SLACK_BOT_TOKEN")],
    ["token", () => user.token()],
    ["oneOf", () => oneOf(user, service).token()],
    ["endpoint", () => github.url("/")],
    ["base", () => github.base],
    ["log", () => action.log("x")],
    ["signal", () => action.signal],
  ])("%s says what to do", (_, read) => {
    expect(read).toThrow(/works only while an action runs.*testAction.*actionary\/testing/);
  });
});

describe("testAction", () => {
  test("gives an action what is passed, and returns what it returns", async () => {
    const lines: LogLine[] = [];
    const run = async (greeting: string, count = 2): Promise<string> => {
      action.log("sent", { token: slack.get("SLACK_BOT_TOKEN") });
      return `${greeting} ${count} ${secrets.get("SLACK_BOT_TOKEN")} ${github.url("/a")} ${String(action.vars.region)}`;
    };
    const options = {
      secrets: { slack: { SLACK_BOT_TOKEN: "xoxb-1" } },
      endpoints: { github: "http://127.0.0.1:4010/v3/" },
      vars: { region: "eu" },
      onLog: (line: LogLine) => lines.push(line),
    };
    expect(await testAction(run, ["hi"], options)).toBe("hi 2 xoxb-1 http://127.0.0.1:4010/v3/a eu");
    expect(lines).toMatchObject([{ level: "info", message: "sent", fields: { token: "[redacted]" } }]);
  });

  test("optional keys may be absent, required ones say how to pass them", async () => {
    const options = { secrets: { slack: { SLACK_BOT_TOKEN: "xoxb-1" } } };
    expect(await testAction(() => slack.get("SLACK_SIGNING_SECRET"), [], options)).toBeUndefined();
    expect(await testAction(() => maybe.get("MAYBE_KEY"), [])).toBeUndefined();
    await expect(testAction(() => slack.get("SLACK_BOT_TOKEN"), [])).rejects.toThrow(
      'pass `secrets: { slack: { SLACK_BOT_TOKEN: "…" } }`',
    );
  });

  test("of several the first that is configured is taken", async () => {
    const both = { MICROSOFT_SENTINEL_USER_TOKEN: "u", MICROSOFT_SENTINEL_SERVICE_TOKEN: "s" };
    const token = (): string => oneOf(user, service).token();
    expect(await testAction(token, [], { secrets: { microsoft_sentinel_oauth: both } })).toBe("u");
    const { MICROSOFT_SENTINEL_SERVICE_TOKEN } = both;
    const one = { secrets: { microsoft_sentinel_oauth: { MICROSOFT_SENTINEL_SERVICE_TOKEN } } };
    expect(await testAction(token, [], one)).toBe("s");
    await expect(testAction(token, [])).rejects.toThrow(
      /MICROSOFT_SENTINEL_USER_TOKEN.*MICROSOFT_SENTINEL_SERVICE_TOKEN/,
    );
    const first = (): string => oneOf(slack, basic).first().name;
    expect(await testAction(first, [], { secrets: { basic: { BASIC_USER: "u", BASIC_PASSWORD: "p" } } })).toBe("basic");
  });

  test("calls at the same time keep their own context, and a signal reaches the action", async () => {
    const read = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return slack.get("SLACK_BOT_TOKEN");
    };
    const calls = ["a", "b", "c"].map((value) =>
      testAction(read, [], { secrets: { slack: { SLACK_BOT_TOKEN: value } } }),
    );
    expect(await Promise.all(calls)).toEqual(["a", "b", "c"]);
    const aborted = await testAction(() => action.signal.aborted, [], { signal: AbortSignal.abort() });
    expect(aborted).toBe(true);
  });
});

test("a failure is an error with its own name, and subclasses keep theirs", () => {
  class Limited extends Failure {}
  const failure = new Limited("rate_limited", "Slow down.", { retryAfter: 3, details: [1], cause: "x" });
  expect(failure).toBeInstanceOf(Error);
  expect({ ...failure, message: failure.message }).toEqual({
    kind: "rate_limited",
    name: "Limited",
    message: "Slow down.",
    retryAfter: 3,
    details: [1],
  });
  expect(failure.cause).toBe("x");
});

/** Asks a provider for one key of a secret. */
function readVariable(provider: SecretProvider, request: SecretRequest): string | undefined {
  const { signal } = new AbortController();
  const values = provider.resolve([request], { action: "a.b", signal }) as SecretRecord;
  return values[request.name]?.[request.keys[0] ?? ""];
}

test("secrets come from the environment under the qualified name, then, unless OAuth, under the bare key", () => {
  const variables = { SLACK__KEY: "qualified", KEY: "bare", EMPTY: "", OTHER: "bare" };
  const read = (name: string, key: string, type: "custom" | "oauth" = "custom"): string | undefined =>
    readVariable(envSecrets(variables), { name, type, keys: [key] });
  expect(read("slack", "KEY")).toBe("qualified");
  expect(read("github", "OTHER")).toBe("bare");
  expect(read("github", "OTHER", "oauth")).toBeUndefined();
  expect(read("github", "EMPTY")).toBeUndefined();
  expect(read("github", "toString")).toBeUndefined();
  const sandbox = { name: "slack", type: "custom", keys: ["KEY"], connection: "sandbox" } as const;
  expect(readVariable(envSecrets(variables), sandbox)).toBeUndefined();
});

test("a bare key of an included package needs the host's word; a list of names is the whole list", () => {
  const variables = { DATABASE_URL: "host", PKG__DATABASE_URL: "qualified", STRIPE_KEY: "own" };
  const own = (name: string, key: string) => ({ name, type: "custom", keys: [key] }) as const;
  const included = (name: string, key: string) => ({ ...own(name, key), includedKeys: [key] }) as const;
  expect(readVariable(envSecrets(variables), own("other", "DATABASE_URL"))).toBe("host");
  expect(readVariable(envSecrets(variables), included("other", "DATABASE_URL"))).toBeUndefined();
  expect(readVariable(envSecrets(variables), included("pkg", "DATABASE_URL"))).toBe("qualified");
  const named = envSecrets(variables, { allow: ["STRIPE_KEY"] });
  expect(readVariable(named, included("any", "STRIPE_KEY"))).toBe("own");
  expect(readVariable(named, own("other", "DATABASE_URL"))).toBeUndefined();
  expect(readVariable(envSecrets({ allow: ["PATH"] }), included("any", "PATH"))).toBe(process.env.PATH);
  // A variable of that name.
  expect(readVariable(envSecrets({ allow: "text", KEY: "v" }), own("any", "allow"))).toBe("text");
  expect(() => envSecrets({ allow: [1] } as never)).toThrow(/list of names/);
  const slip = /^envSecrets: there is no option `alow`\. Did you mean `allow`\? There is allow\.$/;
  expect(() => envSecrets({ alow: ["STRIPE_KEY"] } as never)).toThrow(slip);
  expect(() => envSecrets(variables, { alow: ["STRIPE_KEY"] } as never)).toThrow(slip);
});
