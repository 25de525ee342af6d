import { secret } from "actionary";
import { slackHeaders } from "../_shared/bearer.js";

export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"] });

/**
 * List the channels.
 */
export async function list(): Promise<string> {
  const response = await fetch("https://slack.com/api/conversations.list", { headers: slackHeaders(slack) });
  return response.text();
}
