import { openStore } from "../_shared/open-store.js";

/**
 * Read what is stored.
 */
export async function read(): Promise<string> {
  const { read: readIt } = openStore();
  return readIt();
}

/**
 * Store a text.
 *
 * @param text - What to store.
 */
export async function write(text: string): Promise<boolean> {
  return openStore().write(text);
}
