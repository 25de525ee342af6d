import { open } from "./broken.js";

/** Imports what does not parse, which is no mistake of its own. */
export async function use(): Promise<void> {
  open("");
}
