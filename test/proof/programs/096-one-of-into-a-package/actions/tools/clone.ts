import { oauth, oneOf } from "actionary";

export const first = oauth({ providerId: "first_place", grantType: "authorization_code" });
export const second = oauth({ providerId: "second_place", grantType: "authorization_code" });
export const either = oneOf(first, second);

/**
 * List the keys of the handle.
 */
export function keys(): string[] {
  return Object.keys(either);
}

/**
 * Tell how long the token is.
 */
export function tokenLength(): number {
  return either.token().length;
}
