import type { Route } from "./route.js";
import { type SeenRequest, startVendor, type VendorReply, type VendorServer } from "./server.js";

/** The key that this Exa knows. */
export const exaKey = "00000000-loopback-key-of-the-tests";

const requestId = "b5947044c4b78efa9552a7c89b306d95";

/** Starts an Exa that finds the same two pages for every query, and holds its callers to its contract. */
export function startExa(): Promise<VendorServer> {
  return startVendor({
    name: "exa",
    basePath: "",
    headers: { "x-request-id": requestId },
    refuse,
    accept: (_request, { operation }) => operation.example,
  });
}

function refuse(request: SeenRequest, route: Route | undefined): VendorReply | undefined {
  const { method, path, headers, query, body } = request;
  if (route?.operation.method !== method) return error(404, `Cannot ${method} ${path}`, "NOT_FOUND");
  const { operation } = route;
  if (headers["x-api-key"] !== exaKey) return error(401, "Invalid API key", "INVALID_API_KEY");
  if (headers["content-type"]?.split(";")[0] !== operation.contentType) {
    return error(400, "Expected application/json", "INVALID_REQUEST_BODY");
  }
  const [complaint] = [...operation.checkQuery(query), ...operation.checkBody(parse(body))];
  return complaint ? error(400, `${complaint.field} ${complaint.message}`, "INVALID_REQUEST_BODY") : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function error(status: number, message: string, tag: string): VendorReply {
  return { status, body: { requestId, error: message, tag } };
}
