import type { FailureKind, Json } from "actionary";
import { type Fields, formBody } from "./http/body.js";
import { call } from "./http/call.js";
import { jsonField, textField } from "./http/json-field.js";
import type { Reply } from "./http/reply.js";
import type { Fault, Service } from "./http/service.js";

/** Calls a method of Slack's Web API, always by a form: not all methods take JSON. */
export function postToSlack<Result>(token: string, url: string, fields: Fields): Promise<Result> {
  const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
  return call<Result>(service, { method: "POST", url, headers, body: formBody(fields) });
}

const service: Service = { name: "slack", title: "Slack", readFault };

/** Slack complains with status 200 and `{ok: false, error}`. */
function readFault({ headers, json }: Reply): Fault | undefined {
  if (jsonField(json, "ok") !== false) return undefined;
  const code = textField(json, "error") ?? "unknown_error";
  return {
    kind: kindOfError(code),
    code,
    message: [code, ...remarks(json)].join("; "),
    requestId: headers.get("x-slack-req-id") ?? undefined,
  };
}

/** What Slack adds to an error: the scopes in question, or what is wrong with the arguments. */
function remarks(json: Json | undefined): string[] {
  const needed = textField(json, "needed");
  const provided = textField(json, "provided");
  const messages = jsonField(jsonField(json, "response_metadata"), "messages");
  return [
    ...(needed === undefined ? [] : [`needs the scope ${needed}`]),
    ...(provided === undefined ? [] : [`the token has ${provided}`]),
    ...(Array.isArray(messages) ? messages.map(String) : []),
  ];
}

const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ["not_authed", "auth"],
  ["invalid_auth", "auth"],
  ["account_inactive", "auth"],
  ["token_expired", "auth"],
  ["token_revoked", "auth"],
  ["missing_scope", "permission"],
  ["no_permission", "permission"],
  ["not_allowed_token_type", "permission"],
  ["not_in_channel", "permission"],
  ["ekm_access_denied", "permission"],
  ["access_denied", "permission"],
  ["is_archived", "conflict"],
  ["ratelimited", "rate_limited"],
  ["rate_limited", "rate_limited"],
  ["service_unavailable", "unavailable"],
  ["fatal_error", "upstream"],
  ["internal_error", "upstream"],
  ["request_timeout", "upstream"],
]);

/** Most of Slack's errors say what is wrong with an argument. */
function kindOfError(code: string): FailureKind {
  const kind = kinds.get(code);
  if (kind) return kind;
  if (code.endsWith("_not_found")) return "not_found";
  return code.startsWith("restricted_action") ? "permission" : "invalid_request";
}
