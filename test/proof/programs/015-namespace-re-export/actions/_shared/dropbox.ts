import { secret } from "actionary";

export const dropbox = secret({ name: "dropbox", keys: ["DROPBOX_TOKEN"] });

export async function download(path: string): Promise<string> {
  const headers = { authorization: dropbox.get("DROPBOX_TOKEN"), "dropbox-api-arg": JSON.stringify({ path }) };
  const response = await fetch("https://content.dropboxapi.com/2/files/download", { headers });
  return response.text();
}
