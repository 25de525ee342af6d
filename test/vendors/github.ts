import type { Complaint } from "./contract.js";
import type { Route } from "./route.js";
import { type SeenRequest, startVendor, type VendorReply, type VendorServer } from "./server.js";

/** The token that this GitHub knows. */
export const githubToken = "ghp_loopbackTokenOfTheTests0123456789";

/** Starts a GitHub that has every repository of `octocat` and every run in them, and holds its callers to its contract. */
export function startGitHub(): Promise<VendorServer> {
  return startVendor({
    name: "github",
    basePath: "",
    headers: {
      "x-github-request-id": "C0DE:1234:5678",
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "4999",
      "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
    },
    refuse: (request, route) => refuseHeaders(request) ?? refuseRoute(request, route),
    accept: replyOf,
  });
}

function refuseHeaders({ headers }: SeenRequest): VendorReply | undefined {
  if (!headers["user-agent"]) {
    return {
      status: 403,
      body: "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    };
  }
  if (headers.authorization !== `Bearer ${githubToken}`) return error(401, "Bad credentials");
  if (headers["x-github-api-version"] !== "2022-11-28") {
    return error(400, `API version "${headers["x-github-api-version"]}" is not supported`);
  }
  if (headers.accept !== "application/vnd.github+json") return error(415, "Unsupported 'Accept' header");
  return undefined;
}

function refuseRoute(request: SeenRequest, route: Route | undefined): VendorReply | undefined {
  if (!route || route.operation.method !== request.method) return error(404, "Not Found");
  if (request.body !== "") return error(400, "Problems parsing JSON");
  const { operation, parameters } = route;
  const complaints = [...operation.checkPath(parameters), ...operation.checkQuery(request.query)];
  if (complaints.length > 0) return invalid(complaints);
  return parameters.owner === "octocat" ? undefined : error(404, "Not Found");
}

function replyOf({ query }: SeenRequest, { operation, parameters }: Route): unknown {
  if (parameters.run_id === undefined) {
    return { ...operation.example, name: parameters.repo, full_name: `octocat/${parameters.repo}` };
  }
  const pullRequests = query.exclude_pull_requests === "true" ? [] : [pullRequest];
  return { ...operation.example, id: Number(parameters.run_id), pull_requests: pullRequests };
}

const pullRequest = {
  id: 1934,
  number: 42,
  url: "https://api.github.com/repos/octocat/Hello-World/pulls/42",
  head: {
    ref: "topic",
    sha: "acb5820ced9479c074f688cc328bf03f341a511d",
    repo: { id: 1296269, url: "", name: "Hello-World" },
  },
  base: {
    ref: "main",
    sha: "ce587453ced02b1526dfb4cb910479d431683101",
    repo: { id: 1296269, url: "", name: "Hello-World" },
  },
};

function invalid(complaints: readonly Complaint[]): VendorReply {
  const errors = complaints.map(({ field, message }) => ({ resource: "Request", field, code: "invalid", message }));
  const body = {
    message: "Validation Failed",
    errors,
    documentation_url: "https://docs.github.com/rest",
    status: "422",
  };
  return { status: 422, body };
}

function error(status: number, message: string): VendorReply {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) } };
}
