import type { CallContext } from "../contract/context.js";
import { currentContext } from "./context.js";
import type { OAuth } from "./oauth.js";
import { isDeclared, readKey } from "./read-secret.js";

/** A member of `oneOf`: a declared secret or token. */
export interface OneOfMember {
  readonly name: string;
  readonly keys: readonly string[];
  readonly optionalKeys: readonly string[];
  readonly optional: boolean;
}

/** OAuth tokens of which an action needs one. */
export interface OneOfTokens<Token extends string | undefined> {
  readonly members: readonly OAuth<string | undefined>[];
  /** Returns the token of the first configured member, in the order of declaration. */
  token(): Token;
}

/** Secrets of which an action needs one. */
export interface OneOfSecrets<Member extends OneOfMember> {
  readonly members: readonly Member[];
  /** Returns the first configured member, in the order of declaration; its `name` shows which one it is. */
  first(): Member;
}

/** Type of `token()`: includes `undefined` only if every member is optional. */
export type OneOfToken<Member> = [Extract<Member, OAuth<string>>] extends [never] ? string | undefined : string;

/**
 * Declares that an action needs any one of several secrets; a call without any ends with `SECRET_MISSING`, which names all.
 * Tokens are read with `token()`, other secrets with `first()`, which binds all keys of all members.
 */
export function oneOf<const Members extends readonly OAuth<string | undefined>[]>(
  ...members: Members
): OneOfTokens<OneOfToken<Members[number]>>;
export function oneOf<const Members extends readonly OneOfMember[]>(...members: Members): OneOfSecrets<Members[number]>;
export function oneOf(...members: readonly (OneOfMember & { readonly token?: () => string | undefined })[]): unknown {
  const isOptional = members.every((member) => member.optional);
  return {
    members,
    first: () => {
      const context = currentContext("oneOf(…).first()");
      return firstConfigured(context, members) ?? noneConfigured(context, members);
    },
    token: () => {
      const context = currentContext("oneOf(…).token()");
      const member = firstConfigured(context, members);
      if (!member && !isOptional) noneConfigured(context, members);
      return member?.token?.();
    },
  };
}

function firstConfigured<Member extends OneOfMember>(
  context: CallContext,
  members: readonly Member[],
): Member | undefined {
  return members.find(({ name, keys, optionalKeys }) => {
    const declared = (keys.length > 0 ? keys : optionalKeys).filter((key) => isDeclared(context, name, key));
    return declared.length > 0 && declared.every((key) => readKey(context, name, key) !== undefined);
  });
}

function noneConfigured(context: CallContext, members: readonly OneOfMember[]): never {
  const names = members.map(({ name, keys }) => `\`${name}\` (${keys.join(", ")})`).join(", ");
  throw new Error(`\`${context.action}\` needs one of ${names}; none is configured in this call.`);
}
