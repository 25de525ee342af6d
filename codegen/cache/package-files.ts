import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { type FileSignature, isSettledAt } from "./file-signature.js";

/** End of a path that stands for all files of a package that decide its types. */
const ending = "/**";

/** Returns the path that stands for the types of a package, by its folder. */
export function packagePath(folder: string): string {
  return `${folder}${ending}`;
}

/** Returns the folder of a path that stands for a package; undefined for any other path. */
export function folderOfPackagePath(path: string): string | undefined {
  return path.endsWith(ending) ? path.slice(0, -ending.length) : undefined;
}

/** Files of a package that decide its types, and the folders within it that have packages of their own. */
interface PackageFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  readonly nests: readonly string[];
}

/** Returns the signature of all files of a package that decide its types; undefined when it has none. */
export function packageSignature(folder: string): FileSignature | undefined {
  const { files } = filesOf(folder);
  const hash = createHash("sha256");
  let changedAt = 0;
  for (const path of files) {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) continue;
    const { size, mtimeMs, ctimeMs, ino } = status;
    hash.update(`${path.slice(folder.length)} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`);
    changedAt = Math.max(changedAt, mtimeMs, ctimeMs);
  }
  return files.length === 0 ? undefined : { text: `package ${hash.digest("base64url")}`, changedAt };
}

/** Hashes of packages by folder and signature: a package is read once, to be searched and hashed. */
const knownHashes = new Map<string, string>();

/** Returns a hash of the names and bytes of all files of a package that decide its types. */
export function packageHash(folder: string): string {
  const signature = packageSignature(folder);
  return knownHashes.get(`${folder} ${signature?.text}`) ?? readPackage(folder, () => {}).hash;
}

/** Calls `onFile` with path and text, as Latin-1, of each file that decides a package's types. */
export function readPackage(
  folder: string,
  onFile: (path: string, text: string) => void,
): Pick<PackageFiles, "nests"> & { readonly hash: string } {
  const before = packageSignature(folder);
  const { files, nests } = filesOf(folder);
  const hash = createHash("sha256");
  for (const path of files) {
    const bytes = readFileSync(path);
    hash.update(`${path.slice(folder.length)} ${bytes.length}\n`).update(bytes);
    onFile(path, bytes.toString("latin1"));
  }
  const found = hash.digest("hex");
  // A later change shows in the signature only if the last one is old enough.
  if (isSettledAt(before, Date.now())) knownHashes.set(`${folder} ${before?.text}`, found);
  return { nests, hash: found };
}

function filesOf(folder: string): PackageFiles {
  const files: string[] = [];
  const nests: string[] = [];
  const visit = (path: string): void => {
    for (const entry of entriesOf(path)) {
      const inner = `${path}/${entry.name}`;
      if (entry.name === "node_modules") nests.push(path);
      else if (entry.isDirectory()) visit(inner);
      else if (decidesTypes(entry.name)) files.push(inner);
    }
  };
  visit(folder);
  return { files: files.sort(), nests };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that cannot be read holds nothing, as for the compiler.
    return [];
  }
}

/** Returns whether the compiler may read a file of that name: TypeScript, package.json, and JSON that is imported. */
function decidesTypes(name: string): boolean {
  return /\.(?:[mc]?tsx?|json)$/.test(name);
}
