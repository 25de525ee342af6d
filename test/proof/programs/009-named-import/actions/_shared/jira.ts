import { secret } from "actionary";

export const jira = secret({ name: "jira", keys: ["JIRA_EMAIL", "JIRA_API_TOKEN", "JIRA_WEBHOOK_SECRET"] });

export function jiraHeaders(): Record<string, string> {
  const login = `${jira.get("JIRA_EMAIL")}:${jira.get("JIRA_API_TOKEN")}`;
  return { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
}

export function webhookKey(): string {
  return jira.get("JIRA_WEBHOOK_SECRET");
}
