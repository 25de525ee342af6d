/**
 * Messages in Slack.
 *
 * @packageDocumentation
 * @platform Slack
 * @icon slack
 */
import { endpoint, secret, type TextArea } from "actionary";
import { postToSlack } from "../_shared/slack.js";

/** The token of a Slack app: `xoxb-…`. */
export const slack = secret({
  name: "slack",
  keys: ["SLACK_BOT_TOKEN"],
  title: "Slack",
  docUrl: "https://docs.slack.dev/authentication/tokens",
  fields: { SLACK_BOT_TOKEN: { title: "Bot token" } },
});

/** Slack's Web API. */
export const slackApi = endpoint("slack", "https://slack.com/api");

/** A block of Block Kit; what else it holds depends on its type. */
export interface Block {
  /** The kind of block: `section`, `header`, `divider`, … */
  type: string;
  [property: string]: unknown;
}

/** A message as Slack stores it; further properties are passed on as they are. */
export interface Message {
  /** Always `message`. */
  type: string;
  /** The text, with Slack's escapes. */
  text: string;
  /** When it was posted, which also names it within its channel. */
  ts: string;
  /** The message whose thread it belongs to. */
  thread_ts?: string;
  /** The blocks that it shows. */
  blocks?: Block[];
}

/** A message that was posted. */
export interface PostedMessage {
  /** Always true: anything else is a failure. */
  ok: true;
  /** The channel that it was posted to, by its ID. */
  channel: string;
  /** When it was posted, which also names it within its channel: reply with it as `threadTs`. */
  ts: string;
  /** The message itself. */
  message: Message;
}

/**
 * Post a message to a channel, a direct message or a thread.
 *
 * @title Post a message
 * @docUrl https://docs.slack.dev/reference/methods/chat.postMessage
 * @remarks Slack takes about one message a second for each channel. Text or blocks must be given; with blocks, the text is
 * what notifications show.
 * @param channel - ID or name of a channel, or ID of a user.
 * @param text - What to say, with Slack's mark-up.
 * @param blocks - What to show instead of the text, as blocks of Block Kit. {@maxItems 50}
 * @param threadTs - `ts` of the message to reply to. {@title Thread}
 * @returns The message as Slack stored it.
 * @throws auth when Slack does not know the token.
 * @throws permission when the app lacks the scope `chat:write`, or is not in the channel.
 * @throws not_found when there is no such channel, or the app cannot see it.
 * @throws invalid_request when there is nothing to say, or Slack cannot read the blocks.
 * @throws conflict when the channel is archived.
 * @throws rate_limited when the channel gets more messages than Slack allows.
 * @example {"channel": "C0123456789", "text": "Deployed."}
 * @throws unavailable
 */
export async function postMessage(
  channel: string,
  text?: TextArea,
  blocks?: Block[],
  threadTs?: string,
): Promise<PostedMessage> {
  const token = slack.get("SLACK_BOT_TOKEN");
  return postToSlack(token, slackApi.url("/chat.postMessage"), { channel, text, blocks, thread_ts: threadTs });
}
