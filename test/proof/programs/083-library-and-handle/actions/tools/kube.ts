import { secret } from "actionary";

export const kube = secret({ name: "kube", keys: ["KUBE_TOKEN", "KUBE_CA", "KUBE_USER"] });

/**
 * List the pods: the certificate is read by the library.
 *
 * @secret kube
 * @reads KUBE_CA
 */
export async function listPods(): Promise<string> {
  const headers = { authorization: `Bearer ${kube.get("KUBE_TOKEN")}` };
  return (await fetch("https://kube.example.com/api/v1/pods", { headers })).text();
}
