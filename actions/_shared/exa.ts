import { type Fields, jsonBody } from "./http/body.js";
import { call } from "./http/call.js";
import { textField } from "./http/json-field.js";
import type { Reply } from "./http/reply.js";
import type { Fault, Service } from "./http/service.js";

/** Asks Exa's API. */
export function postToExa<Result>(apiKey: string, url: string, fields: Fields): Promise<Result> {
  const headers = { "x-api-key": apiKey, accept: "application/json" };
  return call<Result>(service, { method: "POST", url, headers, body: jsonBody(fields) });
}

const service: Service = { name: "exa", title: "Exa", readFault };

function readFault({ status, json }: Reply): Fault | undefined {
  if (status < 400) return undefined;
  return { message: textField(json, "error"), code: textField(json, "tag"), requestId: textField(json, "requestId") };
}
