/** URL of a file of the package, by its path below the package's root; holds for the sources and for `dist`. */
export function packageFile(path: string): URL {
  return new URL(`${import.meta.url.endsWith(".ts") ? "../../.." : ".."}/${path}`, import.meta.url);
}
