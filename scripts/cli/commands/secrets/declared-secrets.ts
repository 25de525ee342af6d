import type { ActionEntry, Manifest, SecretEntry, SecretUse } from "../../../../runtime/contract/manifest.js";
import { didYouMean } from "../../../../runtime/contract/suggest.js";
import { CommandFault } from "../../project/project-files.js";

/** Returns the secret of a name. Throws a `CommandFault` with those that there are. */
export function declaredSecret({ secrets }: Manifest, name: string): SecretEntry {
  const found = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (found) return found;
  const names = Object.keys(secrets);
  const known = names.length === 0 ? "No action declares a secret yet." : `There are ${names.join(", ")}.`;
  throw new CommandFault(`no action declares a secret \`${name}\`.${didYouMean(name, names)} ${known}`);
}

/** A key of a secret, as a form shows it. */
export interface SecretKey {
  readonly key: string;
  readonly title: string;
  readonly isRequired: boolean;
  readonly isMultiline: boolean;
}

/** Returns all keys of a secret. */
export function keysOf(secret: SecretEntry): readonly SecretKey[] {
  if (secret.type === "oauth") {
    return secret.grants.map(({ key, optional }) => ({ key, title: key, isRequired: !optional, isMultiline: false }));
  }
  return secret.fields.map(({ key, title, multiline }) => ({
    ...{ key, title, isMultiline: multiline },
    isRequired: secret.keys.includes(key),
  }));
}

/** Returns the keys of a secret that a name means. Throws a `CommandFault` for one that it does not have. */
export function declaredKey(secret: SecretEntry, key: string): SecretKey {
  const keys = keysOf(secret);
  const found = keys.find((each) => each.key === key);
  if (found) return found;
  const names = keys.map((each) => each.key);
  throw new CommandFault(
    `the secret \`${secret.name}\` has no key \`${key}\`.${didYouMean(key, names)} It has ${names.join(", ")}.`,
  );
}

/** A need of an action, with all of its choices. */
export interface Need {
  readonly choices: readonly SecretUse[];
}

/** Returns what an action needs, each with its choices. */
export function needsOf({ secrets }: ActionEntry): readonly Need[] {
  return secrets.map((each) => ({ choices: "oneOf" in each ? each.oneOf : [each] }));
}

/** Returns the keys of the actions that check a secret (`@verifies`). */
export function checksOf({ actions }: Manifest, name: string): readonly string[] {
  return Object.values(actions).flatMap((action) => (action.verifies === name ? [action.key] : []));
}
