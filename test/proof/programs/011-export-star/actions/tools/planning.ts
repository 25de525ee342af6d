import { linearTeams, notionPage } from "../_shared/clients/index.js";

/**
 * List the teams.
 */
export async function listTeams(): Promise<string> {
  return linearTeams();
}

/**
 * Get a page.
 *
 * @param id - The page's ID.
 */
export async function getPage(id: string): Promise<string> {
  return notionPage(id);
}

/**
 * Get a page beside the teams.
 *
 * @param id - The page's ID.
 */
export async function getBoth(id: string): Promise<string[]> {
  return Promise.all([linearTeams(), notionPage(id)]);
}
