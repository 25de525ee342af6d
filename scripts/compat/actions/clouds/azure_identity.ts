import { ClientSecretCredential } from "@azure/identity";

/**
 * Be told that a tenant cannot be reached (no server).
 *
 * @title @azure/identity
 */
export async function useAzureIdentity(): Promise<string> {
  const credential = new ClientSecretCredential("tenant", "client", "secret", {
    authorityHost: "https://127.0.0.1:1",
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  });
  return credential.getToken("https://vault.azure.net/.default").then(
    () => "token",
    (error: Error) => error.name,
  );
}
