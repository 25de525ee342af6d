import type { Body } from "./body.js";

/** The methods of HTTP that services use. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a service is asked. */
export interface HttpRequest {
  readonly method: Method;
  /** Made by an `Endpoint`, so that it stays where the credentials belong. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
}
