import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exaKey, startExa } from "./exa.js";
import { githubToken, startGitHub } from "./github.js";
import type { VendorServer } from "./server.js";
import { slackChannels, slackToken, startSlack } from "./slack.js";

// Refusals of the vendors: a good request to each passes, and does not after one change.

interface Good {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Changed = Partial<Good>;

interface Vendor {
  readonly start: () => Promise<VendorServer>;
  readonly good: Good;
  /** A change, and what the vendor then answers: a status, or the error in the body where the status is always 200. */
  readonly changes: Readonly<Record<string, readonly [Changed, number | string]>>;
}

const githubHeaders = {
  "user-agent": "test",
  authorization: `Bearer ${githubToken}`,
  accept: "application/vnd.github+json",
  "x-github-api-version": "2022-11-28",
};
const slackHeaders = {
  authorization: `Bearer ${slackToken}`,
  "content-type": "application/x-www-form-urlencoded; charset=utf-8",
};
const exaHeaders = { "x-api-key": exaKey, "content-type": "application/json" };
const channel = `channel=${slackChannels.open}`;

const vendors: Readonly<Record<string, Vendor>> = {
  GitHub: {
    start: startGitHub,
    good: {
      path: "/repos/octocat/Hello-World/actions/runs/1?exclude_pull_requests=true",
      method: "GET",
      headers: githubHeaders,
    },
    changes: {
      "another method": [{ method: "POST" }, 404],
      "another path": [{ path: "/repositories/octocat/Hello-World" }, 404],
      "no user agent": [{ headers: { ...githubHeaders, "user-agent": "" } }, 403],
      "no token": [{ headers: { ...githubHeaders, authorization: "" } }, 401],
      "another token": [{ headers: { ...githubHeaders, authorization: "Bearer ghp_other" } }, 401],
      "no version": [{ headers: { ...githubHeaders, "x-github-api-version": "" } }, 400],
      "another format": [{ headers: { ...githubHeaders, accept: "text/html" } }, 415],
      "a run that is no number": [{ path: "/repos/octocat/Hello-World/actions/runs/latest" }, 422],
      "a query value of another type": [
        { path: "/repos/octocat/Hello-World/actions/runs/1?exclude_pull_requests=yes" },
        422,
      ],
      "an unknown query field": [{ path: "/repos/octocat/Hello-World/actions/runs/1?page=1" }, 422],
    },
  },
  Slack: {
    start: startSlack,
    good: {
      path: "/chat.postMessage",
      method: "POST",
      headers: slackHeaders,
      body: `${channel}&text=Hello&mrkdwn=false`,
    },
    changes: {
      "another method": [{ method: "PUT" }, "invalid_post_type"],
      "another path": [{ path: "/chat.post" }, "unknown_method"],
      "no token": [{ headers: { "content-type": slackHeaders["content-type"] } }, "not_authed"],
      "another token": [{ headers: { ...slackHeaders, authorization: "Bearer xoxb-other" } }, "invalid_auth"],
      JSON: [{ headers: { ...slackHeaders, "content-type": "application/json" } }, "invalid_post_type"],
      "no channel": [{ body: "text=Hello" }, "invalid_arguments"],
      "an unknown field": [{ body: `${channel}&text=Hello&threadTs=1` }, "invalid_arguments"],
      "a field of another type": [{ body: `${channel}&text=Hello&mrkdwn=perhaps` }, "invalid_arguments"],
      "nothing to say": [{ body: channel }, "no_text"],
      "blocks that are not JSON": [{ body: `${channel}&blocks=divider` }, "invalid_blocks"],
    },
  },
  Exa: {
    start: startExa,
    good: { path: "/search", method: "POST", headers: exaHeaders, body: '{"query":"models","numResults":3}' },
    changes: {
      "another method": [{ method: "PUT" }, 404],
      "another path": [{ path: "/find" }, 404],
      "no key": [{ headers: { "content-type": "application/json" } }, 401],
      "another key": [{ headers: { ...exaHeaders, "x-api-key": "other" } }, 401],
      "a form": [{ headers: { ...exaHeaders, "content-type": "application/x-www-form-urlencoded" } }, 400],
      "a body that is not JSON": [{ body: "query=models" }, 400],
      "no query": [{ body: "{}" }, 400],
      "a field of another type": [{ body: '{"query":"models","numResults":"3"}' }, 400],
      "an unknown field": [{ body: '{"query":"models","num_results":3}' }, 400],
      "too many results": [{ body: '{"query":"models","numResults":101}' }, 400],
    },
  },
};

describe.each(Object.entries(vendors))("%s", (_name, { start, good, changes }) => {
  let server: VendorServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  /** The status, or Slack's error. */
  async function send(request: Good): Promise<unknown> {
    const { path, ...options } = request;
    const response = await fetch(`${server.url}${path}`, options);
    const text = await response.text();
    const body = text.startsWith("{") ? JSON.parse(text) : {};
    return body.ok === false ? body.error : response.status;
  }

  test("takes a good request", async () => {
    expect(await send(good)).toBe(200);
  });

  test.each(Object.entries(changes))("refuses %s", async (_change, [changed, answer]) => {
    expect(await send({ ...good, ...changed })).toBe(answer);
  });
});
