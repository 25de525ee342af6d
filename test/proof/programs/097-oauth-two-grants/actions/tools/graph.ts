import { oauth, secret } from "actionary";

export const graphUser = oauth({ providerId: "ms_graph", grantType: "authorization_code" });
export const graphService = oauth({ providerId: "ms_graph", grantType: "client_credentials" });
export const tenant = secret({ name: "graph_tenant", keys: ["GRAPH_TENANT"] });

async function ask(path: string, token: string): Promise<string> {
  return (
    await fetch(`https://graph.microsoft.com/v1.0/${path}`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
}

/**
 * Name the user.
 */
export async function me(): Promise<string> {
  return ask("me", graphUser.token());
}

/**
 * List the users, and the groups of the one who asks.
 */
export async function usersAndGroups(): Promise<string[]> {
  return [
    await ask("users", graphService.token()),
    await ask("me/memberOf", graphUser.token()),
    tenant.get("GRAPH_TENANT").slice(0, 1),
  ];
}
