import { secret } from "actionary";
import { HttpClient } from "./http-client.js";

export const zoom = secret({ name: "zoom", keys: ["ZOOM_TOKEN", "ZOOM_WEBHOOK"] });

export class Zoom extends HttpClient {
  override headers(): Record<string, string> {
    return { ...super.headers(), authorization: `Bearer ${zoom.get("ZOOM_TOKEN")}` };
  }

  async list(): Promise<string> {
    const response = await fetch("https://api.zoom.us/v2/meetings", { headers: this.headers() });
    return response.text();
  }
}
