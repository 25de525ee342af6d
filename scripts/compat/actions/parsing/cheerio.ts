import { load } from "cheerio";

/**
 * Read a page.
 *
 * @title cheerio
 */
export async function useCheerio(): Promise<string> {
  return load("<ul><li class=a>1<li>2</ul>")("li.a").text();
}
