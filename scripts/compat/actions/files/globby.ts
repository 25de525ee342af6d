import { globby } from "globby";

/**
 * Find files.
 *
 * @title globby
 * @permission fs:/tmp/actionary-compat/found/
 */
export async function useGlobby(): Promise<string[]> {
  return (await globby("**/*.txt", { cwd: "/tmp/actionary-compat/found" })).sort();
}
