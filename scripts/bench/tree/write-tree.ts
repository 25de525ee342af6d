import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes a tree as a project that has installed Actionary: a link to the checkout replaces the package. */
export function writeTree(root: string, tree: ReadonlyMap<string, string>, checkout: string): void {
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(checkout, join(root, "node_modules/actionary"));
  symlinkSync(join(checkout, "node_modules/@types"), join(root, "node_modules/@types"));
}
