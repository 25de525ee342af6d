import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { AtEnd } from "./at-end.js";

/** Root of the repository. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Texts or bytes of files, by their paths below a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A `tsconfig.json` without the types of browsers and of Node, which take longer to read than all else of a small project. */
export const leanOptions = '{ "compilerOptions": { "module": "nodenext", "lib": ["es2023"], "types": [] } }\n';

/** Makes a temporary folder, which is removed after the test, or when `atEnd` says. */
export function temporaryFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "actionary-")));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a project of these files in a temporary folder. `actionary` and `@types` can be imported. */
export function makeProject(files: Files, atEnd?: AtEnd): string {
  const folder = temporaryFolder(atEnd);
  linkPackages(folder);
  writeFiles(folder, files);
  return folder;
}

/** Makes `actionary` and `@types` importable in a project. */
export function linkPackages(folder: string): void {
  linkPackage(folder);
  linkTypes(folder);
}

/** Links each package of types by itself, so that a project may write another one beside them. */
export function linkTypes(folder: string): void {
  const types = join(root, "node_modules/@types");
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  for (const name of readdirSync(types)) symlinkSync(join(types, name), join(folder, "node_modules/@types", name));
}

/** Makes `actionary` importable in a project. */
export function linkPackage(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/actionary"));
}

/** Reads all files below a folder. */
export function readFiles(folder: URL): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => statSync(new URL(path, folder)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(new URL(path, folder), "utf8")]));
}

/** Writes files below a folder, and makes the folders that they need. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
