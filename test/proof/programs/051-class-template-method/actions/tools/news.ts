import { News } from "../_shared/news.js";

/**
 * Read the news.
 */
export async function readNews(): Promise<string> {
  const source = new News();
  return source.read();
}
