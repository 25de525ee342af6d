import { GitLab } from "../_shared/gitlab.js";

/**
 * List the issues of a project.
 *
 * @param project - Path of the project.
 */
export async function listIssues(project: string): Promise<string> {
  return new GitLab(project).listIssues();
}

/**
 * Open an issue.
 *
 * @param project - Path of the project.
 */
export async function openIssue(project: string): Promise<string> {
  const client = new GitLab(project);
  return client.openIssue();
}
