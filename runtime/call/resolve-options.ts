import { defaultLanes, defaultMaxLanes } from "../contract/limits.js";
import { isUrl } from "./check-options.js";
import type { ExecutorOptions, RuntimeOptions } from "./options.js";

/** Returns the limits of lanes of one domain, and of all together: each that is given moves the default of the other. */
export function lanesOf({ lanes, maxLanes }: RuntimeOptions): { readonly lanes: number; readonly maxLanes: number } {
  return {
    lanes: lanes ?? Math.min(defaultLanes, maxLanes ?? defaultLanes),
    maxLanes: maxLanes ?? Math.max(defaultMaxLanes, lanes ?? defaultMaxLanes),
  };
}

const endpointPrefix = "ACTIONARY_ENDPOINT_";

/** Returns the configured endpoints; those of the options override those of the environment. */
export function endpointsOf(options: ExecutorOptions, env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const variables = Object.entries(env).filter(([name]) => name.startsWith(endpointPrefix));
  const found = variables.map(([name, url = ""]) => {
    if (!isUrl(url)) throw new Error(`The environment variable ${name} must be an absolute URL.`);
    return [name.slice(endpointPrefix.length).toLowerCase(), url] as const;
  });
  return { ...Object.fromEntries(found), ...options.endpoints };
}
