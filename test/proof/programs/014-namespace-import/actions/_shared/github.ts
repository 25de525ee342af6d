import { secret } from "actionary";

export const github = secret({ name: "github", keys: ["GITHUB_TOKEN", "GITHUB_WEBHOOK_SECRET"] });

export const authorization = (): string => `Bearer ${github.get("GITHUB_TOKEN")}`;

export function signingKey(): string {
  return github.get("GITHUB_WEBHOOK_SECRET");
}
