import { Failure } from "actionary";
import { kindOfStatus } from "./kind-of-status.js";
import type { Reply } from "./reply.js";
import { readRetryAfter } from "./retry-after.js";
import type { Fault, Service } from "./service.js";

/** How much of a reply's body a failure quotes. */
const maxBodyBytes = 8 * 1024;

/** The failure that a reply amounts to; what the fault leaves open is read from the status and the headers. */
export function failureOfReply(service: Service, reply: Reply, fault: Fault = {}): Failure {
  const { kind = kindOfStatus(reply.status), code, message = code ?? `status ${reply.status}`, requestId } = fault;
  return new Failure(kind, `${service.title}: ${message}`, {
    retryAfter: readRetryAfter(reply.headers) ?? fault.retryAfter,
    details: {
      system: service.name,
      status: reply.status,
      code: code ?? null,
      requestId: requestId ?? null,
      body: excerpt(reply.text),
    },
  });
}

/** The failure to exchange anything with a service; `fetch` itself says no more than "fetch failed". */
export function failureOfConnection(service: Service, code: string, cause: unknown): Failure {
  return new Failure("unavailable", `${service.title}: cannot be reached (${code})`, {
    details: { system: service.name, status: null, code, requestId: null, body: null },
    cause,
  });
}

/** The beginning of a text, in whole characters. */
function excerpt(text: string): string {
  const bytes = new TextEncoder().encode(text).subarray(0, maxBodyBytes);
  return new TextDecoder().decode(bytes, { stream: true }); // Drops a character that the cut goes through.
}
