import { Client } from "@notionhq/client";

/**
 * Ask who the bot is.
 *
 * @title @notionhq/client
 */
export async function useNotion(http: string): Promise<string | null> {
  const notion = new Client({ auth: "token", baseUrl: `${http}/notion` });
  const { name } = await notion.users.me({});
  return name;
}
