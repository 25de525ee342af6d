import { readdirSync, statSync } from "node:fs";
import { isDeclarationFile } from "../model/declaration-file.js";

/** A folder in which declaration files were looked for, by its absolute path, and the names that count there. */
export type FolderListing = readonly [folder: string, names: string];

/** Declaration files in a folder, and the folders in which there may be more. */
export interface FolderEntries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** Returns the entries of a folder by its absolute path; without `out`, into which codegen writes. */
export function readEntries(folder: string, out: string): FolderEntries {
  const files: string[] = [];
  const directories: string[] = [];
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry;
      const path = `${folder}/${name}`;
      if (name === "node_modules" || name.startsWith(".") || path === out) continue;
      const status = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (status?.isDirectory()) directories.push(name);
      else if (status?.isFile() && isDeclarationFile(name)) files.push(name);
    }
  } catch {
    // A folder that cannot be read holds nothing, as for the compiler.
  }
  return { files: files.sort(), directories: directories.sort() };
}

/** Returns the names of entries as a listing has them. */
export function namesOf({ files, directories }: FolderEntries): string {
  return JSON.stringify([files, directories]);
}
