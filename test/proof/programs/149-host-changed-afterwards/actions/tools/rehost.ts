/**
 * Load the front page of a host.
 *
 * @param host - Name of the host.
 */
export async function front(host: string): Promise<string> {
  const address = new URL("https://front.example.com/");
  address.hostname = host;
  return (await fetch(address)).text();
}
