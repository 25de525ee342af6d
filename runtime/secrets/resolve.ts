import { ActionError } from "../contract/action-error.js";
import type { BuiltAction, BuiltSecret } from "../contract/build.js";
import type { SecretRequirement, SecretUse } from "../contract/manifest.js";
import { qualifiedVariable } from "./env-secrets.js";
import type { SecretProvider } from "./provider.js";

/** Values of one call, only those that its action reads, by secret name and key. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The action whose secrets are looked up, and the providers. */
export interface SecretLookup {
  readonly key: string;
  readonly action: BuiltAction;
  readonly secrets: Readonly<Record<string, BuiltSecret>>;
  /** Called in this order. */
  readonly providers: readonly SecretProvider[];
}

/** Looks up the secrets of an action. Rejects with `SECRET_MISSING`, which names every required key without a value. */
export async function resolveSecrets(lookup: SecretLookup): Promise<SecretValues> {
  const found = await Promise.all(lookup.action.secrets.map((each) => lookUpRequirement(lookup, each)));
  const missing = found.flatMap((each) => (each.missing.length === 0 ? [] : [each.missing]));
  if (missing.length > 0) throw secretMissing(lookup, missing);
  const values: Record<string, Record<string, string>> = Object.create(null);
  for (const { name, entries } of found.flatMap((each) => each.found)) {
    values[name] = { ...values[name], ...Object.fromEntries(entries) };
  }
  return values;
}

interface FoundUse {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

interface MissingUse {
  readonly name: string;
  readonly keys: readonly string[];
}

interface LookupResult {
  readonly found: readonly FoundUse[];
  /** All members of a `oneOf`, of which any one would be enough. */
  readonly missing: readonly MissingUse[];
}

async function lookUpRequirement(lookup: SecretLookup, requirement: SecretRequirement): Promise<LookupResult> {
  if (!("oneOf" in requirement)) return lookUpUse(lookup, requirement);
  const members = await Promise.all(requirement.oneOf.map((use) => lookUpUse(lookup, { ...use, optional: false })));
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

async function lookUpUse(lookup: SecretLookup, use: SecretUse): Promise<LookupResult> {
  const { name, keys, optionalKeys, optional } = use;
  const values = await Promise.all(
    [...keys, ...optionalKeys].map(async (key) => [key, await readValue(lookup, name, key)]),
  );
  const entries = values.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const absent = keys.filter((key) => !entries.some(([found]) => found === key));
  if (absent.length === 0) return { found: [{ name, entries }], missing: [] };
  if (optional && entries.length === 0) return { found: [], missing: [] };
  return { found: [], missing: [{ name, keys: absent }] };
}

async function readValue(lookup: SecretLookup, name: string, key: string): Promise<string | undefined> {
  const type = lookup.secrets[name]?.type ?? "custom";
  const info = { type, action: lookup.key, isIncluded: isIncluded(lookup, name, key) };
  for (const provider of lookup.providers) {
    const value = await readFromProvider(provider, { lookup, name, key, info });
    if (value !== undefined) return value;
  }
  return undefined;
}

function isIncluded({ secrets }: SecretLookup, name: string, key: string): boolean {
  const secret = secrets[name];
  return secret?.type === "custom" && secret.includedKeys?.includes(key) === true;
}

interface ProviderRequest {
  readonly lookup: SecretLookup;
  readonly name: string;
  readonly key: string;
  readonly info: Parameters<SecretProvider["get"]>[2];
}

async function readFromProvider(provider: SecretProvider, request: ProviderRequest): Promise<string | undefined> {
  const { lookup, name, key, info } = request;
  const failed = (reason: string): ActionError =>
    new ActionError({
      code: "SECRET_MISSING",
      action: lookup.key,
      message: `The value of ${key} of the secret \`${name}\` could not be had: ${reason}.`,
      details: [{ name, keys: [key] }],
    });
  let value: unknown;
  try {
    value = await provider.get(name, key, info);
  } catch (error) {
    throw failed(`the provider failed (${error instanceof Error ? error.message : "without an Error"})`);
  }
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw failed(`the provider gave ${typeof value}, not text`);
}

/** Returns the error of an action whose requirements have no values; of each requirement all choices are given. */
function secretMissing(lookup: SecretLookup, missing: readonly (readonly MissingUse[])[]): ActionError {
  const uses = missing.flat();
  const needs = missing.map((choices) => {
    const texts = choices.map((use) => missingUseText(lookup, use));
    return choices.length > 1 ? `either ${texts.join(" or ")}` : texts.join("");
  });
  const [first] = uses;
  const [key = ""] = first?.keys ?? [];
  const way = uses.length > 1 ? "Or pass values" : "Or pass the value";
  return new ActionError({
    code: "SECRET_MISSING",
    action: lookup.key,
    message: `\`${lookup.key}\` needs ${needs.join(", and ")}. ${way}: \`secrets: { ${first?.name}: { ${key}: "…" } }\`.`,
    details: uses.map((use) => ({ name: use.name, keys: use.keys })),
  });
}

/** Returns the missing keys of a secret, with the environment variables that `envSecrets` would read. */
function missingUseText(lookup: SecretLookup, { name, keys }: MissingUse): string {
  const isCustom = lookup.secrets[name]?.type !== "oauth";
  const variables = keys.map((key) => {
    const hasBare = isCustom && !isIncluded(lookup, name, key);
    return `${qualifiedVariable(name, key)}${hasBare ? ` or ${key}` : ""}`;
  });
  return `${keys.join(" and ")} of the secret \`${name}\` (environment variable ${variables.join(", and ")})`;
}
