import type { Complaint } from "./contract.js";
import type { Route } from "./route.js";
import { type SeenRequest, startVendor, type VendorReply, type VendorServer } from "./server.js";

/** The token that this Slack knows. */
export const slackToken = "xoxb-loopback-token-of-the-tests";

/** The channels of this Slack: what it answers for each, if not the message. */
export const slackChannels = {
  open: "C1H9RESGL",
  archived: "C1H9RESGA",
  foreign: "C1H9RESGF",
} as const;

const errorsByChannel: Readonly<Record<string, string | undefined>> = {
  [slackChannels.open]: undefined,
  [slackChannels.archived]: "is_archived",
  [slackChannels.foreign]: "not_in_channel",
};

/** Starts a Slack that holds its callers to its contract. Its errors have status 200, as Slack's have. */
export function startSlack(): Promise<VendorServer> {
  return startVendor({ name: "slack", basePath: "/api", headers: { "x-slack-req-id": "c0de1234" }, refuse, accept });
}

function refuse(request: SeenRequest, route: Route | undefined): VendorReply | undefined {
  const { method, headers, query } = request;
  if (!route) return error("unknown_method");
  const { operation } = route;
  if (method !== operation.method) return error("invalid_post_type");
  if (headers.authorization === undefined) return error("not_authed");
  if (headers.authorization !== `Bearer ${slackToken}`) return error("invalid_auth");
  if (headers["content-type"]?.split(";")[0] !== operation.contentType) return error("invalid_post_type");
  const fields = fieldsOf(request);
  const complaints = [...operation.checkQuery(query), ...operation.checkBody(fields)];
  if (complaints.length > 0) return error("invalid_arguments", complaints);
  return refuseMessage(fields);
}

function refuseMessage({ channel = "", text, blocks }: Fields): VendorReply | undefined {
  if (!Object.hasOwn(errorsByChannel, channel)) return error("channel_not_found");
  const refusal = errorsByChannel[channel];
  if (refusal !== undefined) return error(refusal);
  if (text === undefined && blocks === undefined) return error("no_text");
  if (text !== undefined && text.length > 40_000) return error("msg_too_long");
  if (blocks !== undefined && !isBlocks(blocks)) {
    return error("invalid_blocks", [{ field: "blocks/0/type", message: "unsupported type" }]);
  }
  return undefined;
}

function accept(request: SeenRequest): unknown {
  const { channel = "", text = "", blocks, thread_ts } = fieldsOf(request);
  const ts = "1503435956.000247";
  const message = {
    type: "message",
    subtype: "bot_message",
    text,
    ts,
    username: "ecto1",
    ...(thread_ts !== undefined && { thread_ts }),
    ...(blocks !== undefined && { blocks: JSON.parse(blocks) }),
  };
  return { ok: true, channel, ts, message };
}

type Fields = Readonly<Record<string, string | undefined>>;

function fieldsOf({ body }: SeenRequest): Fields {
  return Object.fromEntries(new URLSearchParams(body));
}

const blockTypes: ReadonlySet<unknown> = new Set([
  "section",
  "header",
  "divider",
  "context",
  "actions",
  "image",
  "input",
]);

function isBlocks(text: string): boolean {
  try {
    const blocks: unknown = JSON.parse(text);
    return Array.isArray(blocks) && blocks.length <= 50 && blocks.every((block) => blockTypes.has(block?.type));
  } catch {
    return false;
  }
}

function error(code: string, complaints: readonly Complaint[] = []): VendorReply {
  const messages = complaints.map(({ field, message }) => `[ERROR] ${message} [json-pointer:/${field}]`);
  const metadata = messages.length > 0 ? { response_metadata: { messages } } : {};
  return { status: 200, body: { ok: false, error: code, ...metadata } };
}
