import type { SecretProvider } from "./provider.js";

/**
 * Returns a provider that reads environment variables: `NAME__KEY` (the secret's name in capitals), then, only for custom
 * secrets, the bare `KEY`. An empty variable counts as absent.
 */
export function envSecrets(env: Readonly<Record<string, string | undefined>> = process.env): SecretProvider {
  const read = (variable: string): string | undefined => (Object.hasOwn(env, variable) && env[variable]) || undefined;
  return {
    get: (name, key, info) => read(qualifiedVariable(name, key)) ?? (info.type === "custom" ? read(key) : undefined),
  };
}

/** Returns `NAME__KEY`, the variable for one key of one secret. */
export function qualifiedVariable(name: string, key: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}__${key}`;
}
