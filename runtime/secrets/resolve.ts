import { ActionError } from "../contract/action-error.js";
import type { BuiltAction, BuiltSecret } from "../contract/build.js";
import type { SecretRequirement, SecretUse } from "../contract/manifest.js";
import { askProvider } from "./ask-provider.js";
import type { Soon } from "./follow.js";
import { type MissingUse, secretMissing } from "./missing-secrets.js";
import type { SecretContext, SecretProvider, SecretValues } from "./provider.js";
import { type Connections, requestsOf } from "./requests.js";
import { SecretsError } from "./secrets-error.js";

export type { SecretValues } from "./provider.js";

/** The action whose secrets are looked up, and where. */
export interface SecretLookup {
  readonly key: string;
  readonly action: BuiltAction;
  readonly secrets: Readonly<Record<string, BuiltSecret>>;
  readonly provider: SecretProvider;
  readonly connections?: Connections | undefined;
  readonly context: SecretContext;
}

/**
 * Looks up the secrets of an action; at once where the provider answers so. Throws or rejects with `SECRET_MISSING`, which names
 * every required key without a value.
 */
export function resolveSecrets(lookup: SecretLookup): Soon<SecretValues> {
  const { key, action, secrets, provider, connections, context } = lookup;
  const requests = requestsOf(action, secrets, connections);
  const fail = (error: unknown): never => {
    throw error instanceof SecretsError ? notHad(key, requests, error) : error;
  };
  try {
    const given = askProvider(provider, requests, context);
    return given instanceof Promise ? given.catch(fail).then((values) => take(lookup, values)) : take(lookup, given);
  } catch (error) {
    return fail(error);
  }
}

/** Takes what the action is to get of the values that were had. */
function take({ key, action, secrets, connections }: SecretLookup, given: SecretValues): SecretValues {
  const found = action.secrets.map((requirement) => takeRequirement(given, requirement));
  const missing = found.flatMap((each) => (each.missing.length === 0 ? [] : [each.missing]));
  if (missing.length > 0) throw secretMissing({ key, secrets, connections }, missing);
  const values: Record<string, Record<string, string>> = Object.create(null);
  for (const { found: uses } of found) {
    for (const { name, entries } of uses) {
      // An ordinary object: one without a prototype takes three times as long to become JSON.
      const own = Object.fromEntries(entries);
      values[name] = values[name] ? { ...values[name], ...own } : own;
    }
  }
  return values;
}

interface FoundUse {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

interface LookupResult {
  readonly found: readonly FoundUse[];
  /** All members of a `oneOf`, of which any one would be enough. */
  readonly missing: readonly MissingUse[];
}

function takeRequirement(given: SecretValues, requirement: SecretRequirement): LookupResult {
  if (!("oneOf" in requirement)) return takeUse(given, requirement);
  const members = requirement.oneOf.map((use) => takeUse(given, { ...use, optional: false }));
  const configured = members.find(({ found, missing }) => missing.length === 0 && hasValues(found));
  if (configured) return configured;
  if (requirement.oneOf.every((use) => use.optional)) return { found: [], missing: [] };
  // A choice that has only optional keys is made by any of them.
  const missing = requirement.oneOf.map(({ name, keys, optionalKeys }) => ({
    name,
    keys: keys.length > 0 ? keys : optionalKeys,
  }));
  return { found: [], missing };
}

function hasValues(found: readonly FoundUse[]): boolean {
  return found.some(({ entries }) => entries.length > 0);
}

/** Takes only the keys of this use: another one of the same secret may be part of a choice that was not taken. */
function takeUse(given: SecretValues, { name, keys, optionalKeys, optional }: SecretUse): LookupResult {
  const values = given[name];
  const entries = [...keys, ...optionalKeys].flatMap((key) => {
    const value = values?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const absent = keys.filter((key) => values?.[key] === undefined);
  if (absent.length === 0) return { found: [{ name, entries }], missing: [] };
  if (optional && entries.length === 0) return { found: [], missing: [] };
  return { found: [], missing: [{ name, keys: absent }] };
}

function notHad(key: string, requests: ReturnType<typeof requestsOf>, error: SecretsError): ActionError {
  const names = requests.map(({ name }) => `\`${name}\``);
  const subject = `The values of the secret${names.length > 1 ? "s" : ""} ${names.join(", ")}`;
  return new ActionError({
    code: "SECRET_MISSING",
    action: key,
    message: `${subject} could not be had: ${error.message.replace(/\.$/, "")}.`,
    details: requests.map(({ name, keys }) => ({ name, keys })),
  });
}
