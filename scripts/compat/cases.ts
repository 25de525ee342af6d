import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of this program, with the packages that it tries. */
export const compatFolder: string = fileURLToPath(new URL(".", import.meta.url));

/** One package with its use: a file below `actions`. */
export interface Case {
  /** Name of the package, which is the title of the action. */
  readonly name: string;
  /** Path of the file below `actions`. */
  readonly file: string;
  /** Kind of package: the name of the folder. */
  readonly kind: string;
}

/** Returns all cases, ordered by kind and name. */
export function readCases(): readonly Case[] {
  const folder = join(compatFolder, "actions");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .map((file) => ({ name: titleOf(join(folder, file)), file, kind: dirname(file) }))
    .sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}

function titleOf(file: string): string {
  const title = / \* @title (.+)/.exec(readFileSync(file, "utf8"))?.[1];
  if (title === undefined) throw new Error(`${file} has no @title, which names its package.`);
  return title;
}
