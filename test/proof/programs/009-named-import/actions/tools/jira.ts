import { jiraHeaders, webhookKey } from "../_shared/jira.js";

/**
 * Get an issue.
 *
 * @param key - Key of the issue, such as `OPS-1`.
 */
export async function getIssue(key: string): Promise<string> {
  const response = await fetch(`https://jira.example.com/rest/api/3/issue/${encodeURIComponent(key)}`, {
    headers: jiraHeaders(),
  });
  return response.text();
}

/**
 * Tell whether a webhook was signed with the shared key.
 *
 * @param signature - Signature of the webhook.
 */
export function isSigned(signature: string): boolean {
  return signature === webhookKey();
}

/**
 * Split a key into project and number.
 *
 * @param key - Key of an issue.
 */
export function splitKey(key: string): string[] {
  return key.split("-");
}
