import { Octokit } from "@octokit/rest";
import { secret } from "actionary";

export const githubToken = secret({ name: "github", keys: ["GITHUB_TOKEN"] });

/**
 * Get a repository, with an exported secret.
 *
 * @title @octokit/rest
 */
export async function useOctokit(http: string): Promise<number> {
  const octokit = new Octokit({ auth: githubToken.get("GITHUB_TOKEN"), baseUrl: `${http}/github` });
  const { data } = await octokit.rest.repos.get({ owner: "octocat", repo: "hello-world" });
  return data.stargazers_count;
}
