import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildFile, CurrentBuild } from "../contract/build.js";
import { isJsonObject } from "../contract/json.js";
import { BuildError, verifyFile } from "./verify.js";

/** Files that codegen itself reads, or writes anew with each change of a line; no lane loads them. */
const otherFiles = ["current.json", "committed.json", "sources.json", "package.json", ".gitignore"];

/**
 * Checks that a build folder holds the files of its build and no others, because Node finds packages by their folders: one
 * that was added takes the place of the real one. While codegen is writing, files of another generation may lie there.
 *
 * @throws BuildError that names the first entry which does not belong there.
 */
export function checkTree(folder: string, current: CurrentBuild): void {
  const known = new Set([...otherFiles, ...allFiles(current).map(({ file }) => file)]);
  const top = readdirSync(folder, { withFileTypes: true });
  const isBeingWritten = top.some(isOfWriter);
  const visit = (path: string, entries: readonly Dirent[]): void => {
    for (const entry of entries) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (path === "" && isOfWriter(entry)) continue;
      if (entry.isDirectory() && entry.name !== "node_modules") {
        visit(below, readdirSync(join(folder, below), { withFileTypes: true }));
      } else if (!known.has(below) || !entry.isFile()) {
        const isDraft = isBeingWritten && entry.isFile() && entry.name !== "package.json";
        if (!isDraft) throw new BuildError(foreign(join(folder, below), entry));
      }
    }
  };
  visit("", top);
  checkManifest(join(folder, "package.json"));
  if (!isBeingWritten) for (const file of current.fixed ?? []) verifyFile(folder, file);
}

function allFiles({ sdk, modules, validators, fixed = [] }: CurrentBuild): readonly BuildFile[] {
  return [sdk, ...fixed, ...Object.values(modules), ...Object.values(validators)];
}

/** The lock of codegen, with what it needs to take over another, and the folder in which it prepares files. */
function isOfWriter(entry: Dirent): boolean {
  return entry.name === "next" ? entry.isDirectory() : entry.isFile() && /^lock(?:\.takeover)*$/.test(entry.name);
}

/** Its fields can send imports elsewhere. */
function checkManifest(file: string): void {
  const content: unknown = parse(file);
  const isOurs =
    isJsonObject(content) &&
    content.type === "module" &&
    Object.keys(content).every((key) => key === "type" || (key === "private" && content.private === true));
  if (!isOurs)
    throw new BuildError(`${file} is not what the build made. Run \`npx actionary codegen\` to build it again.`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function foreign(path: string, entry: Dirent): string {
  const what = entry.isSymbolicLink() ? "a link" : entry.isDirectory() ? "a folder" : "a file";
  return `${path} is ${what} that is not part of the build. Remove it, or run \`npx actionary codegen\`, which does.`;
}
