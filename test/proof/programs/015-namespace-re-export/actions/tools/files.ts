import { box, dropbox } from "../_shared/stores.js";

/**
 * Read a file of Box.
 *
 * @param id - The file's ID.
 */
export async function readBox(id: string): Promise<string> {
  return box.download(id);
}

/**
 * Read a file of Dropbox.
 *
 * @param path - The file's path.
 */
export async function readDropbox(path: string): Promise<string> {
  return dropbox.download(path);
}
