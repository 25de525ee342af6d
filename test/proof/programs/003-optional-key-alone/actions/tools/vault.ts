import { secret } from "actionary";

export const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"], optionalKeys: ["VAULT_NAMESPACE", "VAULT_PROXY"] });

/**
 * Name the namespace.
 */
export function namespace(): string {
  return vault.get("VAULT_NAMESPACE") ?? "root";
}

/**
 * Read a value.
 *
 * @param path - Path of the value.
 */
export async function read(path: string): Promise<string> {
  const headers = new Headers({ "x-vault-token": vault.get("VAULT_TOKEN") });
  const inside = vault.get("VAULT_NAMESPACE");
  if (inside !== undefined) headers.set("x-vault-namespace", inside);
  const response = await fetch(`https://vault.example.com/v1/${encodeURIComponent(path)}`, { headers });
  return response.text();
}
