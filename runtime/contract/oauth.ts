import type { GrantType } from "./manifest.js";

/** Returns the name of the secret that holds a provider's tokens: `microsoft_sentinel_oauth`. */
export function oauthSecretName(providerId: string): string {
  return `${providerId}_oauth`;
}

/** Returns the key of a grant's token within that secret: `MICROSOFT_SENTINEL_USER_TOKEN` or `…_SERVICE_TOKEN`. */
export function oauthTokenKey(providerId: string, grantType: GrantType): string {
  const prefix = providerId.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return `${prefix}_${grantType === "authorization_code" ? "USER" : "SERVICE"}_TOKEN`;
}
