/** Returns the URL of a file of the package, by its path below the package's root; works from the sources and from `dist`. */
export function packageFile(path: string): URL {
  return new URL(`${import.meta.url.endsWith(".ts") ? "../../.." : ".."}/${path}`, import.meta.url);
}
