import { secret } from "actionary";

export const login = secret({ name: "deploy_key", type: "ssh_key", keys: ["PRIVATE_KEY"] });
export const client = secret({ name: "client_cert", type: "mtls", keys: ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"] });
export const authority = secret({ name: "house_ca", type: "ca_cert", keys: ["CA_CERTIFICATE"] });

/**
 * Tell whether the key is one.
 */
export function isKey(): boolean {
  return login.get("PRIVATE_KEY").includes("PRIVATE KEY");
}

/**
 * Tell what the certificate begins with.
 */
export function beginning(): string {
  return client.get("TLS_CERTIFICATE").slice(0, 10);
}

/**
 * Count the lines of all that is needed to connect.
 */
export function countLines(): number {
  const texts = [authority.get("CA_CERTIFICATE"), client.get("TLS_CERTIFICATE"), client.get("TLS_PRIVATE_KEY")];
  return texts.join("\n").split("\n").length;
}
