import { secret } from "actionary";

export const hooks = secret({ name: "hooks", keys: ["HOOKS_PLAIN", "HOOKS_LOUD", "HOOKS_NEVER"] });

interface Client {
  read: () => string;
  idle: () => string;
}

function makeClient(isLoud: boolean): Client {
  const client: Client = { read: () => hooks.get("HOOKS_PLAIN"), idle: () => hooks.get("HOOKS_NEVER") };
  if (isLoud) client.read = () => hooks.get("HOOKS_LOUD").toUpperCase();
  return client;
}

/**
 * Read softly or loudly.
 *
 * @param isLoud - Whether loudly.
 */
export function read(isLoud: boolean): number {
  return makeClient(isLoud).read().length;
}
