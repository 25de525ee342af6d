/**
 * Workflows of GitHub Actions.
 *
 * @packageDocumentation
 * @platform GitHub
 * @icon github
 * @group GitHub Actions
 */
import type { Integer } from "actionary";
import { getFromGithub, github, githubApi } from "../../_shared/github.js";
import { path } from "../../_shared/http/path.js";

/** Who started a workflow run. */
export interface WorkflowActor {
  /** The account's name. */
  login: string;
  /** The account's number. */
  id: number;
}

/** A pull request that a workflow run belongs to. */
export interface WorkflowPullRequest {
  /** The pull request's number, which is not the one in its page's address. */
  id: number;
  /** The number that people use: `#42`. */
  number: number;
  /** The pull request in GitHub's REST API. */
  url: string;
}

/** A run of a workflow; GitHub sends further properties, which are passed on as they are. */
export interface WorkflowRun {
  /** The run's number, unique in all of GitHub. */
  id: number;
  /** The workflow's name. */
  name?: string | null;
  /** What the list of runs calls it, often the title of a commit or pull request. */
  display_title: string;
  /** Which run of its workflow it is, counted from 1. */
  run_number: number;
  /** Which attempt at this run it is, counted from 1. */
  run_attempt?: number;
  /** The workflow's number. */
  workflow_id: number;
  /** The workflow's file. */
  path: string;
  /** What started it: `push`, `pull_request`, `schedule`, … */
  event: string;
  /** How far it is: `queued`, `in_progress`, `completed`, `waiting`, … */
  status: string | null;
  /** How it ended: `success`, `failure`, `cancelled`, …; null until it has. */
  conclusion: string | null;
  /** The branch that it runs on. */
  head_branch: string | null;
  /** The commit that it runs on. */
  head_sha: string;
  /** Who caused the first attempt. */
  actor?: WorkflowActor;
  /** Who caused this attempt. */
  triggering_actor?: WorkflowActor;
  /** The pull requests that it belongs to. */
  pull_requests: WorkflowPullRequest[] | null;
  /** Its page. */
  html_url: string;
  /** Its jobs in GitHub's REST API. */
  jobs_url: string;
  /** Its logs in GitHub's REST API. */
  logs_url: string;
  /** Its artifacts in GitHub's REST API. */
  artifacts_url: string;
  /** When it was created (ISO 8601). */
  created_at: string;
  /** When it last changed (ISO 8601). */
  updated_at: string;
  /** When this attempt started (ISO 8601). */
  run_started_at?: string;
}

/**
 * Get a run of a workflow: how far it is, how it ended and where its logs are.
 *
 * @title Get a workflow run
 * @docUrl https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run
 * @param owner - User or organization that the repository belongs to.
 * @param repo - Name of the repository, without the owner's.
 * @param runId - Number of the run, as in the address of its page. {@minimum 1}
 * @param excludePullRequests - Leave out the pull requests that the run belongs to.
 * @returns The run, with everything that GitHub says of it.
 * @readonly
 * @throws auth when GitHub does not know the token.
 * @throws permission when the token may not read the repository's actions.
 * @throws not_found when there is no such run, or the token cannot see it.
 * @throws rate_limited when the token's requests are used up.
 * @throws unavailable when GitHub cannot be reached.
 * @example {"owner": "octocat", "repo": "Hello-World", "runId": 30433642}
 * @throws invalid_request
 */
export async function getWorkflowRun(
  owner: string,
  repo: string,
  runId: Integer,
  excludePullRequests?: boolean,
): Promise<WorkflowRun> {
  const token = github.get("GITHUB_TOKEN");
  const query = { exclude_pull_requests: excludePullRequests };
  return getFromGithub(token, githubApi.url(path`/repos/${owner}/${repo}/actions/runs/${runId}`, query));
}
