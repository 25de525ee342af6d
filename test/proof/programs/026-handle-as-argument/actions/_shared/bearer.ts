import type { Secret } from "actionary";

export function slackHeaders(
  handle: Secret<"slack", "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN", never>,
): Record<string, string> {
  return { authorization: `Bearer ${handle.get("SLACK_BOT_TOKEN")}` };
}
