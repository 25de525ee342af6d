/**
 * Look at a page.
 *
 * @param page - Name of the page.
 * @readonly
 */
export async function look(page: string): Promise<boolean> {
  const options = { method: "PATCH", headers: { accept: "text/plain" } };
  return (await fetch(`https://pages.example.com/${encodeURIComponent(page)}`, options)).ok;
}
