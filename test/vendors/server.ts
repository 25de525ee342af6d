import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { contractOf } from "./contract.js";
import { type Route, routeOf } from "./route.js";

/** A request as the server got it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A reply; a body that is no text is sent as JSON. */
export interface VendorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answer to a request that the vendor would accept: a reply, none at all, or a broken connection. */
export type Answer = VendorReply | "silence" | "disconnect";

/** A vendor on this machine. */
export interface VendorServer {
  /** URL that an endpoint is set to. */
  readonly url: string;
  /** Every request so far, refused ones too. */
  readonly seen: readonly SeenRequest[];
  /** Answers the next acceptable requests with these instead. */
  answerWith(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

/** A vendor's judgement of requests, and its replies. */
export interface Vendor {
  /** Name of its contract, a file in `contracts/`. */
  readonly name: string;
  /** Path at which its API begins: `/api`, or nothing. */
  readonly basePath: string;
  /** The headers that every reply has. */
  readonly headers: Readonly<Record<string, string>>;
  /** The vendor's refusal of a request that breaks its contract; `route` is missing where no operation has the path. */
  refuse(request: SeenRequest, route: Route | undefined): VendorReply | undefined;
  /** Returns the vendor's reply to a request that it accepts. */
  accept(request: SeenRequest, route: Route): unknown;
}

/** Starts a vendor on a free port of 127.0.0.1. */
export async function startVendor(vendor: Vendor): Promise<VendorServer> {
  const operations = contractOf(vendor.name);
  const seen: SeenRequest[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming, vendor.basePath);
    seen.push(request);
    const route = routeOf(operations, request.path);
    const answer = vendor.refuse(request, route) ?? answers.shift() ?? accept(vendor, request, route);
    if (answer === "disconnect") incoming.socket.destroy();
    else if (answer !== "silence") sendReply(response, answer, vendor.headers);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${vendor.basePath}`,
    seen,
    answerWith: (...more) => void answers.push(...more),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Returns the vendor's reply. One that breaks the contract is an error of this server. */
function accept(vendor: Vendor, request: SeenRequest, route: Route | undefined): VendorReply {
  const body = route && vendor.accept(request, route);
  const complaints = route?.operation.checkReply(body) ?? [{ field: request.path, message: "is no operation" }];
  if (complaints.length === 0) return { status: 200, body };
  return { status: 500, body: { message: `${vendor.name} breaks its own contract`, complaints } };
}

async function readRequest(incoming: IncomingMessage, basePath: string): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  return {
    method: incoming.method ?? "",
    path: url.pathname.startsWith(basePath)
      ? url.pathname.slice(basePath.length)
      : `outside of the API: ${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function sendReply(response: ServerResponse, reply: VendorReply, headers: Readonly<Record<string, string>>): void {
  const { status, body = "" } = reply;
  const isText = typeof body === "string";
  const contentType = isText ? "text/html" : "application/json; charset=utf-8";
  response.writeHead(status, { "content-type": contentType, ...headers, ...reply.headers });
  response.end(isText ? body : JSON.stringify(body));
}
