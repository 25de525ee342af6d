import { secret } from "actionary";

export const proxy = secret({ name: "proxy", keys: ["PROXY_KEY", "PROXY_ADMIN_KEY"] });

export class HttpClient {
  headers(): Record<string, string> {
    return { "x-proxy": proxy.get("PROXY_KEY") };
  }

  admin(): Record<string, string> {
    return { "x-proxy": proxy.get("PROXY_ADMIN_KEY") };
  }
}
