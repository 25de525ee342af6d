/**
 * Load a file of the service.
 *
 * @param path - Path of the file, with a slash.
 */
export async function loadFile(path: string): Promise<string> {
  return (await fetch(`https://files.example.com${path}`)).text();
}
