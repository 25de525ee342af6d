/**
 * Load a page.
 *
 * @param address - Address of the page.
 */
export async function load(address: string): Promise<string> {
  return (await fetch(address)).text();
}
