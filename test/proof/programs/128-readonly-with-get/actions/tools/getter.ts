/**
 * List the pages.
 *
 * @readonly
 */
export async function list(): Promise<string> {
  return (await fetch("https://pages.example.com/list", { method: "GET" })).text();
}

/**
 * Count the pages.
 *
 * @readonly
 */
export async function count(): Promise<number> {
  return Number(await (await fetch("https://pages.example.com/count")).text());
}

/**
 * Remove a page.
 *
 * @param page - Name of the page.
 */
export async function remove(page: string): Promise<boolean> {
  return (await fetch(`https://pages.example.com/${encodeURIComponent(page)}`, { method: "DELETE" })).ok;
}
