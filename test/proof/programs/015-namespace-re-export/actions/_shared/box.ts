import { secret } from "actionary";

export const box = secret({ name: "box", keys: ["BOX_TOKEN"] });

export async function download(id: string): Promise<string> {
  const response = await fetch(`https://api.box.com/2.0/files/${encodeURIComponent(id)}`, {
    headers: { authorization: box.get("BOX_TOKEN") },
  });
  return response.text();
}
