import * as shared from "../_shared/github.js";

/**
 * List the branches of a repository.
 *
 * @param repo - Name of the repository.
 */
export async function listBranches(repo: string): Promise<string> {
  const headers = { authorization: shared.authorization() };
  const response = await fetch(`https://api.github.com/repos/acme/${encodeURIComponent(repo)}/branches`, { headers });
  return response.text();
}

/**
 * Compare a signature.
 *
 * @param signature - What was sent.
 */
export function check(signature: string): boolean {
  return signature.endsWith(shared["signingKey"]());
}

/**
 * Tell whether a token is of the new kind, reading through the handle of the namespace.
 */
export function isFineGrained(): boolean {
  return shared.github.get("GITHUB_TOKEN").startsWith("github_pat_");
}
