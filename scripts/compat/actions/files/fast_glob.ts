import glob from "fast-glob";

/**
 * Find files.
 *
 * @title fast-glob
 * @permission fs:/tmp/actionary-compat/found/
 */
export async function useFastGlob(): Promise<string[]> {
  return (await glob("**/*.txt", { cwd: "/tmp/actionary-compat/found" })).sort();
}
