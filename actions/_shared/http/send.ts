import { action } from "actionary";
import { failureOfConnection, failureOfReply } from "./failure.js";
import { type Reply, readReply } from "./reply.js";
import type { HttpRequest, Method } from "./request.js";
import type { Service } from "./service.js";

const userAgent = "actionary";
const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request once and reads the reply. Redirects of reading requests are followed within their origin; one that leads
 * elsewhere is a failure, because the credentials must not go there.
 */
export async function send(service: Service, request: HttpRequest): Promise<Reply> {
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    const reply = await sendOnce(service, { ...request, url });
    const next = isReading(request.method) ? redirectOf(reply, url) : undefined;
    if (next === undefined) return reply;
    if (next.origin !== new URL(url).origin) {
      throw failureOfReply(service, reply, { message: `redirects to another origin, ${next.origin}` });
    }
    if (hops === maxRedirects) {
      throw failureOfReply(service, reply, { message: `redirects more than ${maxRedirects} times` });
    }
    url = next.href;
  }
}

function isReading(method: Method): boolean {
  return method === "GET" || method === "HEAD";
}

/** Where a reply says that the answer is. */
function redirectOf({ status, headers }: Reply, url: string): URL | undefined {
  const location = redirects.has(status) ? headers.get("location") : null;
  return location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined;
}

async function sendOnce(service: Service, { method, url, headers, body }: HttpRequest): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method,
      headers: { "user-agent": userAgent, ...(body && { "content-type": body.contentType }), ...headers },
      body: body?.text ?? null,
      redirect: "manual",
      signal: action.signal,
    });
    return await readReply(response);
  } catch (error) {
    const code = codeOfCause(error);
    if (code === undefined || action.signal.aborted) throw error;
    throw failureOfConnection(service, code, error);
  }
}

/** What lies beneath an error of `fetch`, best by the system's code: ECONNREFUSED, SELF_SIGNED_CERT_IN_CHAIN, … */
function codeOfCause(error: unknown): string | undefined {
  if (!(error instanceof Error) || !(error.cause instanceof Error)) return undefined;
  const { cause } = error;
  return "code" in cause ? String(cause.code) : cause.message;
}
