import { endpoint, secret } from "actionary";

export const slack = secret({
  name: "slack",
  keys: ["SLACK_BOT_TOKEN"],
  optionalKeys: ["SLACK_SIGNING_SECRET"],
  title: "Slack",
  docUrl: "https://api.slack.com/apps",
  fields: { SLACK_BOT_TOKEN: { title: "Bot token" } },
});

export const api = endpoint("slack", "https://slack.com/api");

/** Posts with the bot's token. */
export async function post(path: string): Promise<void> {
  await fetch(api.url(path), { headers: { authorization: slack.get("SLACK_BOT_TOKEN") } });
}
