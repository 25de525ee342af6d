import { search } from "../_shared/video.js";

/**
 * Look for videos.
 *
 * @param query - What to look for.
 */
export async function find(query: string): Promise<string> {
  return search(query);
}
