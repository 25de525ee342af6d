import { cpSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { AtEnd } from "../project/at-end.js";
import { root, temporaryFolder } from "../project/make-project.js";

/** Copies the checkout to a temporary folder, and links the repository's node_modules there. */
export function copyCheckout(atEnd?: AtEnd): string {
  const folder = join(temporaryFolder(atEnd), "checkout");
  const left = new Set(["node_modules", ".git", ".cache", "dist", "test", "coverage"]);
  cpSync(root, folder, { recursive: true, filter: (path) => path === root || !left.has(basename(path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}
