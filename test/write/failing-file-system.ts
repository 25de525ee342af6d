import { accessSync } from "node:fs";
import { type FileSystem, nodeFileSystem } from "../../codegen/write/file-system.js";

/** Fault of the n-th call: the process dies before it, or half-way through it; or the disk refuses it once. */
export type Fault = "death" | "torn write" | "full disk";

/** Stands for the end of the process: from then on every call throws it, so that nothing is cleaned up. */
export class Death extends Error {}

/** The disk without `fsync`: the death of a process loses nothing that was written before. */
export const swiftFileSystem: FileSystem = { ...nodeFileSystem, sync: (path) => accessSync(path) };

export interface FailingFileSystem {
  readonly fs: FileSystem;
  /** The calls so far, from 1, at which this fault makes a difference. */
  readonly calls: () => readonly number[];
}

/** Makes a file system on which the n-th call goes wrong; with n = 0 none does. */
export function failAt(n: number, fault: Fault = "death"): FailingFileSystem {
  let calls = 0;
  const tearable: number[] = [];
  const before = (tear?: () => void) => {
    calls++;
    if (tear !== undefined) tearable.push(calls);
    if (n === 0 || calls < n) return;
    if (fault === "full disk") {
      if (calls === n) throw Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" });
      return;
    }
    if (calls === n && fault === "torn write") tear?.();
    throw new Death();
  };
  const fs: FileSystem = {
    ...guard(swiftFileSystem, before),
    writeFile: (path, content) => {
      before(() => swiftFileSystem.writeFile(path, content.slice(0, content.length / 2)));
      swiftFileSystem.writeFile(path, content);
    },
    createFile: (path, content) => {
      before(() => swiftFileSystem.createFile(path, content.slice(0, content.length / 2)));
      swiftFileSystem.createFile(path, content);
    },
  };
  const every = () => Array.from({ length: calls }, (_, index) => index + 1);
  return { fs, calls: fault === "torn write" ? () => tearable : every };
}

function guard(fs: FileSystem, before: () => void): FileSystem {
  const guarded = <A extends unknown[], R>(operation: (...args: A) => R) => {
    return (...args: A): R => {
      before();
      return operation(...args);
    };
  };
  return {
    readFile: guarded(fs.readFile),
    writeFile: fs.writeFile,
    createFile: fs.createFile,
    sync: guarded(fs.sync),
    rename: guarded(fs.rename),
    removeFile: guarded(fs.removeFile),
    removeFolder: guarded(fs.removeFolder),
    makeFolder: guarded(fs.makeFolder),
    list: guarded(fs.list),
    realPath: guarded(fs.realPath),
    status: guarded(fs.status),
    assertWritable: guarded(fs.assertWritable),
  };
}
