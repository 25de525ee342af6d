import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { ActionFile } from "../../model/action-file.js";
import { ChangingList } from "../../model/changing-list.js";
import { isDeclarationFile } from "../../model/declaration-file.js";
import { sourceFileMaxBytes } from "../../model/limits.js";
import type { ListedSources } from "../../model/listed-sources.js";
import type { Project } from "../../model/project.js";
import { type SourceText, startOf } from "../../model/source-text.js";
import { compare, type ProblemList } from "../../report/problems.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Sources that were listed and read before. */
export interface EarlierSources {
  /** Returns the text of a file by its absolute path: the result of `read`, or of an earlier one. */
  readonly textOf: (path: string, read: () => SourceText) => SourceText;
  /** Returns the sources as they were listed without a problem; undefined when they have to be listed again. */
  readonly listed: () => readonly string[] | undefined;
}

/** Reads every TypeScript file below the actions folder, helpers included, sorted by path. Tests are left out. */
export function readFiles(project: Project, problems: ProblemList, earlier?: EarlierSources): readonly ActionFile[] {
  const { root, actions } = project;
  const listed = earlier?.listed() ?? listFiles(project, problems);
  const files: ActionFile[] = [];
  for (const place of places.map(listed, (path) => placeOf(project, path), { facts: [root, actions] })) {
    const { path, file, absolute } = place;
    // The type checker reads these by itself.
    if (place.isDeclaration) continue;
    try {
      if (path.endsWith(".tsx")) throw new Error("it ends in `.tsx`, and JSX is not compiled; rename it to `.ts`");
      const read = (): SourceText => ({ file, text: readSourceText(absolute) });
      files.push(fileOf(place, earlier ? earlier.textOf(absolute, read) : read()));
    } catch (error) {
      problems.report("ACT105", startOf({ file, text: "" }), reasonOf(error));
    }
  }
  return files;
}

/** Place of a source: its path from the actions folder and from the root, and the absolute one. */
interface SourcePlace {
  readonly path: string;
  readonly file: string;
  readonly absolute: string;
  readonly isDeclaration: boolean;
}

/** Places of the sources that the last run of this process has listed. */
const places = new ChangingList<string, SourcePlace>();

function placeOf({ root, actions }: Project, path: string): SourcePlace {
  const file = `${actions}/${path}`;
  return { path, file, absolute: join(root, file), isDeclaration: isDeclarationFile(path) };
}

/** Files that earlier runs of this process have read, by source: what was made of them is found again. */
const actionFiles = new WeakMap<SourceText, ActionFile>();

function fileOf({ path }: SourcePlace, source: SourceText): ActionFile {
  const known = actionFiles.get(source);
  if (known?.path === path) return known;
  const made = { path, source, listed: !isHelper(path) };
  actionFiles.set(source, made);
  return made;
}

function readSourceText(absolute: string): string {
  const bytes = readFileSync(absolute);
  if (bytes.length > sourceFileMaxBytes) throw new Error(`it is larger than ${sourceFileMaxBytes / 1024 / 1024} MB`);
  return decoder.decode(bytes);
}

/**
 * Returns the sorted paths of all files below the actions folder that are sources, look like it, or hold declarations.
 * Reads none.
 */
export function listFiles(project: Project, problems: ProblemList): readonly string[] {
  return listSources(project, problems).paths;
}

/** Lists as `listFiles` does, and tells by what. */
export function listSources(project: Project, problems: ProblemList): ListedSources {
  const paths: string[] = [];
  const folders: string[] = [];
  let hasLinks = false;
  const visit = (folder: string, ancestors: readonly string[]): void => {
    const absolute = join(project.root, project.actions, folder);
    const real = realpathSync.native(absolute);
    if (ancestors.includes(real)) throw new Error("it is a symbolic link to a folder above it");
    folders.push(folder);
    const entries = readdirSync(absolute, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      const { name } = entry;
      const path = folder === "" ? name : `${folder}/${name}`;
      // Editors keep swap files and locks beside a file; a lock may be a link without a target.
      if (name.startsWith(".") || name === "node_modules") continue;
      if (entry.isSymbolicLink()) hasLinks = true;
      guard(path, () => {
        const status = entry.isSymbolicLink() ? statSync(join(absolute, name), { throwIfNoEntry: false }) : entry;
        if (entry.isSymbolicLink() && status && (status.isDirectory() || isSource(name))) {
          assertBelow(join(absolute, name), join(project.root, project.actions));
        }
        if (status?.isDirectory()) visit(path, [...ancestors, real]);
        else if (isSource(name) && !(isHelper(path) && name.endsWith(".tsx"))) paths.push(path);
      });
    }
  };
  const guard = (path: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      const at = startOf({ file: `${project.actions}/${path}`, text: "" });
      if (path !== "") problems.report("ACT105", at, reasonOf(error));
      else problems.report("ACT603", startOf(project.packageJson), project.actions, reasonOf(error));
    }
  };
  guard("", () => visit("", []));
  return { paths, folders, hasLinks };
}

/** What lies elsewhere may be anybody's, and would become code of the build. */
function assertBelow(link: string, folder: string): void {
  const path = relative(realpathSync.native(folder), realpathSync.native(link));
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw new Error("it is a symbolic link that leads out of the actions folder");
  }
}

function isSource(name: string): boolean {
  return /\.(?:[mc]?ts|tsx)$/.test(name) && !/\.test\.(?:[mc]?ts|tsx)$/.test(name);
}

/** Tells whether a file is not searched for actions, because its name or that of a folder begins with `_`. */
function isHelper(path: string): boolean {
  return path.split("/").some((segment) => segment.startsWith("_"));
}

/** Returns the reason why a file cannot be read, as a problem states it. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return "it does not exist";
    case "EACCES":
    case "EPERM":
      return "access is denied";
    case "ELOOP":
      return "its symbolic links go in a circle";
    case "ENOTDIR":
      return "it is not a folder";
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "it is not valid UTF-8";
    default:
      return message;
  }
}
