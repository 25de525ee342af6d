import { ActionError } from "../contract/action-error.js";
import type { BuiltAction, BuiltSecret } from "../contract/build.js";
import type { SecretRequirement, SecretUse } from "../contract/manifest.js";
import { qualifiedVariable } from "./env-secrets.js";
import type { SecretProvider } from "./provider.js";

/** The values of one call: what its action reads and nothing else, by secret name and key. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Whose secrets are looked up, and where. */
export interface SecretQuestion {
  readonly key: string;
  readonly action: BuiltAction;
  readonly secrets: Readonly<Record<string, BuiltSecret>>;
  /** Asked in this order. */
  readonly providers: readonly SecretProvider[];
}

/** Looks up what an action reads. Rejects with `SECRET_MISSING`, naming every required key that has no value. */
export async function resolveSecrets(question: SecretQuestion): Promise<SecretValues> {
  const found = await Promise.all(question.action.secrets.map((each) => lookUpRequirement(question, each)));
  const missing = found.flatMap((each) => each.missing);
  if (missing.length > 0) throw secretMissing(question, missing);
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

interface Lookup {
  readonly found: readonly FoundUse[];
  /** Of a `oneOf` every member: any one of them would do. */
  readonly missing: readonly MissingUse[];
}

async function lookUpRequirement(question: SecretQuestion, requirement: SecretRequirement): Promise<Lookup> {
  if (!("oneOf" in requirement)) return lookUpUse(question, requirement);
  const members = await Promise.all(requirement.oneOf.map((use) => lookUpUse(question, { ...use, optional: false })));
  const configured = members.find(({ found, missing }) => missing.length === 0 && hasValues(found));
  if (configured) return configured;
  if (requirement.oneOf.every((use) => use.optional)) return { found: [], missing: [] };
  return { found: [], missing: requirement.oneOf.map(({ name, keys }) => ({ name, keys })) };
}

function hasValues(found: readonly FoundUse[]): boolean {
  return found.some(({ entries }) => entries.length > 0);
}

async function lookUpUse(question: SecretQuestion, use: SecretUse): Promise<Lookup> {
  const { name, keys, optionalKeys, optional } = use;
  const values = await Promise.all(
    [...keys, ...optionalKeys].map(async (key) => [key, await ask(question, name, key)]),
  );
  const entries = values.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const absent = keys.filter((key) => !entries.some(([found]) => found === key));
  if (absent.length === 0) return { found: [{ name, entries }], missing: [] };
  if (optional && entries.length === 0) return { found: [], missing: [] };
  return { found: [], missing: [{ name, keys: absent }] };
}

async function ask(question: SecretQuestion, name: string, key: string): Promise<string | undefined> {
  const info = { type: question.secrets[name]?.type ?? "custom", action: question.key } as const;
  for (const provider of question.providers) {
    const value = await answerOf(provider, { question, name, key, info });
    if (value !== undefined) return value;
  }
  return undefined;
}

interface Asked {
  readonly question: SecretQuestion;
  readonly name: string;
  readonly key: string;
  readonly info: Parameters<SecretProvider["get"]>[2];
}

async function answerOf(provider: SecretProvider, asked: Asked): Promise<string | undefined> {
  const { question, name, key } = asked;
  const failed = (reason: string): ActionError =>
    new ActionError({
      code: "SECRET_MISSING",
      action: question.key,
      message: `The value of ${key} of the secret \`${name}\` could not be had: ${reason}.`,
      details: [{ name, keys: [key] }],
    });
  let value: unknown;
  try {
    value = await provider.get(name, key, asked.info);
  } catch (error) {
    throw failed(`the provider failed (${error instanceof Error ? error.message : "without an Error"})`);
  }
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw failed(`the provider gave ${typeof value}, not text`);
}

function secretMissing(question: SecretQuestion, missing: readonly MissingUse[]): ActionError {
  const [first] = missing;
  const [key = ""] = first?.keys ?? [];
  const name = first?.name ?? "";
  const alternatives = question.action.secrets.some((each) => "oneOf" in each);
  const lacking = missing.map((use) => `${use.keys.join(" and ")} of the secret \`${use.name}\``);
  const isCustom = question.secrets[name]?.type !== "oauth";
  const variables = `${qualifiedVariable(name, key)}${isCustom ? ` or ${key}` : ""}`;
  return new ActionError({
    code: "SECRET_MISSING",
    action: question.key,
    message:
      `\`${question.key}\` needs ${lacking.join(alternatives ? " or " : ", and ")}. Set the environment variable ` +
      `${variables}, or pass \`secrets: { ${name}: { ${key}: "…" } }\`.`,
    details: missing.map((use) => ({ name: use.name, keys: use.keys })),
  });
}
