import { oauth } from "actionary";

export const video = oauth({ providerId: "video_site", grantType: "authorization_code", optional: true });

export async function search(query: string, token = video.token()): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return (await fetch(`https://video.example.com/search?q=${encodeURIComponent(query)}`, { headers })).text();
}
