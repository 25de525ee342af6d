import { Version3Client } from "jira.js";

/**
 * Get an issue.
 *
 * @title jira.js
 */
export async function useJira(http: string): Promise<string> {
  const client = new Version3Client({
    host: `${http}/jira`,
    authentication: { basic: { email: "a@b.test", apiToken: "t" } },
  });
  const issue = await client.issues.getIssue({ issueIdOrKey: "ABC-1", fields: ["summary"] });
  return `${issue.key} ${issue.fields.summary}`;
}
