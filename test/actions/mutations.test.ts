import { testAction } from "actionary/testing";
import { describe, expect, test } from "vitest";
import { exaKey, startExa } from "../vendors/exa.js";
import { githubToken, startGitHub } from "../vendors/github.js";
import type { VendorServer } from "../vendors/server.js";
import { slackChannels, slackToken, startSlack } from "../vendors/slack.js";
import { loadAction, type Mutation } from "./load-action.js";

// The servers notice mistakes. Each action is compiled from its source with one mistake in it, which the
// server must notice; compiled without one, it must pass.

interface Case {
  /** The action's file and function. */
  readonly file: string;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly vendor: "github" | "slack" | "exa";
  readonly mutations: Readonly<Record<"path" | "header" | "field", Mutation>>;
}

const start = { github: startGitHub, slack: startSlack, exa: startExa };

const cases: readonly Case[] = [
  {
    file: "actions/integrations/github.ts",
    name: "getRepo",
    args: ["octocat", "Hello-World"],
    secrets: { github: { GITHUB_TOKEN: githubToken } },
    vendor: "github",
    mutations: {
      path: { file: "actions/integrations/github.ts", from: "`/repos/", to: "`/repo/" },
      header: { file: "actions/_shared/github.ts", from: "Bearer ", to: "Token " },
      field: { file: "actions/integrations/github.ts", from: "repo}`)", to: "repo}`, { page: 1 })" },
    },
  },
  {
    file: "actions/integrations/github/actions.ts",
    name: "getWorkflowRun",
    args: ["octocat", "Hello-World", 30433642, true],
    secrets: { github: { GITHUB_TOKEN: githubToken } },
    vendor: "github",
    mutations: {
      path: { file: "actions/integrations/github/actions.ts", from: "/actions/runs/", to: "/actions/run/" },
      header: { file: "actions/_shared/github.ts", from: "vnd.github+json", to: "json" },
      field: {
        file: "actions/integrations/github/actions.ts",
        from: "exclude_pull_requests:",
        to: "excludePullRequests:",
      },
    },
  },
  {
    file: "actions/tools/slack.ts",
    name: "postMessage",
    args: [slackChannels.open, "Deployed.", [{ type: "divider" }], "1503435956.000200"],
    secrets: { slack: { SLACK_BOT_TOKEN: slackToken } },
    vendor: "slack",
    mutations: {
      path: { file: "actions/tools/slack.ts", from: '"/chat.postMessage"', to: '"/chat.post"' },
      header: { file: "actions/_shared/http/body.ts", from: "x-www-form-urlencoded", to: "json" },
      field: { file: "actions/tools/slack.ts", from: "thread_ts: threadTs", to: "threadTs" },
    },
  },
  {
    file: "actions/tools/exa.ts",
    name: "search",
    args: ["large language models", "auto", 3],
    secrets: { exa: { EXA_API_KEY: exaKey } },
    vendor: "exa",
    mutations: {
      path: { file: "actions/tools/exa.ts", from: '"/search"', to: '"/find"' },
      header: { file: "actions/_shared/exa.ts", from: '"x-api-key"', to: '"api-key"' },
      field: { file: "actions/tools/exa.ts", from: "    numResults,", to: "    num_results: numResults," },
    },
  },
];

describe.each(cases)("$name", (subject) => {
  test("as it is, passes", async () => {
    await withVendor(subject, async (server) => {
      await expect(run(subject, server)).resolves.toBeTypeOf("object");
      expect(server.seen).toHaveLength(1);
    });
  });

  test.each(Object.entries(subject.mutations))("with a wrong %s, is refused", async (_what, mutation) => {
    await withVendor(subject, async (server) => {
      await expect(run(subject, server, mutation)).rejects.toMatchObject({
        name: "Failure",
        kind: expect.stringMatching(/^(auth|invalid_request|not_found)$/),
        details: { system: subject.vendor },
      });
      expect(server.seen).toHaveLength(1);
    });
  });
});

async function run({ file, name, args, secrets, vendor }: Case, server: VendorServer, mutation?: Mutation) {
  const action = await loadAction(file, name, mutation);
  return testAction(action, [...args], { secrets, endpoints: { [vendor]: server.url } });
}

async function withVendor({ vendor }: Case, use: (server: VendorServer) => Promise<void>): Promise<void> {
  const server = await start[vendor]();
  await use(server).finally(() => server.close());
}
