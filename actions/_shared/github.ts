import { endpoint, secret } from "actionary";
import { call } from "./http/call.js";
import { textField } from "./http/json-field.js";
import type { Reply } from "./http/reply.js";
import { secondsUntil } from "./http/retry-after.js";
import type { Fault, Service } from "./http/service.js";

/** A personal access token, or the token of an app or workflow. */
export const github = secret({
  name: "github",
  keys: ["GITHUB_TOKEN"],
  title: "GitHub",
  docUrl:
    "https://docs.github.com/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
  fields: { GITHUB_TOKEN: { title: "Access token" } },
});

/** GitHub's REST API; of an Enterprise Server: `https://HOST/api/v3`. */
export const githubApi = endpoint("github", "https://api.github.com");

/** Reads what GitHub's REST API has at a URL. */
export function getFromGithub<Result>(token: string, url: string): Promise<Result> {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  return call<Result>(service, { method: "GET", url, headers });
}

const service: Service = {
  name: "github",
  title: "GitHub",
  readFault: (reply) => (reply.status < 400 ? undefined : { ...readError(reply), ...readLimit(reply) }),
};

function readError({ headers, json }: Reply): Fault {
  return { message: textField(json, "message"), requestId: headers.get("x-github-request-id") ?? undefined };
}

/** GitHub refuses what comes too fast with 403 as well as 429; a 403 without any of these signs is final. */
function readLimit({ status, headers, json }: Reply): Fault {
  if (status !== 403 && status !== 429) return {};
  if (headers.get("x-ratelimit-remaining") === "0") {
    return { kind: "rate_limited", retryAfter: secondsUntil(Number(headers.get("x-ratelimit-reset"))) };
  }
  const isSecondary = headers.has("retry-after") || /secondary rate limit/i.test(textField(json, "message") ?? "");
  return status === 429 || isSecondary ? { kind: "rate_limited", retryAfter: 60 } : {};
}
