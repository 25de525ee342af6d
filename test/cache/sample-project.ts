import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { leanOptions } from "../codegen/sample-project.js";
import { root as repository, temporaryFolder } from "../end-to-end/checkout.js";

/** One action, one helper, one secret. */
export const fine: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }\n',
  "tsconfig.json": leanOptions,
  "actions/_shared/text.ts": "export interface Text { text: string }\n",
  "actions/tools/echo.ts": `import { secret } from "actionary";
import type { Text } from "../_shared/text.js";

export const vault = secret({ name: "vault", keys: ["VAULT_TOKEN"] });

/**
 * Say a text again.
 *
 * @param input - What to say.
 */
export function echo(input: Text): string {
  return vault.get("VAULT_TOKEN") && input.text;
}
`,
};

/** A folder with these files, in which `actionary` can be imported; gone after the test, or when `atEnd` says. */
export function plantProject(
  files: Readonly<Record<string, string>> = fine,
  atEnd?: (remove: () => void) => void,
): string {
  const root = temporaryFolder(atEnd);
  mkdirSync(join(root, "node_modules"));
  symlinkSync(repository, join(root, "node_modules/actionary"));
  symlinkSync(join(repository, "node_modules/@types"), join(root, "node_modules/@types"));
  write(root, files);
  return root;
}

export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The folder of the cache. */
export function cacheOf(root: string): string {
  return join(root, ".cache/actionary");
}

/** What the cache keeps, by name. */
export function cacheFiles(root: string): ReadonlyMap<string, string> {
  if (!existsSync(cacheOf(root))) return new Map();
  const names = readdirSync(cacheOf(root)).filter((name) => !name.startsWith("."));
  return new Map(names.sort().map((name) => [name, readFileSync(join(cacheOf(root), name), "latin1")]));
}
