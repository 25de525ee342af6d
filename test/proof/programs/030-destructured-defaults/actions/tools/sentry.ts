import { secret } from "actionary";

export const sentry = secret({ name: "sentry", keys: ["SENTRY_TOKEN", "SENTRY_DSN", "SENTRY_ORG"] });

interface Settings {
  readonly token?: string;
  readonly nested?: { readonly dsn?: string };
}

function headers({
  token = sentry.get("SENTRY_TOKEN"),
  nested: { dsn = sentry.get("SENTRY_DSN") } = {},
}: Settings = {}): Record<string, string> {
  return { authorization: `Bearer ${token}`, "x-dsn": dsn };
}

/**
 * List the issues.
 */
export async function listIssues(): Promise<string> {
  const response = await fetch("https://sentry.example.com/api/0/issues/", { headers: headers() });
  return response.text();
}

/**
 * Name the organization.
 *
 * @param names - Names to choose the first of.
 */
export function organization(names: string[]): string {
  const [first = sentry.get("SENTRY_ORG")] = names;
  return first;
}
