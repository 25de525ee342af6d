import type { GrantType } from "../contract/manifest.js";
import { oauthSecretName, oauthTokenKey } from "../contract/oauth.js";
import { currentContext } from "./context.js";
import { readKey, withoutValue } from "./read-secret.js";

/** Definition of an OAuth token. Codegen reads it from source, so it consists of literals. */
export interface OAuthDefinition<IsOptional extends boolean> {
  readonly providerId: string;
  /** `authorization_code`: a token on behalf of a user. `client_credentials`: a token of the service itself. */
  readonly grantType: GrantType;
  /** Actions also run without the token. */
  readonly optional?: IsOptional;
}

/** A declared OAuth token: the key `<PROVIDER>_USER_TOKEN` or `<PROVIDER>_SERVICE_TOKEN` of the secret `<provider>_oauth`. */
export interface OAuth<Token extends string | undefined> {
  readonly name: string;
  readonly keys: readonly string[];
  readonly optionalKeys: readonly string[];
  readonly optional: boolean;
  /** Returns the token of the running call. Throws outside of a call, and in an action that does not declare it. */
  token(): Token;
}

/** Declares an OAuth token that actions of this file read. */
export function oauth<const IsOptional extends boolean = false>(
  definition: OAuthDefinition<IsOptional>,
): OAuth<IsOptional extends false ? string : string | undefined> {
  const { providerId, grantType, optional = false } = definition;
  const name = oauthSecretName(providerId);
  const key = oauthTokenKey(providerId, grantType);
  const token = (): string | undefined => {
    const context = currentContext(`oauth("${providerId}").token()`);
    const value = readKey(context, name, key);
    if (value === undefined && !optional) throw new Error(withoutValue(context.action, name, key));
    return value;
  };
  return { name, keys: [key], optionalKeys: [], optional, token: token as () => never };
}
