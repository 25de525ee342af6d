import { posix } from "node:path";

/** Returns the folders above a relative path, nearest first, without the folder that it is relative to. */
export function foldersAbove(path: string): readonly string[] {
  const parent = posix.dirname(path);
  return parent === "." ? [] : [parent, ...foldersAbove(parent)];
}
