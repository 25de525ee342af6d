import { spawnSync } from "node:child_process";

/** Whether this machine makes no disks in memory of a given size, by bubblewrap. */
export const unlessSandboxed: boolean =
  process.platform !== "linux" ||
  spawnSync("bwrap", ["--dev-bind", "/", "/", "--size", "100000", "--tmpfs", "/small", "true"]).status !== 0;
