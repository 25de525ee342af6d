import { secret } from "actionary";

export const notion = secret({ name: "notion", keys: ["NOTION_TOKEN"] });

export async function notionPage(id: string): Promise<string> {
  const headers = { authorization: `Bearer ${notion.get("NOTION_TOKEN")}` };
  const response = await fetch(`https://api.notion.com/v1/pages/${encodeURIComponent(id)}`, { headers });
  return response.text();
}
