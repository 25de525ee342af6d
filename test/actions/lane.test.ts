import { createRuntime, type Executor } from "actionary/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exaKey, startExa } from "../vendors/exa.js";
import { githubToken, startGitHub } from "../vendors/github.js";
import type { VendorServer } from "../vendors/server.js";
import { slackChannels, slackToken, startSlack } from "../vendors/slack.js";

// The actions as services run them: generated, compiled, in lanes of their own, against the vendors of this machine.

let vendors: Readonly<Record<"github" | "slack" | "exa", VendorServer>>;
let runtime: Executor;

beforeAll(async () => {
  const [github, slack, exa] = await Promise.all([startGitHub(), startSlack(), startExa()]);
  vendors = { github, slack, exa };
  runtime = await createRuntime({
    endpoints: { github: github.url, slack: slack.url, exa: exa.url },
    secrets: {
      github: { GITHUB_TOKEN: githubToken },
      slack: { SLACK_BOT_TOKEN: slackToken },
      exa: { EXA_API_KEY: exaKey },
      greetings: { GREETINGS_PASSPHRASE: "the owls are not what they seem" },
    },
  });
});

afterAll(async () => {
  await runtime.close();
  await Promise.all(Object.values(vendors).map((vendor) => vendor.close()));
});

const octocat = { owner: "octocat", repo: "Hello-World" };

describe("every action gives its result", () => {
  test("integrations.example.sample_integration", async () => {
    const result = await runtime.run("integrations.example.sample_integration", { input1: "apples", input2: 3 });
    expect(result).toEqual({ input1: "apples", input2: 3, message: "Received apples and 3." });
  });

  test("integrations.greetings.say_goodbye_secretly", async () => {
    const result = await runtime.run("integrations.greetings.say_goodbye_secretly", { name: "Ada" });
    expect(result).toMatchObject({ message: "Goodbye, Ada.", seal: expect.any(String), isSigned: false });
  });

  test("integrations.github.get_repo, with what its type does not name", async () => {
    const result = await runtime.run("integrations.github.get_repo", octocat);
    expect(result).toMatchObject({ full_name: "octocat/Hello-World", network_count: 0 });
  });

  test("integrations.github.actions.get_workflow_run", async () => {
    const args = { ...octocat, runId: 30433642, excludePullRequests: true };
    const result = await runtime.run("integrations.github.actions.get_workflow_run", args);
    expect(result).toMatchObject({ id: 30433642, conclusion: null, pull_requests: [] });
  });

  test("tools.exa.search", async () => {
    const result = await runtime.run("tools.exa.search", { query: "large language models", contents: { text: true } });
    expect(result).toMatchObject({ resolvedSearchType: "neural", results: [{ score: 0.46 }, { title: null }] });
  });

  test("tools.slack.post_message", async () => {
    const args = { channel: slackChannels.open, text: "Deployed.", blocks: [{ type: "divider" }] };
    const result = await runtime.run("tools.slack.post_message", args);
    expect(result).toMatchObject({ ok: true, message: { text: "Deployed.", blocks: [{ type: "divider" }] } });
  });
});

describe("every refusal is told in the service's words", () => {
  test("an unknown repository", async () => {
    await expect(
      runtime.run("integrations.github.get_repo", { owner: "nobody", repo: "nothing" }),
    ).rejects.toMatchObject({
      code: "ACTION_FAILED",
      retryable: false,
      failure: {
        kind: "not_found",
        message: "GitHub: Not Found",
        details: { system: "github", status: 404, requestId: "C0DE:1234:5678" },
      },
    });
  });

  test("a limit, after which it is worth trying again", async () => {
    const tooFast = { requestId: "r1", error: "Rate limit exceeded", tag: "RATE_LIMITED" };
    vendors.exa.answerWith({ status: 429, headers: { "retry-after": "60" }, body: tooFast });
    await expect(runtime.run("tools.exa.search", { query: "anything" })).rejects.toMatchObject({
      code: "ACTION_FAILED",
      retryable: true,
      failure: { kind: "rate_limited", retryAfter: 60, details: { code: "RATE_LIMITED" } },
    });
  });

  test("a channel that the app is not in", async () => {
    const args = { channel: slackChannels.foreign, text: "Hello" };
    await expect(runtime.run("tools.slack.post_message", args)).rejects.toMatchObject({
      code: "ACTION_FAILED",
      failure: { kind: "permission", message: "Slack: not_in_channel" },
    });
  });
});

test("arguments are checked before anything is sent", async () => {
  const requests = vendors.exa.seen.length;
  await expect(runtime.run("tools.exa.search", { query: "anything", numResults: 101 })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    path: "/numResults",
  });
  expect(vendors.exa.seen).toHaveLength(requests);
});

test("a call that is cancelled does not wait for the service", async () => {
  vendors.github.answerWith("silence");
  await expect(
    runtime.run("integrations.github.get_repo", octocat, { signal: AbortSignal.timeout(100) }),
  ).rejects.toMatchObject({ code: "CANCELLED" });
});

test("without its secret an action does not run", async () => {
  const bare = await createRuntime({ secrets: {}, endpoints: { github: vendors.github.url } });
  const requests = vendors.github.seen.length;
  await expect(bare.run("integrations.github.get_repo", octocat)).rejects.toMatchObject({
    code: "SECRET_MISSING",
    message: expect.stringContaining("GITHUB_TOKEN"),
  });
  expect(vendors.github.seen).toHaveLength(requests);
  await bare.close();
});
