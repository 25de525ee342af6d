import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import type { WatchedInputs } from "./watched-inputs.js";

/** Receives changes of a project's inputs; paths are relative to its root, with `/`. */
export interface Listener {
  readonly onFile: (path: string) => void;
  /** A folder was added or removed: its files may be unwatched until a new watcher is made. */
  readonly onFolder: (path: string) => void;
  readonly onError: (error: Error) => void;
}

/** Watches a project's inputs, some of which may not exist yet; resolves when all changes from then on are reported. */
export async function watchFiles(root: string, inputs: WatchedInputs, listener: Listener): Promise<FSWatcher> {
  const pathOf = (absolute: string): string => relative(root, absolute).replaceAll("\\", "/");
  // Watches folders, because the files in them and the actions folder may be removed and added again.
  const folders = new Set([root, ...inputs.elsewhere.map((path) => join(root, dirname(path)))]);
  const watcher = watch([...folders], {
    ignoreInitial: true,
    // It would delay each deletion; rounds wait long enough for a file to be replaced.
    atomic: false,
    ignored: (absolute, stats) => {
      const path = pathOf(absolute);
      if (stats?.isFile()) return !inputs.isFile(path);
      return !inputs.isFolder(path) && !(stats === undefined && inputs.isFile(path));
    },
  });
  const report = (absolute: string): void => {
    const path = pathOf(absolute);
    if (inputs.isFile(path)) listener.onFile(path);
    else if (inputs.isFolder(path) && isFolder(absolute)) listener.onFolder(path);
  };
  watcher.on("all", (event, absolute) => {
    if (event === "addDir" || event === "unlinkDir") listener.onFolder(pathOf(absolute));
    // The others are reported below, except when chokidar polls.
    else if (event === "add" || watcher.options.usePolling) report(absolute);
  });
  // Used instead of the events above, which drop a second change of a file within 50 ms.
  watcher.on("raw", (event, name, details) => {
    const { watchedPath } = details as { readonly watchedPath?: string };
    // Polling gives no path here, and drops no change.
    if (watchedPath === undefined) return;
    if (inputs.isFile(pathOf(watchedPath))) report(watchedPath);
    else if (name && (event === "rename" || inputs.isFile(pathOf(join(watchedPath, name))))) {
      report(join(watchedPath, name));
    }
  });
  watcher.on("error", (error) => listener.onError(error as Error));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return watcher;
}

function isFolder(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
