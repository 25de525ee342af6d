/**
 * Load a page through us.
 *
 * @param address - Address of the page.
 * @hosts "*"
 */
export async function load(address: string): Promise<string> {
  return (await fetch(address)).text();
}
