import { secret, secrets } from "actionary";

export const blue = secret({ name: "blue", keys: ["CLUSTER_TOKEN", "BLUE_NAME"] });
export const grey = secret({ name: "grey", keys: ["CLUSTER_TOKEN", "GREY_NAME"] });

/**
 * List the nodes.
 *
 * @secret blue
 * @secret grey
 */
export async function listNodes(): Promise<string> {
  const headers = {
    authorization: secrets.get("CLUSTER_TOKEN"),
    "x-blue": secrets.get("BLUE_NAME"),
    "x-grey": secrets.get("GREY_NAME"),
  };
  return (await fetch("https://clusters.example.com/nodes", { headers })).text();
}
