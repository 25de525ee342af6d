import { watch } from "chokidar";

/**
 * Hear of the files of a folder.
 *
 * @title chokidar
 * @permission fs:/tmp/actionary-compat/found/
 */
export async function useChokidar(): Promise<string[]> {
  const watcher = watch("/tmp/actionary-compat/found", { cwd: "/tmp/actionary-compat/found", persistent: false });
  const names: string[] = [];
  watcher.on("add", (path) => names.push(path));
  await new Promise<void>((resolve) => watcher.on("ready", resolve));
  await watcher.close();
  return names.sort();
}
