import { WebClient } from "@slack/web-api";

/**
 * Test the token.
 *
 * @title @slack/web-api
 */
export async function useSlack(http: string): Promise<string> {
  const client = new WebClient("xoxb-1", { slackApiUrl: `${http}/slack/` });
  const { user } = await client.auth.test();
  return String(user);
}
