import type { FailureKind } from "actionary";
import type { Reply } from "./reply.js";

/** A service as the HTTP client needs to know it. */
export interface Service {
  /** What programs call it: `system` in the details of a failure. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** What a reply complains about, in the service's own form; `undefined` if it does not complain in that form. */
  readFault(reply: Reply): Fault | undefined;
}

/** What went wrong, as far as the service says so; the rest is read from the status and the common headers. */
export interface Fault {
  readonly kind?: FailureKind | undefined;
  readonly message?: string | undefined;
  /** The service's own name of the error. */
  readonly code?: string | undefined;
  /** By which the service's support finds the request. */
  readonly requestId?: string | undefined;
  /** Seconds to wait before trying again, if there is no `Retry-After`. */
  readonly retryAfter?: number | undefined;
}
