import intercom from "./handle.js";

export default async function request(path: string): Promise<string> {
  const headers = { authorization: `Bearer ${intercom.get("INTERCOM_TOKEN")}` };
  const response = await fetch(`https://api.intercom.io/${path}`, { headers });
  return response.text();
}
