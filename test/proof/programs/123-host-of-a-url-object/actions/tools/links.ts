const base = "https://links.example.com/api/";

/**
 * Get a link.
 *
 * @param id - ID of the link.
 */
export async function get(id: string): Promise<string> {
  const address = new URL(`/links/${encodeURIComponent(id)}`, base);
  address.searchParams.set("full", "yes");
  return (await fetch(address)).text();
}

/**
 * List the links.
 */
export async function list(): Promise<string> {
  const address = new URL("links", "https://list.example.com/");
  return (await fetch(address.href)).text();
}
