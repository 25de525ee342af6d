/**
 * Repositories of GitHub.
 *
 * @packageDocumentation
 * @platform GitHub
 * @icon github
 */
import { getFromGithub, github, githubApi } from "../_shared/github.js";
import { path } from "../_shared/http/path.js";

/** The user or organization that a repository belongs to. */
export interface RepositoryOwner {
  /** The account's name. */
  login: string;
  /** The account's number. */
  id: number;
  /** `User` or `Organization`. */
  type: string;
  /** The account's page. */
  html_url: string;
}

/** A license, as GitHub recognises it in a repository. */
export interface RepositoryLicense {
  /** GitHub's name of it, such as `mit`. */
  key: string;
  /** What people call it, such as `MIT License`. */
  name: string;
  /** Its SPDX identifier, such as `MIT`. */
  spdx_id: string | null;
}

/** A repository; GitHub sends further properties, which are passed on as they are. */
export interface Repository {
  /** The repository's number, which stays when it is renamed or moved. */
  id: number;
  /** Its name without the owner's. */
  name: string;
  /** Owner and name: `octocat/Hello-World`. */
  full_name: string;
  /** Whom it belongs to. */
  owner: RepositoryOwner;
  /** What its owner says it is. */
  description: string | null;
  /** Its page. */
  html_url: string;
  /** Where git clones it from, over HTTPS. */
  clone_url: string;
  /** Where git clones it from, over SSH. */
  ssh_url: string;
  /** The branch that is checked out by default. */
  default_branch: string;
  /** Whether only people who were given access can see it. */
  private: boolean;
  /** `public`, `private` or `internal`. */
  visibility?: string;
  /** Whether it is a fork of another repository. */
  fork: boolean;
  /** Whether it is read-only for ever. */
  archived: boolean;
  /** Whether it is switched off. */
  disabled: boolean;
  /** The language that most of it is written in. */
  language: string | null;
  /** What it is about, in the words of its owner. */
  topics?: string[];
  /** Its license. */
  license: RepositoryLicense | null;
  /** How many people have starred it. */
  stargazers_count: number;
  /** How many forks it has. */
  forks_count: number;
  /** How many issues and pull requests are open. */
  open_issues_count: number;
  /** How many people follow what happens in it. */
  subscribers_count: number;
  /** Its size in kilobytes. */
  size: number;
  /** When it was created (ISO 8601). */
  created_at: string;
  /** When it was last changed (ISO 8601). */
  updated_at: string;
  /** When somebody last pushed to it (ISO 8601). */
  pushed_at: string;
}

/**
 * Get a repository by its owner and name.
 *
 * @title Get a repository
 * @docUrl https://docs.github.com/rest/repos/repos#get-a-repository
 * @param owner - User or organization that the repository belongs to.
 * @param repo - Name of the repository, without the owner's.
 * @returns The repository, with everything that GitHub says of it.
 * @readonly
 * @throws auth when GitHub does not know the token.
 * @throws permission when the token may not read the repository.
 * @throws not_found when there is no such repository, or the token cannot see it.
 * @throws rate_limited when the token's requests are used up.
 * @throws unavailable when GitHub cannot be reached.
 * @example {"owner": "octocat", "repo": "Hello-World"}
 * @throws invalid_request
 */
export async function getRepo(owner: string, repo: string): Promise<Repository> {
  const token = github.get("GITHUB_TOKEN");
  return getFromGithub(token, githubApi.url(path`/repos/${owner}/${repo}`));
}
