import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { linkPackage, root as repository, temporaryFolder } from "../project/make-project.js";
import { filesOf } from "./knobs/files.js";
import { type Entry, type Knobs, plain } from "./knobs/positions.js";

/** Project on disk whose files follow its knobs. */
export interface EditedTree {
  readonly root: string;
  /** Brings the files to the positions of the knobs; files that do not change are not touched. */
  readonly turn: (knobs: Knobs) => void;
  /** Writes all files as those of the plain knobs, and removes the others, whatever they are like on disk. */
  readonly restore: () => void;
  /** Copies the files, without anything that codegen has written, to a folder of the same kind. */
  readonly copy: () => string;
}

export function plantTree(): EditedTree {
  const folder = temporaryFolder();
  const root = join(folder, "project");
  const scratch = join(folder, "scratch");
  let standing: Readonly<Record<string, Entry>> = {};
  const turn = (knobs: Knobs): void => {
    const files = filesOf(knobs);
    for (const path of Object.keys(standing)) if (!(path in files)) rmSync(join(root, path), { force: true });
    for (const [path, entry] of Object.entries(files)) {
      if (isSame(standing[path], entry) && existsSync(join(root, path))) continue;
      put(join(root, path), entry);
    }
    standing = files;
  };
  link(root);
  return {
    root,
    turn,
    restore: () => {
      turn(plain);
      for (const [path, entry] of Object.entries(standing)) put(join(root, path), entry);
    },
    copy: () => {
      rmSync(scratch, { recursive: true, force: true });
      link(scratch);
      for (const [path, entry] of Object.entries(standing)) put(join(scratch, path), entry);
      return scratch;
    },
  };
}

function link(root: string): void {
  linkPackage(root);
  mkdirSync(join(root, "node_modules/@types"));
  symlinkSync(join(repository, "node_modules/@types/node"), join(root, "node_modules/@types/node"));
}

function put(path: string, entry: Entry): void {
  mkdirSync(dirname(path), { recursive: true });
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const isFile = typeof entry === "string" || entry instanceof Uint8Array;
  if (isLink || !isFile) rmSync(path, { force: true });
  if (isFile) writeFileSync(path, entry);
  else symlinkSync(entry.linkTo, path);
}

function isSame(before: Entry | undefined, now: Entry): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}

/** Reads the bytes of all files below a folder, by path; none if there is no such folder. */
export function bytesBelow(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), "latin1")]),
  );
}

/** Writes a file of the same size, and sets its times back. */
export function rewriteInSecret(path: string, text: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, text);
  utimesSync(path, atime, mtime);
}

export function touch(path: string): void {
  utimesSync(path, new Date(), new Date());
}
