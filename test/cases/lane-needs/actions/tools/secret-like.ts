type Key = string;

interface Options {
  accessToken: string;
  url: string;
}

/**
 * Calls.
 *
 * @param token - A secret.
 * @param apiKey - A secret.
 * @param x_api_key - A secret.
 * @param user - A user with a secret.
 * @param options - Options with a secret.
 * @param pageToken - None.
 * @param maxTokens - None.
 * @param tokenType - None.
 * @param secretName - None.
 * @param typed - None.
 * @param password - Typed in. {@widget password}
 */
export function call(
  token: string,
  apiKey: Key,
  x_api_key: string,
  user: { password: string },
  options: Options,
  pageToken: string,
  maxTokens: number,
  tokenType: string,
  secretName: string,
  typed: { token: "a" | "b" },
  password: string,
): void {
  void [token, apiKey, x_api_key, user, options, pageToken, maxTokens, tokenType, secretName, typed, password];
}

/** Calls with one object. */
export function callWith({ clientSecret }: { /** A secret. */ clientSecret: string }): void {
  void clientSecret;
}
