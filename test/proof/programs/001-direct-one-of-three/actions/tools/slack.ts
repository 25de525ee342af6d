import { secret } from "actionary";

/** The keys of a Slack app. */
export const slack = secret({
  name: "slack",
  keys: ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"],
  title: "Slack",
});

/**
 * Say who the bot is.
 */
export async function whoAmI(): Promise<string> {
  const headers = { authorization: `Bearer ${slack.get("SLACK_BOT_TOKEN")}` };
  const response = await fetch("https://slack.com/api/auth.test", { headers });
  return response.text();
}
