/**
 * Look for pages.
 *
 * @param query - What to look for.
 * @readonly
 */
export async function search(query: string): Promise<string> {
  return (await fetch("https://pages.example.com/search", { method: "POST", body: query })).text();
}
