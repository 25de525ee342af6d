import { testAction } from "actionary/testing";
import { describe, expect, test } from "vitest";
import { getWorkflowRun } from "../../actions/integrations/github/actions.js";
import { getRepo } from "../../actions/integrations/github.js";
import { githubToken, startGitHub } from "../vendors/github.js";
import { useVendor } from "./use-vendor.js";

const github = useVendor(startGitHub);

function surroundings(token = githubToken) {
  return { endpoints: { github: github().url }, secrets: { github: { GITHUB_TOKEN: token } } };
}

function repo(owner: string, name: string, token?: string) {
  return testAction(getRepo, [owner, name], surroundings(token));
}

describe("getRepo", () => {
  test("gives the repository whole, with what its type does not name", async () => {
    const result = await repo("octocat", "Hello-World");
    expect(result).toMatchObject({ full_name: "octocat/Hello-World", default_branch: "master", network_count: 0 });
    expect(github().seen).toMatchObject([{ method: "GET", path: "/repos/octocat/Hello-World", query: {}, body: "" }]);
  });

  test("keeps what it is given within its part of the path", async () => {
    await expect(repo("octocat", "a/b?c#d")).resolves.toMatchObject({ name: "a/b?c#d" });
    expect(github().seen[0]?.path).toBe("/repos/octocat/a%2Fb%3Fc%23d");
  });

  test.each(["..", ".", "", "\ud800"])("refuses %j as a name before anything is sent", async (name) => {
    await expect(repo("octocat", name)).rejects.toMatchObject({ kind: "invalid_request" });
    expect(github().seen).toEqual([]);
  });

  test("an unknown token is `auth`", async () => {
    await expect(repo("octocat", "Hello-World", "ghp_other")).rejects.toMatchObject({
      kind: "auth",
      message: "GitHub: Bad credentials",
      details: { system: "github", status: 401, code: null, requestId: "C0DE:1234:5678" },
    });
  });

  test("an unknown repository is `not_found`", async () => {
    await expect(repo("nobody", "nothing")).rejects.toMatchObject({ kind: "not_found", details: { status: 404 } });
  });

  test("a bare 403 is `permission`, and final", async () => {
    github().answerWith({ status: 403, body: { message: "Resource not accessible by personal access token" } });
    await expect(repo("octocat", "Hello-World")).rejects.toMatchObject({ kind: "permission" });
    expect(github().seen).toHaveLength(1);
  });

  test.each([403, 429])("a used-up limit (%i) is `rate_limited`, with the time until its reset", async (status) => {
    const reset = String(Math.floor(Date.now() / 1000) + 1800);
    github().answerWith({
      status,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      body: { message: "API rate limit exceeded" },
    });
    const failure = await repo("octocat", "Hello-World").catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "rate_limited", retryAfter: expect.closeTo(1800, -1) });
    expect(github().seen).toHaveLength(1);
  });

  test("a limit whose reset has come is waited for", async () => {
    const reset = String(Math.floor(Date.now() / 1000) - 1);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    github().answerWith({ status: 403, headers, body: { message: "API rate limit exceeded" } });
    await expect(repo("octocat", "Hello-World")).resolves.toMatchObject({ name: "Hello-World" });
  });

  test("a secondary limit is `rate_limited`: after a minute, unless GitHub says when", async () => {
    const body = { message: "You have exceeded a secondary rate limit. Please wait a few minutes." };
    github().answerWith({ status: 403, body });
    await expect(repo("octocat", "Hello-World")).rejects.toMatchObject({ kind: "rate_limited", retryAfter: 60 });
    github().answerWith({ status: 403, headers: { "retry-after": "0" }, body });
    await expect(repo("octocat", "Hello-World")).resolves.toMatchObject({ name: "Hello-World" });
  });

  test("a repository that has moved is followed", async () => {
    const location = `${github().url}/repos/octocat/Hello-Earth`;
    github().answerWith({ status: 301, headers: { location }, body: { message: "Moved Permanently" } });
    await expect(repo("octocat", "Hello-World")).resolves.toMatchObject({ name: "Hello-Earth" });
  });
});

describe("getWorkflowRun", () => {
  function run(runId: number, excludePullRequests?: boolean) {
    return testAction(getWorkflowRun, ["octocat", "Hello-World", runId, excludePullRequests], surroundings());
  }

  test("gives the run with its pull requests", async () => {
    const result = await run(30433642);
    expect(result).toMatchObject({ id: 30433642, status: "queued", conclusion: null, pull_requests: [{ number: 42 }] });
    expect(github().seen).toMatchObject([{ path: "/repos/octocat/Hello-World/actions/runs/30433642", query: {} }]);
  });

  test("leaves the pull requests out if asked to", async () => {
    await expect(run(30433642, true)).resolves.toMatchObject({ pull_requests: [] });
    expect(github().seen).toMatchObject([{ query: { exclude_pull_requests: "true" } }]);
  });

  test("a number that is none is `invalid_request`", async () => {
    await expect(run(0.5)).rejects.toMatchObject({
      kind: "invalid_request",
      message: "GitHub: Validation Failed",
      details: { body: expect.stringContaining("run_id") },
    });
  });
});
