import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import type { Inputs } from "./inputs.js";

/** What is told of a project's inputs; paths are relative to its root, with `/`. */
export interface Listener {
  readonly onFile: (path: string) => void;
  /** A folder came or went: what is watched of it is not certain until the watcher is made anew. */
  readonly onFolder: (path: string) => void;
  readonly onError: (error: Error) => void;
}

/** Watches a project's inputs, of which some may be missing yet; resolves when every change from here on is told. */
export async function watchFiles(root: string, inputs: Inputs, listener: Listener): Promise<FSWatcher> {
  const pathOf = (absolute: string): string => relative(root, absolute).replaceAll("\\", "/");
  // Folders are watched, not the files and the folder of the actions in them, which may be gone and come back.
  const folders = new Set([root, ...inputs.elsewhere.map((path) => join(root, dirname(path)))]);
  const watcher = watch([...folders], {
    ignoreInitial: true,
    // Would hold each deletion back for a while; rounds wait long enough for a file to be replaced.
    atomic: false,
    ignored: (absolute, stats) => {
      const path = pathOf(absolute);
      if (stats?.isFile()) return !inputs.isFile(path);
      return !inputs.isFolder(path) && !(stats === undefined && inputs.isFile(path));
    },
  });
  const tell = (absolute: string): void => {
    const path = pathOf(absolute);
    if (inputs.isFile(path)) listener.onFile(path);
    else if (inputs.isFolder(path) && isFolder(absolute)) listener.onFolder(path);
  };
  watcher.on("all", (event, absolute) => {
    if (event === "addDir" || event === "unlinkDir") listener.onFolder(pathOf(absolute));
    // The others were told already, below; not where chokidar polls.
    else if (event === "add" || watcher.options.usePolling) tell(absolute);
  });
  // Rather than the events above, because those drop a second change of a file within 50 ms.
  watcher.on("raw", (event, name, details) => {
    const { watchedPath } = details as { readonly watchedPath?: string };
    // Polling, which tells no path here, has no such gap.
    if (watchedPath === undefined) return;
    if (inputs.isFile(pathOf(watchedPath))) tell(watchedPath);
    else if (name && (event === "rename" || inputs.isFile(pathOf(join(watchedPath, name))))) {
      tell(join(watchedPath, name));
    }
  });
  watcher.on("error", (error) => listener.onError(error as Error));
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return watcher;
}

function isFolder(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
