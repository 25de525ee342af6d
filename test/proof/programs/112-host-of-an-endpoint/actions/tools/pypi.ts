import { files, pypi } from "../_shared/pypi.js";

/**
 * Describe a package.
 *
 * @param name - Name of the package.
 */
export async function describe(name: string): Promise<string> {
  return (await fetch(pypi.url(`/${encodeURIComponent(name)}/json`))).text();
}

/**
 * Load a file.
 *
 * @param path - Path of the file, in one segment.
 */
export async function load(path: string): Promise<string> {
  const address = files.url(`/packages/${encodeURIComponent(path)}`);
  return (await fetch(address)).text();
}
