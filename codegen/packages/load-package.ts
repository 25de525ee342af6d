import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** Functions that load the packages in the file of packages, and return its templates, by name. */
type PackageFile = Readonly<Record<string, () => unknown>>;

let packages: PackageFile | undefined;

/** Returns the path of the file that `dist` has packages in; undefined where codegen runs from its sources. */
export function pathOfPackages(): string | undefined {
  const path = fileURLToPath(new URL("packages.cjs", import.meta.url));
  return existsSync(path) ? path : undefined;
}

/**
 * Loads a package, or a file of one, at the first call: from the one file of `dist`, else from node_modules. By `require`, because
 * Node reads a CommonJS package twice when an ES module imports it.
 */
export function loadPackage(name: string): unknown {
  packages ??= loadPackages();
  const load = packages[name];
  return load === undefined ? require(name) : load();
}

/** Returns a template of Handlebars that `dist` holds compiled; undefined where codegen runs from its sources. */
export function compiledTemplate(name: string): unknown {
  packages ??= loadPackages();
  return packages[name]?.();
}

function loadPackages(): PackageFile {
  const path = pathOfPackages();
  return path === undefined ? {} : require(path);
}
