import { secret, secrets } from "actionary";

export const asset = secret({
  name: "asset_store",
  keys: ["ASSET_KEY", "ASSET_UPLOAD_KEY"],
  optionalKeys: ["ASSET_ZONE"],
});

/**
 * Load an asset.
 *
 * @param id - The asset's ID.
 * @secret asset
 */
export async function load(id: string): Promise<string> {
  const headers = { "x-key": secrets.get("ASSET_KEY") };
  return (await fetch(`https://assets.example.com/${encodeURIComponent(id)}`, { headers })).text();
}

/**
 * Upload an asset.
 *
 * @param text - Its text.
 * @secret asset
 */
export async function upload(text: string): Promise<boolean> {
  const headers = { "x-key": secrets.get("ASSET_UPLOAD_KEY") };
  return (await fetch("https://assets.example.com/", { method: "POST", body: text, headers })).ok;
}
