/**
 * Messages and channels.
 *
 * @packageDocumentation
 * @platform Slack
 * @icon slack
 * @group Messaging
 */
import { oauth, oneOf, secret, secrets } from "actionary";
import * as shared from "../_shared/slack.js";
import { post, slack } from "../_shared/slack.js";

export const deployKey = secret({ name: "deploy", type: "ssh_key", keys: ["PRIVATE_KEY"] });
export const user = oauth({ providerId: "microsoft_sentinel", grantType: "authorization_code" });
export const service = oauth({ providerId: "microsoft_sentinel", grantType: "client_credentials", optional: true });
export const sentinel = oneOf(user, service);
export const unused = secret({ name: "unused", keys: ["UNUSED_KEY"], optional: true });

/** Bind what a helper reads. */
export async function viaHelper(): Promise<void> {
  await post("chat.postMessage");
}

/** Bind what is read here. */
export async function direct(): Promise<string | null> {
  return slack.get("SLACK_SIGNING_SECRET") ?? null;
}

/** Bind what a namespace reads. */
export async function viaNamespace(): Promise<string> {
  return shared.slack.get("SLACK_BOT_TOKEN");
}

/** Bind either grant. */
export async function eitherGrant(): Promise<string> {
  return sentinel.token();
}

/** Bind both grants, which are one secret with two keys. */
export async function bothGrants(): Promise<string> {
  return user.token() + (service.token() ?? "");
}

/**
 * Bind by a tag.
 *
 * @secret slack
 * @reads SLACK_BOT_TOKEN
 * @verifies slack
 */
export async function tagged(): Promise<string> {
  return secrets.get("SLACK_BOT_TOKEN");
}

/**
 * Bind by a tag what a library reads.
 *
 * @secret deployKey
 * @reads PRIVATE_KEY
 */
export async function deployed(): Promise<void> {}

/** Bind nothing. */
export async function nothing(): Promise<void> {}
