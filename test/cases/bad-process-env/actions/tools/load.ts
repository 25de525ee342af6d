import { token } from "../_settings.js";
import { need } from "./okta.js";

const domain = process.env.OKTA_DOMAIN!;
const { OKTA_TOKEN } = process.env;
const isProduction = process.env.NODE_ENV === "production";
const byHelper = need("OKTA_TOKEN");
const provided = need("NODE_ENV");
const atOnce = (() => process.env.OKTA_TOKEN)();
const client = new Client();
const all = { ...process.env };

process.env.TZ = "UTC";
if (!process.env.OKTA_TOKEN) throw new Error("no token");

class Client {
  static domain = process.env.OKTA_DOMAIN;
  token = process.env.OKTA_TOKEN;
}

/** Read what was read while the module loads. */
export async function loaded(): Promise<unknown> {
  return [token, domain, OKTA_TOKEN, isProduction, byHelper, provided, atOnce, client, all];
}
