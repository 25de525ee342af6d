import { secret } from "actionary";
import { google } from "googleapis";

export const googleKey = secret({ name: "google", keys: ["GOOGLE_KEY"] });

/**
 * List files of Drive, with an exported secret.
 *
 * @title googleapis
 */
export async function useGoogleApis(http: string): Promise<string> {
  const drive = google.drive({ version: "v3", auth: googleKey.get("GOOGLE_KEY"), rootUrl: `${http}/` });
  const { data } = await drive.files.list({ q: "a", pageSize: 1, spaces: "drive" });
  return data.files?.map(({ id, name }) => `${id} ${name?.includes("spaces=drive")}`).join() ?? "none";
}
