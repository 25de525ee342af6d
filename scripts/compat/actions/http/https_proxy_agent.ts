import { get } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";

/**
 * Be refused by a proxy.
 *
 * @title https-proxy-agent
 */
export async function useProxy(http: string): Promise<string> {
  const agent = new HttpsProxyAgent(http);
  return new Promise((resolve) => {
    get("https://example.test/", { agent, timeout: 3000 }, (response) => resolve(`answer ${response.statusCode}`))
      .on("timeout", () => resolve("timeout"))
      .on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
  });
}
