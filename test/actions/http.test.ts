import { createServer } from "node:http";
import { type TestOptions, testAction } from "actionary/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { getRepo } from "../../actions/integrations/github.js";
import { githubToken, startGitHub } from "../vendors/github.js";
import type { Answer } from "../vendors/server.js";
import { useVendor } from "./use-vendor.js";

// The HTTP client that all actions share, tried through an action that reads.

const github = useVendor(startGitHub);
afterEach(() => void vi.restoreAllMocks());

function read(options: TestOptions & { readonly url?: string } = {}) {
  const { url = github().url, ...rest } = options;
  const secrets = { github: { GITHUB_TOKEN: githubToken } };
  return testAction(getRepo, ["octocat", "Hello-World"], { endpoints: { github: url }, secrets, ...rest });
}

const busy: Answer = { status: 503, headers: { "retry-after": "0" }, body: "Busy" };

describe("trying again", () => {
  test.each([502, 503, 504])("a reading request outlives two replies of status %i", async (status) => {
    const answer = { ...busy, status };
    github().answerWith(answer, answer);
    await expect(read()).resolves.toMatchObject({ name: "Hello-World" });
    expect(github().seen).toHaveLength(3);
  });

  test("each wait stands in the log", async () => {
    const messages: string[] = [];
    github().answerWith(busy);
    await read({ onLog: ({ message }) => messages.push(message) });
    expect(messages).toEqual(["Trying GitHub again in 0.0 s."]);
  });

  test("the third refusal is final", async () => {
    github().answerWith(busy, busy, busy);
    await expect(read()).rejects.toMatchObject({ kind: "unavailable", retryAfter: 0, details: { status: 503 } });
    expect(github().seen).toHaveLength(3);
  });

  test("a reading request outlives a broken connection", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    github().answerWith("disconnect");
    await expect(read()).resolves.toMatchObject({ name: "Hello-World" });
    expect(github().seen).toHaveLength(2);
  });

  test("the wait without `Retry-After` is a share of half a second, then of a second", async () => {
    const waits = vi.spyOn(globalThis, "setTimeout");
    vi.spyOn(Math, "random").mockReturnValue(0.01);
    github().answerWith({ status: 502 }, { status: 502 });
    await read();
    const delays = waits.mock.calls.map(([, delay]) => delay);
    expect(delays).toContain(5);
    expect(delays).toContain(10);
  });

  test("`Retry-After` may be a date", async () => {
    const headers = { "retry-after": new Date(Date.now() - 1000).toUTCString() };
    github().answerWith({ ...busy, headers });
    await expect(read()).resolves.toMatchObject({ name: "Hello-World" });
  });

  test("a wait that would outlive the call is the caller's to decide on", async () => {
    github().answerWith({ status: 429, headers: { "retry-after": "3600" }, body: { message: "Slow down" } });
    await expect(read()).rejects.toMatchObject({ kind: "rate_limited", retryAfter: 3600 });
    expect(github().seen).toHaveLength(1);
  });

  test.each([400, 404, 409, 422, 500])("status %i is final", async (status) => {
    github().answerWith({ ...busy, status });
    await expect(read()).rejects.toMatchObject({ details: { status } });
    expect(github().seen).toHaveLength(1);
  });
});

describe("ending early", () => {
  test("a call that ends does not wait for a reply", async () => {
    github().answerWith("silence");
    const controller = new AbortController();
    const reading = read({ signal: controller.signal });
    await vi.waitFor(() => expect(github().seen).toHaveLength(1));
    controller.abort(new Error("enough"));
    await expect(reading).rejects.toThrow("enough");
    expect(github().seen).toHaveLength(1);
  });

  test("a call that ends does not wait for the next attempt", async () => {
    github().answerWith({ status: 429, headers: { "retry-after": "9" }, body: { message: "Slow down" } });
    const controller = new AbortController();
    const reading = read({ signal: controller.signal });
    await vi.waitFor(() => expect(github().seen).toHaveLength(1));
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(reading).rejects.toThrow("enough");
    expect(github().seen).toHaveLength(1);
  });
});

describe("redirects", () => {
  test("one that leads to another origin is not followed: the token stays", async () => {
    const requests: string[] = [];
    const elsewhere = createServer((request, response) => {
      requests.push(request.url ?? "");
      response.end("{}");
    }).listen(0, "127.0.0.1");
    const { port } = await new Promise<{ port: number }>((resolve) =>
      elsewhere.once("listening", () => resolve(elsewhere.address() as { port: number })),
    );
    github().answerWith({ status: 301, headers: { location: `http://127.0.0.1:${port}/` } });
    await expect(read()).rejects.toMatchObject({
      kind: "upstream",
      message: expect.stringContaining("another origin"),
    });
    expect(requests).toEqual([]);
    elsewhere.close();
  });

  test("a circle ends", async () => {
    const location = "/repos/octocat/Hello-World";
    github().answerWith(...Array<Answer>(6).fill({ status: 302, headers: { location } }));
    await expect(read()).rejects.toMatchObject({ kind: "upstream", message: expect.stringContaining("more than 5") });
    expect(github().seen).toHaveLength(6);
  });
});

describe("failures", () => {
  test("a body is quoted up to 8 KB, without half a character", async () => {
    github().answerWith({ status: 500, body: `${"x".repeat(8191)}é and more` });
    await expect(read()).rejects.toMatchObject({ details: { body: "x".repeat(8191) } });
  });

  test("a good reply that is not JSON is `upstream`", async () => {
    github().answerWith({ status: 200, body: "<html>Welcome</html>" });
    await expect(read()).rejects.toMatchObject({ kind: "upstream", details: { body: "<html>Welcome</html>" } });
  });

  test("a service that cannot be reached is `unavailable`, and the system says why", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const gone = await startGitHub();
    await gone.close();
    await expect(read({ url: gone.url })).rejects.toMatchObject({
      kind: "unavailable",
      message: "GitHub: cannot be reached (ECONNREFUSED)",
      details: { system: "github", status: null, code: "ECONNREFUSED", requestId: null, body: null },
    });
  });
});
