import type { BuiltAction, CurrentBuild } from "../contract/build.js";
import { configuredUrl } from "../contract/endpoint-names.js";

/**
 * Returns the hosts that an action may contact: those that it declares, and those of the configured URLs of the endpoints
 * among them.
 */
export function declaredHosts(
  { hosts = ["*"] }: Pick<BuiltAction, "hosts">,
  { endpoints = {} }: Pick<CurrentBuild, "endpoints">,
  configured: Readonly<Record<string, string>>,
): readonly string[] {
  const more = Object.entries(endpoints).flatMap(([name, host]) => {
    const url = hosts.includes(host) ? configuredUrl(configured, name) : undefined;
    return url === undefined ? [] : [new URL(url).host];
  });
  return more.length === 0 ? hosts : [...new Set([...hosts, ...more])];
}
