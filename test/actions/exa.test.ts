import { testAction } from "actionary/testing";
import { expect, test } from "vitest";
import { search } from "../../actions/tools/exa.js";
import { exaKey, startExa } from "../vendors/exa.js";
import { useVendor } from "./use-vendor.js";

const exa = useVendor(startExa);

function find(args: Parameters<typeof search>, key = exaKey) {
  return testAction(search, args, { endpoints: { exa: exa().url }, secrets: { exa: { EXA_API_KEY: key } } });
}

test("finds pages, and sends no more than it was given", async () => {
  const result = await find(["large language models"]);
  expect(result.results.map(({ title }) => title)).toEqual(["A Comprehensive Overview of Large Language Models", null]);
  expect(result).toMatchObject({ resolvedSearchType: "neural", costDollars: { total: 0.005 } });
  expect(exa().seen).toMatchObject([{ method: "POST", path: "/search", body: '{"query":"large language models"}' }]);
});

test("sends every argument under Exa's name for it", async () => {
  const contents = {
    text: { maxCharacters: 1000 },
    highlights: true,
    summary: { query: "Main points" },
    maxAgeHours: 24,
  };
  await find([
    "large language models",
    "auto",
    3,
    "research paper",
    contents,
    ["arxiv.org"],
    ["example.com"],
    "2023-01-01",
    "2024-01-01T00:00:00Z",
    "US",
  ]);
  expect(JSON.parse(exa().seen[0]?.body ?? "")).toEqual({
    query: "large language models",
    type: "auto",
    numResults: 3,
    category: "research paper",
    contents,
    includeDomains: ["arxiv.org"],
    excludeDomains: ["example.com"],
    startPublishedDate: "2023-01-01",
    endPublishedDate: "2024-01-01T00:00:00Z",
    userLocation: "US",
  });
});

test("an unknown key is `auth`, with Exa's name of the error and of the request", async () => {
  await expect(find(["anything"], "other")).rejects.toMatchObject({
    kind: "auth",
    message: "Exa: Invalid API key",
    details: { system: "exa", status: 401, code: "INVALID_API_KEY", requestId: "b5947044c4b78efa9552a7c89b306d95" },
  });
});

test("a date that is none is `invalid_request`", async () => {
  const dated: Parameters<typeof search> = ["anything"];
  dated[7] = "last week";
  await expect(find(dated)).rejects.toMatchObject({ kind: "invalid_request", details: { status: 400 } });
});

test.each([
  [402, "NO_MORE_CREDITS", "limit"],
  [403, "ACCESS_DENIED", "permission"],
  [500, "INTERNAL_ERROR", "upstream"],
])("%i %s is `%s`, and final", async (status, tag, kind) => {
  exa().answerWith({ status, body: { requestId: "r1", error: "No.", tag } });
  await expect(find(["anything"])).rejects.toMatchObject({ kind, details: { code: tag, requestId: "r1" } });
  expect(exa().seen).toHaveLength(1);
});

test("asks again when Exa asks to slow down", async () => {
  const tooFast = { requestId: "r1", error: "Rate limit exceeded", tag: "RATE_LIMITED" };
  exa().answerWith({ status: 429, headers: { "retry-after": "0" }, body: tooFast });
  await expect(find(["anything"])).resolves.toMatchObject({ requestId: expect.any(String) });
  expect(exa().seen).toHaveLength(2);
});
